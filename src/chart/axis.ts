// The axis of figures: from where to where, which marks, and the unit that all figures share, if they do.
import { type Chart, commonUnit, type Unit } from '#magnets'
import { axisTicks } from './axis-ticks.ts'
import { type ChartRow, cleanWords, needsLog } from './chart-rows.ts'
import type { DrawOptions } from './draw-chart.ts'

export interface FigureAxis {
  readonly domain: readonly [number, number]
  /** True where figures lie too far apart for a linear scale. */
  readonly log: boolean
  readonly values: readonly number[]
  /** An expression of Vega that says the figure of a mark. */
  readonly labelExpr: string
  /** The unit, where the marks don't say it themselves. */
  readonly title: string | null
  /** True where figures have several units, so that the axis has none. */
  readonly mixed: boolean
}

export function figureAxis(
  chart: Chart,
  rows: readonly ChartRow[],
  { format, unit }: Pick<DrawOptions, 'format' | 'unit'>,
): FigureAxis {
  const log = needsLog(chart)
  const domain = domainOf(chart, rows, log)
  const values = axisTicks(domain, log)
  const id = commonUnit(chart)
  const shared = id === undefined ? undefined : unit(id)
  const signed = shared !== undefined && isSign(shared)
  const label = (amount: number): string =>
    signed && id !== undefined
      ? cleanWords(format({ amount, unit: id, hedge: 'exact' }))
      : NUMBER.format(amount)
  return {
    ...{ domain, log, values },
    labelExpr: byValue(values.map(value => [String(value), label(value)])),
    title: shared === undefined || signed ? null : cleanWords(shared.plural),
    mixed: id === undefined && rows.some(({ amount }) => amount !== undefined),
  }
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

/** "$" and "%" are short enough to stand at every mark. */
function isSign({ prefix, suffix }: Pick<Unit, 'prefix' | 'suffix'>): boolean {
  return prefix !== undefined || suffix !== undefined
}

function domainOf({ kind }: Chart, rows: readonly ChartRow[], log: boolean): [number, number] {
  const sizes = rows.flatMap(({ amount, reach }) => [amount ?? [], reach ?? []].flat())
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (sizes.length === 0) return [0, 1]
  if (log) return [10 ** Math.floor(Math.log10(least)), most]
  if (kind === 'share' && least >= 0 && most <= 100) return [0, 100]
  return [Math.min(0, least), Math.max(0, most)]
}

/** An expression of Vega that looks a label up. */
export function byValue(
  labels: readonly (readonly [string, string | readonly string[]])[],
): string {
  return `${JSON.stringify(Object.fromEntries(labels))}[datum.value]`
}
