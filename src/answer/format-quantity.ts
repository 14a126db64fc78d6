// Figures as people read them: hedge, number, scale and unit, always together.
import type { Base, Hedge, Quantity, Unit } from '#magnets'

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, ' trillion'],
  [1e9, ' billion'],
  [1e6, ' million'],
]

/** "more than 45,000 metric tons", "$1.2 billion", "74%". An unknown unit id is written as it is. */
export function formatQuantity(base: Base, quantity: Quantity): string {
  return withHedge(quantity.hedge, formatAmount(quantity.amount, base.unit(quantity.unit)))
}

/** Number and unit without the hedge. */
export function formatAmount(amount: number, unit: Unit | undefined): string {
  const number = unit?.prefix === undefined ? formatNumber(amount) : formatScaled(amount)
  if (unit === undefined) return number
  if (unit.prefix !== undefined) return `${unit.prefix}${number}${unit.suffix ?? ''}`
  if (unit.suffix !== undefined) return `${number}${unit.suffix}`
  return `${number} ${Math.abs(amount) === 1 ? unit.singular : unit.plural}`
}

export function withHedge(hedge: Hedge, figure: string): string {
  return hedge === 'exact' ? figure : `${hedge} ${figure}`
}

/** Thousands separated, at most two decimals, or two significant digits below one. */
export function formatNumber(amount: number): string {
  const digits =
    Math.abs(amount) < 1 && amount !== 0
      ? { maximumSignificantDigits: 2 }
      : { maximumFractionDigits: 2 }
  return amount.toLocaleString('en-US', digits)
}

function formatScaled(amount: number): string {
  const scale = SCALES.find(([size]) => Math.abs(amount) >= size)
  return scale === undefined ? formatNumber(amount) : formatNumber(amount / scale[0]) + scale[1]
}
