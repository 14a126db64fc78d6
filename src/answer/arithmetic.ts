// Arithmetic on cited figures: hedges pass through as bounds, and the working is shown.
import type { Arithmetic, Base, ClaimedFigure, Derived, Fact, Hedge, Quantity } from '#magnets'
import { formatNumber, formatQuantity, withHedge } from './format-quantity.ts'
import { flip, join, overshoots, round } from './hedge-algebra.ts'
import { PERIODS, type Period } from './periods.ts'
import { sameScale } from './same-dimension.ts'

type Operator = '÷' | '−' | '×'

/** A number of the asker's own. */
type Given = Pick<ClaimedFigure, 'amount' | 'words' | 'unit'>

/** All workings for one base. A result is undefined where the figures don't measure the same thing. */
export interface Calculator extends Arithmetic {
  /** What is left of the whole after a share or a fall: 100 − x percent. */
  remainder(fact: Fact): Derived | undefined
  /** A rise in percent as a multiple of today: 1 + x ÷ 100 times. */
  growthMultiple(fact: Fact): Derived | undefined
  /** The parts together; undefined where one may hold the other, or their measure does not add up. */
  sum(parts: readonly Fact[]): Derived | undefined
  /** From one figure to a larger one, in percent of the first. */
  increase(from: Fact, to: Fact): Derived | undefined
  /** Years from the source's publication to the one year that the fact's date names. */
  yearsFromPublication(fact: Fact): Derived | undefined
  /** A yearly figure by the month, quarter, week or day. */
  perPeriod(fact: Fact, period: Period): Derived | undefined
  /** How often in a year something that lasts so many months comes round. */
  timesAYear(fact: Fact): Derived | undefined
  /** What becomes of the asker's own number after the fact's fall or rise; the number stays a quotation. */
  afterChange(fact: Fact, given: Given): Derived | undefined
  /** Years or months from one fact's date to the other's, where both name one year or both one month. */
  timeBetween(earlier: Fact, later: Fact): Derived | undefined
  /** Money over what is counted or weighed, for figures of the same subject and stage. */
  perUnit(fact: Fact, per: Fact): Derived | undefined
  convert(fact: Fact, unit: string): Derived | undefined
}

