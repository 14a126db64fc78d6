// Draws a chart as lines of text bars, narrow enough for a phone.
import { type Chart, type ChartPoint, NOT_STATED, type Quantity } from '#magnets'

const BAR_CELLS = 16
/** Wider lines wrap on a phone, which tears bars from their labels. */
const LINE_WIDTH = 36
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const

/** One bar a point in one scale; each under its label where labels, bars and figures are too wide. */
export function barLines({ series }: Chart): string[] {
  const points = series.flatMap(one => one.points)
  const most = Math.max(0, ...points.map(size))
  const rows = series.flatMap(({ name, points }) =>
    points.map(point => ({
      label: flat(series.length > 1 ? `${point.label}, ${name}` : point.label),
      bar: barOf(point, most),
    })),
  )
  const width = Math.max(0, ...rows.map(({ label }) => label.length))
  if (rows.every(({ bar }) => width + 2 + bar.length <= LINE_WIDTH)) {
    return rows.map(({ label, bar }) => `${label.padEnd(width)}  ${bar}`)
  }
  return rows.flatMap(({ label, bar }) => {
    if (label === '') return [bar]
    return bar === NOT_STATED ? [`${label}: ${bar}`] : [label, bar]
  })
}

function size({ quantity }: ChartPoint): number {
  const amount = Math.abs(quantity?.amount ?? 0)
  return Number.isFinite(amount) ? amount : 0
}

/** To an eighth of a cell, so that small figures differ; what is not nothing keeps a mark. */
function barOf(point: ChartPoint, most: number): string {
  if (point.quantity === undefined) return NOT_STATED
  const eighths = most === 0 ? 0 : Math.round((size(point) / most) * BAR_CELLS * EIGHTHS.length)
  const drawn = size(point) === 0 ? 0 : Math.max(1, eighths)
  const bar = '█'.repeat(Math.floor(drawn / EIGHTHS.length)) + EIGHTHS[drawn % EIGHTHS.length]
  return `${bar} ${flat(point.told ?? figure(point.quantity))}`.trimStart()
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

function figure({ amount, hedge }: Quantity): string {
  const number = NUMBER.format(amount)
  return hedge === 'exact' ? number : `${hedge} ${number}`
}

const flat = (label: string): string => label.replace(/\s+/g, ' ').trim()
