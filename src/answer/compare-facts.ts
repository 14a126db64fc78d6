// Two figures of one measure side by side: which is more, with both said.
import type { Base, Fact, Reading } from '#magnets'
import { hasSense } from '../question/read-question.ts'
import { formatQuantity } from './format-quantity.ts'
import type { Match } from './match-facts.ts'
import { sameDimension } from './same-dimension.ts'

export interface Comparison {
  /** In the order in which the question fits them. */
  readonly facts: readonly [Fact, Fact]
  /** "More: 93% against 74%." */
  readonly text: string
}

/** The comparison that a question asks for, where the two best facts measure the same thing. */
export function compareFacts(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): Comparison | undefined {
  const asks = reading.mentions.some(mention => hasSense(mention, 'compare:'))
  const best = matches[0]
  if (best === undefined || !(asks || reading.kinds.includes('compare'))) return undefined
  const one = best.frame.fact
  const other = matches.find(match => isRival(base, best, match))?.frame.fact
  if (other === undefined) return undefined
  if (one.value === undefined || other.value === undefined) return compareDates(one, other)
  const more = one.value.amount >= other.value.amount ? 'More' : 'Less'
  const figures = [one.value, other.value].map(value => formatQuantity(base, value))
  return { facts: [one, other], text: `${more}: ${figures.join(' against ')}.` }
}

/** Two dates of one measure: the earlier is told first. */
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
    match.measureMatched &&
    match.entityMatched &&
    (a.value === undefined || b.value === undefined
      ? a.subject !== b.subject && a.period !== undefined && b.period !== undefined
      : sameDimension(base, a.value.unit, b.value.unit))
  )
}