export function createArithmetic(base: Base): Calculator {
  const dimension = (fact: Fact): string | undefined =>
    fact.value === undefined ? undefined : base.unit(fact.value.unit)?.dimension
  const comparable = (a: Fact, b: Fact): boolean => {
    if (a.value === undefined || b.value === undefined || a.id === b.id) return false
    return dimension(a) !== 'ratio' && sameScale(base, a.value.unit, b.value.unit)
  }
  const derive = (
    operation: string,
    facts: readonly Fact[],
    unit: string,
    result: { amount: number; hedge: Hedge; loose?: boolean } | undefined,
    left: string,
    { suffix = '', given }: { suffix?: string; given?: Given } = {},
  ): Derived | undefined => {
    if (result === undefined) return undefined
    const amount = round(result.amount)
    const rounded = Math.abs(amount - result.amount) > 1e-9 * Math.abs(result.amount)
    const hedge = result.hedge === 'exact' && rounded ? 'about' : result.hedge
    const quantity: Quantity = { amount, unit, hedge }
    const plain = formatQuantity(base, { ...quantity, hedge: 'exact' })
    const bound = hedge !== 'exact' && hedge !== 'about' && hedge !== 'nearly'
    // A bound that rounding took to its unsafe side is told as what it is: about that much.
    const unsafe = result.loose || overshoots(amount, result.amount, hedge)
    const about = bound && unsafe ? 'about ' : ''
    const text = withHedge(hedge, `${about}${plain}${suffix}`)
    const shown = `${left} = ${text}`
    return {
      quantity,
      text,
      working: {
        operation,
        facts: facts.map(fact => fact.id),
        result: quantity,
        shown,
        ...(given === undefined ? {} : { given: { amount: given.amount, words: given.words } }),
      },
    }
  }
  const whole = (value: Quantity): string => formatQuantity(base, { ...value, hedge: 'exact' })
  /** Without its unit, but money with its sign and scale: "5,000", "$1.2 billion". */
  const bare = (value: Quantity): string =>
    base.unit(value.unit)?.prefix === undefined ? formatNumber(value.amount) : whole(value)
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
      const left = `${bare(part.value)} ÷ ${bare(whole.value)}`
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
      const left = `${bare(fact.value)} ÷ ${bare(of.value)}`
      return derive('multiple', [fact, of], 'times', binary('÷', fact.value, of.value), left)
    },
    difference(fact, minus) {
      const points = dimension(fact) === 'ratio' && dimension(minus) === 'ratio'
      if (dimension(fact) !== dimension(minus)) return
      if ((!points && !comparable(fact, minus)) || !fact.value || !minus.value) return
      const left = `${bare(fact.value)} − ${bare(minus.value)}`
      const unit = points ? 'percentage-point' : fact.value.unit
      return derive('difference', [fact, minus], unit, binary('−', fact.value, minus.value), left)
    },
    sum(parts) {
      const [first, ...others] = parts
      if (first?.value === undefined || !areApart(base, parts)) return
      const values = parts.flatMap(({ value }) => value ?? [])
      const hedge = others.reduce<ReturnType<typeof join>>(
        (sofar, { value }) => sofar && value && join(sofar.hedge, value.hedge),
        { hedge: first.value.hedge },
      )
      const amount = values.reduce((total, value) => total + value.amount, 0)
      const left = values.map(bare).join(' + ')
      return derive('sum', parts, first.value.unit, hedge && { amount, ...hedge }, left)
    },
    perPeriod(fact, period) {
      const unit = fact.value && yearlyUnit(base, fact)
      if (!fact.value || unit === undefined) return
      const divisor = PERIODS[period]
      const even = period === 'month' || period === 'quarter'
      const hedge = even || fact.value.hedge !== 'exact' ? fact.value.hedge : 'about'
      const left = `${whole(fact.value)} ÷ ${even ? divisor : `${period}s in a year`}`
      const result = { amount: fact.value.amount / divisor, hedge, loose: !even }
      return derive('per-period', [fact], unit, result, left, { suffix: ` a ${period}` })
    },
    timesAYear(fact) {
      const unit = fact.value && base.unit(fact.value.unit)
      if (!fact.value || unit?.dimension !== 'time' || unit.toBase === undefined) return
      const months = fact.value.amount * unit.toBase
      const left = `${PERIODS.month} months ÷ ${formatNumber(months)} months`
      const result = { amount: PERIODS.month / months, hedge: flip(fact.value.hedge) }
      return derive('times-a-year', [fact], 'times', result, left, { suffix: ' a year' })
    },
    afterChange(fact, given) {
      const direction = base.measure(fact.measure)?.direction
      if (dimension(fact) !== 'ratio' || !fact.value || direction === undefined) return
      const falls = direction === 'down'
      const percent = falls ? 100 - fact.value.amount : 100 + fact.value.amount
      const hedge = falls ? flip(fact.value.hedge) : fact.value.hedge
      const sign = falls ? '−' : '+'
      const left = `“${given.words}” × (100% ${sign} ${formatNumber(fact.value.amount)}%)`
      const result = { amount: (given.amount * percent) / 100, hedge }
      return derive('after-change', [fact], given.unit ?? COUNT, result, left, { given })
    },
    increase(from, to) {
      if (!comparable(from, to) || !from.value || !to.value || from.value.amount === 0) return
      const left = `(${bare(to.value)} − ${bare(from.value)}) ÷ ${bare(from.value)}`
      const result = binary('÷', to.value, from.value, 100)
      const grown = result && { ...result, amount: result.amount - 100 }
      return derive('increase', [from, to], 'percent', grown, left)
    },
    yearsFromPublication(fact) {
      const to = momentOf(fact)
      const from = Number(base.source(fact.source)?.published.slice(0, 4))
      if (to?.grain !== 'year' || !(to.at > from)) return
      const left = `${to.text} − ${from}`
      const result = { amount: to.at - from, hedge: 'exact' as const }
      return derive('years-from-publication', [fact], 'year', result, left)
    },
    timeBetween(earlier, later) {
      const [from, to] = [momentOf(earlier), momentOf(later)]
      if (from === undefined || to === undefined || from.grain !== to.grain) return
      const amount = to.at - from.at
      const left = `${to.text} − ${from.text}`
      if (amount <= 0) return
      return derive('between', [earlier, later], from.grain, { amount, hedge: 'exact' }, left)
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
      if (dimension(fact) !== 'money' || UNCOUNTED.test(dimension(per) ?? '')) return
      const left = `${whole(fact.value)} ÷ ${whole(per.value)}`
      const money = base.unit(fact.value.unit)
      const counted = base.unit(base.unit(per.value.unit)?.rateOf ?? per.value.unit)
      const suffix = ` per ${counted?.singular ?? per.value.unit}`
      const result = ratio(fact.value, per.value)
      const price = base.vocabulary.units.find(
        unit =>
          unit.dimension === 'price' && unit.prefix === money?.prefix && unit.suffix === suffix,
      )
      if (price !== undefined) return derive('per-unit', [fact, per], price.id, result, left)
      const unit = money?.rateOf ?? fact.value.unit
      return derive('per-unit', [fact, per], unit, result, left, { suffix })
    },
    convert(fact, unit) {
      const from = fact.value && base.unit(fact.value.unit)
      const to = base.unit(unit)
      if (!fact.value || from?.toBase === undefined || to?.toBase === undefined) return
      if (from.dimension !== to.dimension || from.toBase === to.toBase) return
      const factor = from.toBase / to.toBase
      const amount = fact.value.amount * factor
      const sign =
        factor < 0.01
          ? `÷ ${formatNumber(Math.round(1 / factor))}`
          : `× ${Number(factor.toPrecision(6)).toLocaleString('en-US', { maximumSignificantDigits: 6 })}`
      const left = `${formatNumber(fact.value.amount)} ${sign}`
      return derive('convert', [fact], unit, { amount, hedge: fact.value.hedge }, left)
    },
  }
}

