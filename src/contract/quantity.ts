// Figures with their unit and hedge: the smallest thing that can be true or false here.

/** How sure a figure is. `exact` is a figure stated without any hedge. */
export type Hedge =
  | 'exact'
  | 'about'
  | 'nearly'
  | 'more than'
  | 'at least'
  | 'less than'
  | 'at most'
  | 'up to'

export const HEDGES: readonly Hedge[] = [
  'exact',
  'about',
  'nearly',
  'more than',
  'at least',
  'less than',
  'at most',
  'up to',
]

/** A figure. `amount` is in `unit`, whose id stands in the vocabulary; 74 percent is 74. */
export interface Quantity {
  readonly amount: number
  readonly unit: string
  readonly hedge: Hedge
}

/** The range in which the true value lies, as far as the hedge says. Open ends are infinite. */
export interface Bounds {
  readonly low: number
  readonly high: number
  /** True when the figure is approximate on both sides ("about", "nearly"). */
  readonly approximate: boolean
}

/** Reads a hedge as bounds: "more than 45" is (45, infinity), "up to 5" is (-infinity, 5]. */
export function boundsOf(quantity: Quantity): Bounds {
  const { amount, hedge } = quantity
  switch (hedge) {
    case 'more than':
    case 'at least':
      return { low: amount, high: Number.POSITIVE_INFINITY, approximate: false }
    case 'less than':
    case 'at most':
    case 'up to':
      return { low: Number.NEGATIVE_INFINITY, high: amount, approximate: false }
    case 'about':
    case 'nearly':
      return { low: amount, high: amount, approximate: true }
    case 'exact':
      return { low: amount, high: amount, approximate: false }
  }
}
