// How hedges and rounding pass through arithmetic: bounds keep the side on which they can be wrong.
import type { Hedge } from '#magnets'

/** Two significant digits where that is within two percent, else three; whole numbers stay. */
export function round(amount: number): number {
  if (Number.isInteger(amount)) return amount
  const short = toDigits(amount, 2)
  const close = Math.abs(short - amount) <= ROUNDING * Math.abs(amount) && Math.abs(amount) < 1000
  return close ? short : toDigits(amount, 3)
}

function toDigits(amount: number, digits: number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(amount))) + 1 - digits)
  return Number((Math.round(amount / unit) * unit).toPrecision(12))
}

/** True where rounding took a bound to the side on which it no longer holds to the letter. */
export function overshoots(rounded: number, amount: number, hedge: Hedge): boolean {
  return sideOf(hedge) * (rounded - amount) > NOISE * Math.abs(amount)
}

/** What floating point adds to a clean number is nothing to round. */
const NOISE = 1e-9

/** What rounding may move a result by; the check of shown workings allows just that. */
const ROUNDING = 0.02

/** The hedge of a result that falls when the operand rises. */
export function flip(hedge: Hedge): Hedge {
  const turned: Record<Hedge, Hedge> = {
    exact: 'exact',
    about: 'about',
    nearly: 'about',
    'more than': 'less than',
    'at least': 'at most',
    'less than': 'more than',
    'at most': 'at least',
    'up to': 'at least',
  }
  return turned[hedge]
}

/** Two hedges that act on one result: a bound wins over an approximation; opposed bounds say nothing. */
export function join(a: Hedge, b: Hedge): { hedge: Hedge; loose?: boolean } | undefined {
  const loose = [a, b].some(hedge => hedge === 'about' || hedge === 'nearly')
  const sum = sideOf(a) + sideOf(b)
  if (sideOf(a) !== 0 && sideOf(b) !== 0 && sum === 0) return undefined
  if (sum > 0) return { hedge: 'at least', loose }
  if (sum < 0) return { hedge: 'at most', loose }
  return { hedge: loose ? 'about' : 'exact' }
}

/** 1 for what is at least so much, -1 for what is at most so much, else 0. */
function sideOf(hedge: Hedge): number {
  if (hedge === 'more than' || hedge === 'at least') return 1
  return hedge === 'about' || hedge === 'nearly' || hedge === 'exact' ? 0 : -1
}