/** Dimensions of which there is no one to share money out to. */
const UNCOUNTED = /^(?:money|ratio|time|price|multiple)$/

/** The unit of a bare count, of the asker's own things. */
const COUNT = ''

/** The unit of a figure that a whole year makes; undefined where it is no yearly one. */
function yearlyUnit(base: Base, { value, period }: Fact): string | undefined {
  const unit = base.unit(value?.unit ?? '')
  if (unit === undefined || unit.dimension === 'ratio' || unit.dimension === 'time')
    return undefined
  if (unit.rateOf !== undefined) return unit.rateOf
  const year = period?.from?.slice(0, 4)
  const whole = period?.from === `${year}-01-01` && period?.to === `${year}-12-31`
  return whole ? unit.id : undefined
}

/** Figures of one additive measure, stage, unit and time for things of which none is part of another. */
function areApart(base: Base, facts: readonly Fact[]): boolean {
  const [first] = facts
  if (first === undefined || facts.length < 2) return false
  const related = (a: string, b: string): boolean =>
    base.entity(a)?.relations.some(({ to }) => to === b) === true
  return (
    base.measure(first.measure)?.additive === true &&
    facts.every(
      fact =>
        (['measure', 'stage', 'object'] as const).every(slot => fact[slot] === first[slot]) &&
        fact.value?.unit === first.value?.unit,
    ) &&
    facts.every((a, i) =>
      facts
        .slice(i + 1)
        .every(b =>
          a.subject === b.subject
            ? a.period?.written !== b.period?.written && !overlap(a, b)
            : a.period?.written === b.period?.written &&
              !related(a.subject, b.subject) &&
              !related(b.subject, a.subject),
        ),
    )
  )
}

function overlap({ period: a }: Fact, { period: b }: Fact): boolean {
  if (!a?.from || !a.to || !b?.from || !b.to) return true
  return a.from <= b.to && b.from <= a.to
}

interface Moment {
  readonly grain: 'year' | 'month'
  readonly at: number
  readonly text: string
}

/** The one year or month that a fact's date names: "2026", "by 2040", "May 2025". */
function momentOf({ period }: Fact): Moment | undefined {
  const match = /^(?:by |since )?(\d{4})(?:-(\d{2}))?$/.exec(period?.written ?? '')
  if (match?.[1] === undefined || period === undefined) return undefined
  const year = Number(match[1])
  if (match[2] === undefined) return { grain: 'year', at: year, text: match[1] }
  return { grain: 'month', at: year * 12 + Number(match[2]), text: period.text }
}
