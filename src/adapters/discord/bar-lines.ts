// Draws a chart as lines of text bars for a code block.
import type { Chart, ChartPoint } from '#magnets'
import { escapeCode } from './escape-text.ts'

const BAR_CELLS = 16
/** Longer labels get a line of their own above their bar. */
const LABEL_WIDTH = 22

/** One bar a point, scaled to the largest figure of the chart; a gap in the figures is said in words. */
export function barLines(chart: Chart): string[] {
  const points = chart.series.flatMap(series => series.points)
  const largest = Math.max(0, ...points.map(point => size(point)))
  const widths = points.map(point => [...labelOf(point)].length).filter(w => w <= LABEL_WIDTH)
  const labelWidth = Math.max(0, ...widths)
  const several = chart.series.length > 1
  return chart.series.flatMap(series => [
    ...(several ? [escapeCode(series.name)] : []),
    ...series.points.flatMap(point => pointLines(point, largest, labelWidth)),
  ])
}

function pointLines(point: ChartPoint, largest: number, labelWidth: number): string[] {
  const label = labelOf(point)
  const rest =
    point.quantity === undefined ? 'not stated' : `${bar(point, largest)} ${value(point)}`
  const gap = labelWidth - [...label].length
  if (gap < 0) return [label, `${' '.repeat(labelWidth)}  ${rest}`]
  return [`${label}${' '.repeat(gap)}  ${rest}`]
}

function labelOf(point: ChartPoint): string {
  return escapeCode(point.label).trim()
}

function size(point: ChartPoint): number {
  const amount = Math.abs(point.quantity?.amount ?? 0)
  return Number.isFinite(amount) ? amount : 0
}

function bar(point: ChartPoint, largest: number): string {
  if (largest === 0 || size(point) === 0) return '▏'
  return '█'.repeat(Math.max(1, Math.round((size(point) / largest) * BAR_CELLS)))
}

function value(point: ChartPoint): string {
  const { amount = 0, hedge = 'exact' } = point.quantity ?? {}
  const number = amount.toLocaleString('en-US', { maximumFractionDigits: 6 })
  return hedge === 'exact' ? number : `${hedge} ${number}`
}
