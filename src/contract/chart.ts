// A chart as data; platforms draw it natively, or as a picture, or as text.
import type { FactId } from './fact.ts'
import type { Quantity } from './quantity.ts'

export interface ChartPoint {
  readonly label: string
  /** In the unit of its source. Absent where the base is silent: drawn as a gap and said in words. */
  readonly quantity?: Quantity
  /** The figure in words, with hedge and unit, for where a chart is drawn in text. */
  readonly told?: string
  readonly facts: readonly FactId[]
}

export interface ChartSeries {
  readonly name: string
  readonly points: readonly ChartPoint[]
}

export interface Chart {
  readonly kind: 'bar' | 'grouped-bar' | 'line' | 'share'
  readonly title: string
  readonly series: readonly ChartSeries[]
  /** All figures in words, with hedges: for those who can't see the picture. */
  readonly alt: string
}

/** Id of the unit that all figures share. Undefined where they don't: then no axis may name one. */
export function commonUnit({ series }: Pick<Chart, 'series'>): string | undefined {
  const units = new Set(
    series.flatMap(({ points }) => points.flatMap(({ quantity }) => quantity?.unit ?? [])),
  )
  const [unit] = units
  return units.size === 1 ? unit : undefined
}
