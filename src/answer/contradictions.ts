// Where a question's own claims and the best fact disagree: figure, date, direction, contrary or name.
import type { Base, ClaimedFigure, EntityId, Fact, Mention, Quantity, Reading } from '#magnets'
import { boundsOf } from '#magnets'
import { hasSense } from '../question/has-sense.ts'
import type { Match } from './match-facts.ts'
import { replacedNames } from './replaced-names.ts'
import { sameDimension } from './same-dimension.ts'
import { meansBaseline } from './slots.ts'

export interface Contradiction {
  readonly kind: 'figure' | 'time' | 'direction' | 'opposite' | 'name'
  /** For a name: what the fact has in its place. */
  readonly right?: readonly EntityId[]
}

/** How far a rounded claim may lie from the figure and still mean it. */
const ROUNDING = 0.02

export function contradictionsOf(
  base: Base,
  reading: Reading,
  match: Match,
): readonly Contradiction[] {
  const { fact } = match.frame
  const found: Contradiction[] = []
  // A number of the year before is no claim about the change since then.
  const baseline = meansBaseline(match.frame, reading)
  const figures =
    baseline || isSupposed(reading)
      ? []
      : reading.figures.filter(
          figure => comparable(base, figure, fact) && !isRemainder(reading, figure, fact),
        )
  if (
    figures.some(figure => !figureAgrees(base, figure, fact)) &&
    !isCondition(base, reading, fact)
  ) {
    found.push({ kind: 'figure' })
  }
  if (!match.timeFits && !baseline && fact.period !== undefined) found.push({ kind: 'time' })
  const direction = base.measure(fact.measure)?.direction
  const contrary = direction === 'up' ? 'direction:down' : 'direction:up'
  if (
    direction !== undefined &&
    reading.mentions.some(
      m =>
        hasSense(m, contrary) &&
        !hasSense(m, `direction:${direction}`) &&
        !isSaidOfAnother(reading, m, fact),
    )
  ) {
    found.push({ kind: 'direction' })
  }
  if (reading.mentions.some(mention => saysContrary(reading, mention, fact))) {
    found.push({ kind: 'opposite' })
  }
  const aboutIt = match.measureMatched || match.entityMatched || match.figureMatched
  for (const { right } of aboutIt ? replacedNames(base, reading, match) : []) {
    found.push({ kind: 'name', right })
  }
  return found
}

/** Words for the contrary of the fact's measure, unless they are said of another measure that is named. */
function saysContrary(reading: Reading, mention: Mention, fact: Fact): boolean {
  const contrary = mention.senses.some(r => r.type === 'opposite' && r.id === fact.measure)
  return contrary && !isSaidOfAnother(reading, mention, fact)
}

/** One of its meanings is a measure that the question names besides, and not the fact's. */
function isSaidOfAnother({ mentions }: Reading, mention: Mention, { measure }: Fact): boolean {
  const own = mention.senses.flatMap(ref => (ref.type === 'measure' ? [ref.id] : []))
  return mentions.some(
    other =>
      other !== mention &&
      !other.optional &&
      other.senses.some(ref => ref.type === 'measure' && own.includes(ref.id)) &&
      !other.senses.some(ref => ref.id === measure),
  )
}

/** "If it were so much": what is only supposed is no claim. */
function isSupposed({ text, kinds }: Reading): boolean {
  const asked = !['verify', 'whether', 'open'].includes(kinds[0] ?? 'open')
  return asked && /\b(?:if|suppose|supposing|assume|assuming|imagine|say)\b/i.test(text)
}

/** Facts of the same measure and object to which a wrongly placed figure does belong. */
export function ownersOf(base: Base, reading: Reading, { frame }: Match): readonly Fact[] {
  const { fact } = frame
  const wrong = reading.figures.filter(
    f => comparable(base, f, fact) && !figureAgrees(base, f, fact),
  )
  return base.facts.filter(
    other =>
      other.id !== fact.id &&
      other.subject === fact.subject &&
      other.measure === fact.measure &&
      wrong.some(figure => figure.amount === other.value?.amount),
  )
}

/** "The other 30%" of what is 70 is no wrong figure. */
export function isRemainder(
  { mentions }: Reading,
  { amount, span }: ClaimedFigure,
  { value }: Fact,
): boolean {
  const rest = mentions.some(
    mention =>
      (hasSense(mention, 'others') ||
        hasSense(mention, 'other') ||
        hasSense(mention, 'op:remainder')) &&
      span.from >= mention.span.to &&
      span.from - mention.span.to <= 1,
  )
  return rest && value !== undefined && amount === 100 - value.amount
}

