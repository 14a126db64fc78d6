// Arithmetic on cited figures: hedges pass through as bounds, and the working is shown.
import type { Arithmetic, Base, Derived, Fact, Hedge, Quantity } from '#magnets'
import { formatNumber, formatQuantity, withHedge } from './format-quantity.ts'
import { sameDimension } from './same-dimension.ts'

type Operator = '÷' | '−' | '×'

/** All workings for one base. A result is undefined where the figures don't measure the same thing. */
export interface Calculator extends Arithmetic {
  /** What is left of the whole after a share or a fall: 100 − x percent. */
  remainder(fact: Fact): Derived | undefined
  /** A rise in percent as a multiple of today: 1 + x ÷ 100 times. */
  growthMultiple(fact: Fact): Derived | undefined
  /** Money over mass, for figures of the same subject and stage. */
  perUnit(fact: Fact, per: Fact): Derived | undefined
  convert(fact: Fact, unit: string): Derived | undefined
}

export function createArithmetic(base: Base): Calculator {
  const dimension = (fact: Fact): string | undefined =>
    fact.value === undefined ? undefined : base.unit(fact.value.unit)?.dimension
  const comparable = (a: Fact, b: Fact): boolean => {
    if (a.value === undefined || b.value === undefined || a.id === b.id) return false
    return dimension(a) !== 'ratio' && sameDimension(base, a.value.unit, b.value.unit)
  }
  const derive = (
    operation: string,
    facts: readonly Fact[],
    unit: string,
    result: { amount: number; hedge: Hedge; loose?: boolean } | undefined,
    left: string,
  ): Derived | undefined => {
    if (result === undefined) return undefined
    const amount = round(result.amount)
    const rounded = Math.abs(amount - result.amount) > 1e-9 * Math.abs(result.amount)
    const hedge = result.hedge === 'exact' && rounded ? 'about' : result.hedge
    const quantity: Quantity = { amount, unit, hedge }
    const plain = formatQuantity(base, { ...quantity, hedge: 'exact' })
    const bound = hedge !== 'exact' && hedge !== 'about' && hedge !== 'nearly'
    const text = withHedge(hedge, bound && (rounded || result.loose) ? `about ${plain}` : plain)
    const shown = `${left} = ${text}`
    return {
      quantity,
      text,
      working: { operation, facts: facts.map(fact => fact.id), result: quantity, shown },
    }
  }
  const binary = (operator: Operator, a: Quantity, b: Quantity, scale = 1) => {
    const amount =
      operator === '÷'
        ? (a.amount / b.amount) * scale
        : operator === '−'
          ? a.amount - b.amount
          : a.amount * b.amount
    // Both ÷ and − fall when the second operand rises: its bound turns round.
    const hedge = join(a.hedge, operator === '×' ? b.hedge : flip(b.hedge))
    if (hedge === undefined) return undefined
    // A ton that the source leaves open against a metric one: comparable, but never exact.
    const open = base.unit(a.unit)?.dimension !== base.unit(b.unit)?.dimension
    const about = open && hedge.hedge === 'exact' ? 'about' : hedge.hedge
    return { amount, hedge: about, loose: hedge.loose === true || open }
  }
  // Money over mass: two dimensions by design.
  const ratio = (a: Quantity, b: Quantity) => {
    const hedge = join(a.hedge, flip(b.hedge))
    return hedge && { amount: a.amount / b.amount, ...hedge }
  }
  return {
    share(part, whole) {
      if (!comparable(part, whole) || !part.value || !whole.value || whole.value.amount === 0)
        return
      const left = `${formatNumber(part.value.amount)} ÷ ${formatNumber(whole.value.amount)}`
      return derive(
        'share',
        [part, whole],
        'percent',
        binary('÷', part.value, whole.value, 100),
        left,
      )
    },
    multiple(fact, of) {
      if (!comparable(fact, of) || !fact.value || !of.value || of.value.amount === 0) return
      const left = `${formatNumber(fact.value.amount)} ÷ ${formatNumber(of.value.amount)}`
      return derive('multiple', [fact, of], 'times', binary('÷', fact.value, of.value), left)
    },
    difference(fact, minus) {
      const points = dimension(fact) === 'ratio' && dimension(minus) === 'ratio'
      if (dimension(fact) !== dimension(minus)) return
      if ((!points && !comparable(fact, minus)) || !fact.value || !minus.value) return
      const left = `${formatNumber(fact.value.amount)} − ${formatNumber(minus.value.amount)}`
      const unit = points ? 'percentage-point' : fact.value.unit
      return derive('difference', [fact, minus], unit, binary('−', fact.value, minus.value), left)
    },
    remainder(fact) {
      if (dimension(fact) !== 'ratio' || !fact.value || fact.value.amount > 100) return
      const amount = 100 - fact.value.amount
      const left = `100% − ${formatNumber(fact.value.amount)}%`
      return derive('remainder', [fact], 'percent', { amount, hedge: flip(fact.value.hedge) }, left)
    },
    growthMultiple(fact) {
      if (dimension(fact) !== 'ratio' || !fact.value) return
      const amount = 1 + fact.value.amount / 100
      const left = `100% + ${formatNumber(fact.value.amount)}%`
      return derive('growth', [fact], 'times', { amount, hedge: fact.value.hedge }, left)
    },
    perUnit(fact, per) {
      if (!fact.value || !per.value || per.value.amount === 0) return
      if (fact.subject !== per.subject || fact.stage !== per.stage) return
      if (dimension(fact) !== 'money' || !dimension(per)?.startsWith('mass')) return
      const left = `${formatQuantity(base, { ...fact.value, hedge: 'exact' })} ÷ ${formatQuantity(base, { ...per.value, hedge: 'exact' })}`
      const unit = base.vocabulary.units.find(({ dimension }) => dimension === 'price')
      if (unit === undefined) return
      return derive('per-unit', [fact, per], unit.id, ratio(fact.value, per.value), left)
    },
    convert(fact, unit) {
      const from = fact.value && base.unit(fact.value.unit)
      const to = base.unit(unit)
      if (!fact.value || from?.toBase === undefined || to?.toBase === undefined) return
      if (from.dimension !== to.dimension || from.toBase === to.toBase) return
      const factor = from.toBase / to.toBase
      const amount = fact.value.amount * factor
      const left = `${formatNumber(fact.value.amount)} × ${Number(factor.toPrecision(6))}`
      return derive('convert', [fact], unit, { amount, hedge: fact.value.hedge }, left)
    },
  }
}

