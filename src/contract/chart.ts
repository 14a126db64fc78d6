// A chart as data; platforms draw it natively, or as a picture, or as text.
import type { FactId } from './fact.ts'
import type { Quantity } from './quantity.ts'

export interface ChartPoint {
  readonly label: string
  /** Absent where the base is silent: drawn as a gap and said in words. */
  readonly quantity?: Quantity
  readonly facts: readonly FactId[]
}

export interface ChartSeries {
  readonly name: string
  readonly points: readonly ChartPoint[]
}

export interface Chart {
  readonly kind: 'bar' | 'grouped-bar' | 'line' | 'share'
  readonly title: string
  /** Unit id of the axis; a point keeps the unit of its source, of the same dimension. */
  readonly unit: string
  readonly series: readonly ChartSeries[]
  /** All figures in words, with hedges: for those who can't see the picture. */
  readonly alt: string
}
