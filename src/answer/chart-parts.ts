// A chart for a reply: what one scale can hold is drawn and said in words, what can't is told below.
import {
  type Base,
  type Chart,
  type ChartPoint,
  type ChartSeries,
  NOT_STATED,
  type Part,
} from '#magnets'
import { formatQuantity } from './format-quantity.ts'
import { sameScale } from './same-dimension.ts'

/** Bars of pounds beside bars of tons would be compared by eye, and wrongly. */
export function chartParts(base: Base, chart: Omit<Chart, 'alt'>): readonly Part[] {
  const units = unitsOfOneScale(base, chart)
  const fits = ({ quantity }: ChartPoint): boolean =>
    quantity === undefined || units.includes(quantity.unit)
  const series = chart.series.map(one => ({ ...one, points: one.points.filter(fits) }))
  const apart = chart.series.flatMap(({ name, points }) =>
    points.filter(point => !fits(point)).map(point => ({ name, point })),
  )
  const drawn = { ...chart, series: series.map(one => toldIn(base, one)) }
  const several = series.length > 1
  const notes = apart.map(
    ({ name, point }): Part => ({
      kind: 'sentence',
      role: 'note',
      text: `${APART}${inWords(base, point, several ? name : undefined)}.`,
      facts: point.facts,
    }),
  )
  return [{ kind: 'chart', chart: { ...drawn, alt: altOf(base, drawn) } }, ...notes]
}

function toldIn(base: Base, series: ChartSeries): ChartSeries {
  const points = series.points.map(point =>
    point.quantity === undefined ? point : { ...point, told: formatQuantity(base, point.quantity) },
  )
  return { ...series, points }
}

const APART = 'Not drawn, since its unit is on another scale: '

/** Those that most figures fit come first, and each must fit all before it. */
function unitsOfOneScale(base: Base, { series }: Omit<Chart, 'alt'>): readonly string[] {
  const all = series.flatMap(({ points }) => points.flatMap(({ quantity }) => quantity?.unit ?? []))
  const fitting = (unit: string): number =>
    all.filter(other => other === unit || sameScale(base, other, unit)).length
  const sorted = [...new Set(all)].toSorted((a, b) => fitting(b) - fitting(a))
  const kept: string[] = []
  for (const unit of sorted) if (kept.every(other => sameScale(base, unit, other))) kept.push(unit)
  return kept
}

function altOf(base: Base, { title, series }: Omit<Chart, 'alt'>): string {
  const figures = series.flatMap(({ name, points }) =>
    points.map(point => inWords(base, point, series.length > 1 ? name : undefined)),
  )
  return `${title}. ${figures.join('; ')}.`
}

function inWords(base: Base, { label, quantity }: ChartPoint, name: string | undefined): string {
  const figure = quantity === undefined ? NOT_STATED : formatQuantity(base, quantity)
  return `${name === undefined ? label : `${label}, ${name}`}: ${figure}`
}