/** Two significant digits where that is within two percent, else three; whole numbers stay. */
function round(amount: number): number {
  if (Number.isInteger(amount)) return amount
  const short = Number(amount.toPrecision(2))
  const close = Math.abs(short - amount) <= ROUNDING * Math.abs(amount) && Math.abs(amount) < 1000
  return close ? short : Number(amount.toPrecision(3))
}

/** What rounding may move a result by; the check of shown workings allows just that. */
const ROUNDING = 0.02

/** The hedge of a result that falls when the operand rises. */
function flip(hedge: Hedge): Hedge {
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
function join(a: Hedge, b: Hedge): { hedge: Hedge; loose?: boolean } | undefined {
  const side = (hedge: Hedge) =>
    hedge === 'more than' || hedge === 'at least'
      ? 1
      : hedge === 'about' || hedge === 'nearly' || hedge === 'exact'
        ? 0
        : -1
  const loose = [a, b].some(hedge => hedge === 'about' || hedge === 'nearly')
  const sum = side(a) + side(b)
  if (side(a) !== 0 && side(b) !== 0 && sum === 0) return undefined
  if (sum > 0) return { hedge: 'at least', loose }
  if (sum < 0) return { hedge: 'at most', loose }
  return { hedge: loose ? 'about' : 'exact' }
}
