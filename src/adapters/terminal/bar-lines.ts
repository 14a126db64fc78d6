// Draws a chart as bars of text, every figure with its hedge and sources beside its bar.
import type { Chart, ChartPoint } from '#magnets'
import { cleanLine } from './clean-text.ts'
import { cited, type Page, styled } from './page.ts'
import { padded, widthOf } from './text-width.ts'
import { wrapText } from './wrap-text.ts'

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const FULL = '█'
/** Shorter bars tell nothing: then the label gets a line of its own, and so does the figure at last. */
const MIN_BAR = 10
const MAX_BAR = 50
const SILENT = 'not stated'

interface Bar {
  readonly label: string
  readonly value: string
  /** 0 to 1; undefined where there is no figure. */
  readonly size?: number
}

/** Bars are to one scale over all series; shares are scaled to the whole. */
export function barLines(page: Page, chart: Chart): string[] {
  const points = chart.series.flatMap(series => series.points)
  const largest = Math.max(...points.map(amountOf), chart.kind === 'share' ? 100 : 0)
  const bars = points.map(point => barOf(page, point, largest))
  const labelWidth = Math.max(...bars.map(bar => widthOf(bar.label)), 0)
  const valueWidth = Math.max(...bars.map(bar => widthOf(bar.value)), 0)
  const beside = page.width - labelWidth - valueWidth - 4
  const below = page.width - valueWidth - 4
  const draw = (bar: Bar): string[] => {
    if (beside >= MIN_BAR) {
      return [`${padded(bar.label, labelWidth)}  ${drawn(page, bar, beside)}`]
    }
    const label = wrapText(bar.label, page.width)
    if (below >= MIN_BAR) return [...label, `  ${drawn(page, bar, below)}`]
    const alone = bar.size === undefined ? [] : [`  ${strip(page, bar.size, page.width - 2)}`]
    return [...label, ...alone, ...wrapText(bar.value, page.width - 2).map(line => `  ${line}`)]
  }
  const several = chart.series.length > 1
  const title = wrapText(cleanLine(chart.title), page.width).map(line => styled(page, 'bold', line))
  let next = 0
  const lines = chart.series.flatMap(series => {
    const own = bars.slice(next, next + series.points.length)
    next += series.points.length
    const name = several ? wrapText(cleanLine(series.name), page.width) : []
    return [...name, ...own.flatMap(draw)]
  })
  return [...title, ...lines]
}

function barOf(page: Page, point: ChartPoint, largest: number): Bar {
  const label = cleanLine(point.label)
  if (point.quantity === undefined) return { label, value: cited(page, SILENT, point.facts) }
  const value = cited(page, page.format(point.quantity), point.facts)
  return { label, value, size: largest > 0 ? amountOf(point) / largest : 0 }
}

function drawn(page: Page, bar: Bar, room: number): string {
  if (bar.size === undefined) return bar.value
  return `${strip(page, bar.size, room)} ${bar.value}`
}

/** To an eighth of a column; what is there at all is at least that wide. */
function strip(page: Page, size: number, room: number): string {
  const eighths = Math.max(1, Math.round(size * Math.min(room, MAX_BAR) * 8))
  return styled(page, 'cyan', FULL.repeat(eighths >> 3) + (EIGHTHS[eighths % 8] ?? ''))
}

function amountOf(point: ChartPoint): number {
  const amount = Math.abs(point.quantity?.amount ?? 0)
  return Number.isFinite(amount) ? amount : 0
}
