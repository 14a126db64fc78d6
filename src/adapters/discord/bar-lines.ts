// Draws a chart as lines of text bars for a code block, narrow enough for a phone.
import { type Chart, type ChartPoint, NOT_STATED } from '#magnets'
import { oneLine } from './blocks.ts'
import { escapeCode } from './escape-text.ts'

const BAR_CELLS = 16
/** Wider lines wrap on a phone, which tears bars from their labels. */
const LINE_WIDTH = 36
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const

/** One bar a point in one scale; each under its label where labels, bars and figures are too wide. */
export function barLines(chart: Chart): string[] {
  const points = chart.series.flatMap(series => series.points)
  const largest = Math.max(0, ...points.map(size))
  const several = chart.series.length > 1
  const rows = chart.series.flatMap(series => [
    ...(several ? [{ label: escapeCode(series.name), bar: '' }] : []),
    ...series.points.map(point => ({ label: labelOf(point), bar: barOf(point, largest) })),
  ])
  const labelWidth = Math.max(0, ...rows.filter(row => row.bar !== '').map(row => width(row.label)))
  const stacked = rows.some(({ bar }) => labelWidth + 2 + width(bar) > LINE_WIDTH)
  return rows.flatMap(({ label, bar }) => {
    if (stacked && bar === NOT_STATED) return [`${label}: ${bar}`]
    if (stacked || bar === '') return [label, bar].filter(line => line !== '')
    return [`${label}${' '.repeat(labelWidth - width(label))}  ${bar}`]
  })
}

function labelOf(point: ChartPoint): string {
  return oneLine(escapeCode(point.label))
}

function width(text: string): number {
  return [...text].length
}

function size(point: ChartPoint): number {
  const amount = Math.abs(point.quantity?.amount ?? 0)
  return Number.isFinite(amount) ? amount : 0
}

/** To an eighth of a cell, so that small figures differ; what is not nothing keeps a mark. */
function barOf(point: ChartPoint, largest: number): string {
  if (point.quantity === undefined) return NOT_STATED
  const cells = largest === 0 ? 0 : (size(point) / largest) * BAR_CELLS
  const eighths = size(point) === 0 ? 0 : Math.max(1, Math.round(cells * EIGHTHS.length))
  const full = '█'.repeat(Math.floor(eighths / EIGHTHS.length))
  return oneLine(`${full}${EIGHTHS[eighths % EIGHTHS.length]} ${value(point)}`)
}

function value(point: ChartPoint): string {
  if (point.told !== undefined) return escapeCode(point.told)
  const { amount = 0, hedge = 'exact' } = point.quantity ?? {}
  const number = amount.toLocaleString('en-US', { maximumFractionDigits: 6 })
  return hedge === 'exact' ? number : `${hedge} ${number}`
}
