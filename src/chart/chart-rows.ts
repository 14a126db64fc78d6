// The points of a chart as rows to draw: where each begins and ends, what its hedge leaves open, what is written.
import { type Chart, type Hedge, NOT_STATED, type Quantity } from '#magnets'

/** How an end is drawn: closed where the figure is exact, else as what the hedge says of it. */
export type End = 'exact' | 'near' | 'below' | 'open' | 'ceiling'

export interface ChartRow {
  /** Unique, and in the order of the chart. */
  readonly row: string
  /** Of the point, broken into lines. */
  readonly lines: readonly string[]
  readonly series: string
  /** Undefined where the base is silent. */
  readonly amount: number | undefined
  /** Undefined along with the amount. */
  readonly hedge: Hedge | undefined
  readonly end: End
  /** Up to where the figure is sure. */
  readonly solid: number | undefined
  /** Where what is drawn lightly ends: beyond the figure, where more is possible. */
  readonly reach: number | undefined
  /** The figure with hedge and unit. */
  readonly figure: string
}

/** Letters in a line of a label. */
const LABEL_LETTERS = 30
/** More lines of one label would leave no room for the others. */
const LABEL_LINES = 4
/** Beyond this many times the smallest, small figures can't be seen on a linear scale. */
const LINEAR_RATIO = 100
/** How far an open end fades, as a share of the longest bar. */
const FADE = 0.12
/** How much "about" softens an end to either side, and "nearly" to one, as a share of the figure. */
const SOFT = 0.05

const ENDS: Readonly<Record<Hedge, End>> = {
  exact: 'exact',
  about: 'near',
  nearly: 'below',
  'more than': 'open',
  'at least': 'open',
  'less than': 'ceiling',
  'at most': 'ceiling',
  'up to': 'ceiling',
}

export function chartRows(chart: Chart, format: (quantity: Quantity) => string): ChartRow[] {
  const several = chart.series.length > 1
  const sizes = amountsOf(chart)
  const longest = Math.max(0, ...sizes.map(Math.abs))
  // Nothing is more than the whole.
  const most = chart.kind === 'share' && longest <= 100 ? 100 : Number.POSITIVE_INFINITY
  // On a logarithmic axis equal lengths are equal factors.
  const factor = needsLog(chart) ? (longest / Math.min(...sizes)) ** FADE : undefined
  const scale = { longest, most, factor }
  const drawn = chart.series.flatMap(({ name, points }) =>
    points.map(({ label, quantity }): Omit<ChartRow, 'row'> => {
      const end = quantity === undefined ? 'exact' : ENDS[quantity.hedge]
      return {
        lines: brokenLabel(label),
        series: several ? cleanWords(name) : '',
        amount: quantity?.amount,
        hedge: quantity?.hedge,
        end,
        solid: quantity === undefined ? undefined : solidOf(quantity.amount, end),
        reach: quantity === undefined ? undefined : reachOf(quantity.amount, end, scale),
        figure: quantity === undefined ? NOT_STATED : cleanWords(format(quantity)),
      }
    }),
  )
  const rows = chart.kind === 'grouped-bar' ? grouped(drawn) : drawn
  return rows.map((row, index) => ({ ...row, row: String(index).padStart(4, '0') }))
}

/** What is said of one thing stands together, and its name once. */
function grouped(rows: readonly Omit<ChartRow, 'row'>[]): readonly Omit<ChartRow, 'row'>[] {
  const groups = Map.groupBy(rows, ({ lines }) => lines.join(' '))
  return [...groups.values()].flatMap(([first, ...rest]) => [
    ...(first === undefined ? [] : [first]),
    ...rest.map(row => ({ ...row, lines: [] })),
  ])
}

/** True where figures lie so far apart that only a logarithmic scale shows them all. */
export function needsLog(chart: Chart): boolean {
  const sizes = amountsOf(chart)
  if (sizes.length < 2 || sizes.some(size => size <= 0)) return false
  return Math.max(...sizes) / Math.min(...sizes) > LINEAR_RATIO
}

function amountsOf({ series }: Chart): number[] {
  return series
    .flatMap(({ points }) => points.flatMap(({ quantity }) => quantity?.amount ?? []))
    .filter(Number.isFinite)
}

function solidOf(amount: number, end: End): number {
  return end === 'near' || end === 'below' ? amount * (1 - SOFT) : amount
}

interface Scale {
  readonly longest: number
  readonly most: number
  /** Of an open end on a logarithmic axis. */
  readonly factor: number | undefined
}

function reachOf(amount: number, end: End, { longest, most, factor }: Scale): number | undefined {
  const away = amount < 0 ? -1 : 1
  if (end === 'open' && factor !== undefined) return Math.min(most, amount * factor)
  if (end === 'open') return Math.min(most, amount + away * longest * FADE)
  if (end === 'below') return amount
  return end === 'near' ? Math.min(most, amount * (1 + SOFT)) : undefined
}

/** What is cut off says so. */
export function brokenLabel(label: string): readonly string[] {
  const lines = brokenLines(label, LABEL_LETTERS)
  if (lines.length <= LABEL_LINES) return lines
  const kept = lines.slice(0, LABEL_LINES)
  return [...kept.slice(0, -1), `${kept.at(-1)?.slice(0, LABEL_LETTERS - 1)}…`]
}

/** Between words, and within one only where it is longer than a line. */
export function brokenLines(text: string, letters: number): readonly string[] {
  const piece = new RegExp(`.{1,${letters}}`, 'gu')
  const lines: string[] = []
  for (const word of cleanWords(text)
    .split(' ')
    .flatMap(whole => whole.match(piece) ?? [whole])) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= letters) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines
}

/** On one line, without what is not seen or turns the words around it. */
export function cleanWords(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