/** True where the figure has the unit of the fact's value, so that the two can agree or not. */
export function comparable(base: Base, figure: ClaimedFigure, fact: Fact): boolean {
  if (fact.value === undefined) return false
  if (figure.unit === undefined) return sameMagnitude(figure.amount, fact.value.amount)
  return sameDimension(base, figure.unit, fact.value.unit)
}

/** Without a unit a figure is taken for the fact's where it has its size ("1.2 billion"). */
function sameMagnitude(one: number, other: number): boolean {
  return one >= 10 && Math.abs(Math.log10(one / other)) < 1
}

/** What the fact says of a claimed figure: it follows, it can't be, or both are possible. */
export type FigureVerdict = 'borne out' | 'against' | 'open'

/** A claim agrees unless the fact rules it out. */
export function figureAgrees(base: Base, figure: ClaimedFigure, fact: Fact): boolean {
  return fact.value !== undefined && figureVerdict(base, figure, fact) !== 'against'
}

export function figureVerdict(base: Base, figure: ClaimedFigure, fact: Fact): FigureVerdict {
  const { value } = fact
  if (value === undefined) return 'open'
  const amount = inUnitOf(base, figure, value)
  if (amount === undefined) return 'open'
  const ratio = base.unit(value.unit)?.dimension === 'ratio'
  const near = Math.abs(amount - value.amount) <= (ratio ? 0 : ROUNDING) * Math.abs(value.amount)
  const [asked, held] = [rangeOf({ amount, hedge: figure.hedge }), rangeOf(value)]
  if (near) {
    if (opposed(figure, value)) return 'against'
    // "Exactly 439" of what is more than that, or "70" of what is less.
    const hedged = value.hedge !== 'exact' && figure.hedge === 'exact'
    return hedged && (figure.exact === true || value.hedge === 'less than') ? 'open' : 'borne out'
  }
  if (held.low >= asked.low && held.high <= asked.high) return 'borne out'
  // Nobody says "more than a million" of a billion.
  const far = Math.abs(Math.log(amount / value.amount)) > Math.log(FAR)
  if (far && asked.low === asked.high) return 'against'
  return held.high < asked.low || asked.high < held.low ? 'against' : 'open'
}

/** So many times its bound no figure goes by that bound. */
const FAR = 2

interface Range {
  readonly low: number
  readonly high: number
}

/** How far an approximate figure may lie from the true one. */
const ABOUT = 0.1

function rangeOf({ amount, hedge }: Pick<Quantity, 'amount' | 'hedge'>): Range {
  const { low, high, approximate } = boundsOf({ amount, hedge, unit: '' })
  if (!approximate) return { low, high }
  const slack = ABOUT * Math.abs(amount)
  return { low: low - slack, high: hedge === 'nearly' ? high : high + slack }
}

/** The claimed amount in the fact's own unit; undefined where the two have no fixed ratio. */
function inUnitOf(
  base: Base,
  { amount, unit }: ClaimedFigure,
  value: Quantity,
): number | undefined {
  if (unit === undefined || unit === value.unit) return amount
  const [from, to] = [base.unit(unit), base.unit(value.unit)]
  if (from?.toBase !== undefined && to?.toBase !== undefined)
    return (amount * from.toBase) / to.toBase
  // "Tons" and "tons per year" count alike; days and months do not.
  return from?.dimension === 'time' ? undefined : amount
}

/** "over 90" against "less than 90": the same number, told the other way round. */
function opposed(figure: ClaimedFigure, value: Quantity): boolean {
  const up = ['more than', 'at least']
  const down = ['less than', 'at most', 'up to']
  return (
    (up.includes(figure.hedge) && down.includes(value.hedge)) ||
    (down.includes(figure.hedge) && up.includes(value.hedge)) ||
    (figure.hedge === 'more than' && value.hedge === 'exact') ||
    (figure.hedge === 'less than' && value.hedge === 'exact')
  )
}

/** A figure that belongs to another fact of the same subject sets a scene and claims nothing of this one. */
function isCondition(base: Base, reading: Reading, fact: Fact): boolean {
  // "How much of the ten": a part is asked for.
  const asksAmount = reading.kinds[0] === 'value' && !reading.presumed
  const rivals = base.facts.filter(
    other =>
      other.subject === fact.subject &&
      (other.object === fact.object || asksAmount) &&
      (other.measure !== fact.measure ||
        other.stage !== fact.stage ||
        other.object !== fact.object),
  )
  return reading.figures
    .filter(figure => comparable(base, figure, fact) && !figureAgrees(base, figure, fact))
    .every(figure =>
      rivals.some(other => comparable(base, figure, other) && figureAgrees(base, figure, other)),
    )
}
