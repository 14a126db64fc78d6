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
  if (one.value === undefined || other?.value === undefined) return undefined
  const more = one.value.amount >= other.value.amount ? 'More' : 'Less'
  const figures = [one.value, other.value].map(value => formatQuantity(base, value))
  return { facts: [one, other], text: `${more}: ${figures.join(' against ')}.` }
}

function isRival(base: Base, best: Match, match: Match): boolean {
  const [a, b] = [best.frame.fact, match.frame.fact]
  return (
    a.id !== b.id &&
    a.measure === b.measure &&
    match.measureMatched &&
    match.entityMatched &&
    a.value !== undefined &&
    b.value !== undefined &&
    sameDimension(base, a.value.unit, b.value.unit)
  )
}
