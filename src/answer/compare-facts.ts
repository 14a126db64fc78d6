// Two figures or dates side by side: which is more or earlier, with both said.
import type { Base, Fact, Quantity, Reading } from '#magnets'
import { hasSense } from '../question/has-sense.ts'
import { formatQuantity } from './format-quantity.ts'
import type { Match } from './match-facts.ts'
import { comparablePair, datedPair, givenPair, recalledPair } from './operands.ts'
import { sameDimension } from './same-dimension.ts'

export interface Comparison {
  /** Of figures the one that the question is about first, of dates the earlier. */
  readonly facts: readonly [Fact, Fact]
  /** "More: 93% against 74%." */
  readonly text: string
}

/** The comparison that a question asks for, where the two best facts measure the same thing. */
export function findComparison(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): Comparison | undefined {
  const asks = (id: string): boolean => reading.mentions.some(mention => hasSense(mention, id))
  const best = matches[0]
  if (best === undefined) return undefined
  if (asks('op:order')) return compareOrder(reading, matches)
  const asked = asks('compare:') || reading.kinds.includes('compare')
  const given = asked || comparesTwo(reading) ? givenPair(base, reading, matches) : undefined
  if (given !== undefined) return compareFacts(base, reading, ...asSaid(reading, given))
  if (!asked) return undefined
  const recalled = recalledPair(base, reading)
  if (recalled !== undefined) return compareFacts(base, reading, ...recalled)
  const rival = matches.find(match => isRival(base, best, match))
  if (rival !== undefined) return compareFacts(base, reading, best.frame.fact, rival.frame.fact)
  const pair = reading.kinds.includes('compare')
    ? comparablePair(base, reading, matches)
    : undefined
  return pair && compareFacts(base, reading, pair[1], pair[0])
}

/** "Is 20 more than 10?": what looks like a hedge compares one with the other. */
function comparesTwo({ figures, kinds }: Reading): boolean {
  const [one, other] = figures
  const bound = other?.hedge === 'more than' || other?.hedge === 'less than'
  return kinds.includes('whether') && one?.hedge === 'exact' && bound
}

/** The fact whose figure the question says first comes first. */
function asSaid({ figures }: Reading, [a, b]: readonly [Fact, Fact]): readonly [Fact, Fact] {
  return figures[0]?.amount === a.value?.amount ? [a, b] : [b, a]
}

/** Undefined where they have neither figures of one dimension nor two dates. */
export function compareFacts(
  base: Base,
  reading: Reading,
  one: Fact,
  other: Fact,
): Comparison | undefined {
  if (one.value === undefined || other.value === undefined) {
    return one.measure === other.measure ? compareDates(one, other) : undefined
  }
  if (!sameDimension(base, one.value.unit, other.value.unit)) return undefined
  const whether = reading.kinds.includes('whether')
  const isMore = sizeOf(base, one.value) >= sizeOf(base, other.value)
  // Which of the two: the one that is picked comes first.
  const less = reading.mentions.some(mention => hasSense(mention, 'compare:less'))
  const facts = whether || isMore !== less ? ([one, other] as const) : ([other, one] as const)
  const figures = facts.flatMap(({ value }) => (value ? [formatQuantity(base, value)] : []))
  const verdict = (facts[0] === one) === isMore ? 'More' : 'Less'
  return { facts, text: `${verdict}: ${figures.join(' against ')}.` }
}

/** In the unit of its dimension, where it has a known size. */
function sizeOf(base: Base, { amount, unit }: Quantity): number {
  return amount * (base.unit(unit)?.toBase ?? 1)
}

/** "Before or after?": the two dated facts that fit best, whatever they measure. */
function compareOrder(reading: Reading, matches: readonly Match[]): Comparison | undefined {
  const asks = /\bbefore or after\b|\bafter or before\b/i.test(reading.text)
  const pair = datedPair(matches)
  if (pair === undefined) return undefined
  const [best, second] = pair
  const compared = compareDates(best.frame.fact, second.frame.fact)
  if (compared === undefined) return undefined
  const first = firstMeant(best, second) <= firstMeant(second, best) ? best : second
  const order = compared.facts[0] === first.frame.fact ? 'Before. ' : 'After. '
  const [earlier, later] = compared.facts.map(({ period }) => period?.text ?? '')
  const text = `${asks ? order : ''}${earlier} came first, then ${later}.`
  return { ...compared, text }
}

/** Where the question first says what only this one of two facts accounts for. */
function firstMeant(match: Match, other: Match): number {
  const own = other.open.filter(mention => !match.open.includes(mention))
  return Math.min(...own.map(({ span }) => span.from))
}

/** Two dates: the earlier is told first. */
function compareDates(one: Fact, other: Fact): Comparison | undefined {
  const start = ({ period }: Fact): string | undefined => period?.from ?? period?.to
  const dated = [one, other].filter(fact => start(fact) !== undefined)
  const [first, second] = dated.toSorted((a, b) => ((start(a) ?? '') < (start(b) ?? '') ? -1 : 1))
  if (first?.period === undefined || second?.period === undefined) return undefined
  const text = `Earlier: ${first.period.text} against ${second.period.text}.`
  return { facts: [first, second], text }
}

function isRival(base: Base, best: Match, match: Match): boolean {
  const [a, b] = [best.frame.fact, match.frame.fact]
  return (
    a.id !== b.id &&
    a.measure === b.measure &&
    // Two stages of one plan are no rivals.
    a.stage === b.stage &&
    a.object === b.object &&
    match.measureMatched &&
    match.entityMatched &&
    (a.value === undefined || b.value === undefined
      ? a.subject !== b.subject && a.period !== undefined && b.period !== undefined
      : sameDimension(base, a.value.unit, b.value.unit))
  )
}
