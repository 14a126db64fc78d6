// What a plan says of things that are asked about as if they were done: the start still lies ahead.
import { type Fact, isAhead } from '#magnets'
import { isForeign } from '../../question/has-sense.ts'
import { correctionDraft, factParts } from '../drafts.ts'
import type { Match } from '../match-facts.ts'
import type { Situation, Way } from './situation.ts'

/** "Running since 2023": nothing can have been done there before it is due to begin. */
export const tooEarly: Way = situation => {
  const { base, reading, claims, now } = situation
  const start = claims ? beginningOf(situation) : undefined
  const begin = start?.frame.fact.period?.from
  if (start === undefined || begin === undefined) return undefined
  const before = reading.times.some(({ from }) => from < begin && !from.startsWith('0000'))
  if (!before) return undefined
  return { draft: correctionDraft(base, start, now), rule: 'contradicted: before it begins' }
}

/** "Is it open yet?" of something that is only planned: when it is due to begin is all that is known. */
export const notYet: Way = situation => {
  const { base, reading, best, wantsVerdict, now } = situation
  if (!wantsVerdict || !ASKS_DEED.test(reading.text) || !isAhead(best.frame.fact)) return undefined
  const start = beginningOf(situation)
  if (start === undefined || start === best) return undefined
  const parts = factParts(base, reading, [start.frame.fact], undefined, now)
  return { draft: { outcome: 'answer', parts }, rule: 'not begun as far as is known' }
}

const ASKS_DEED = /\b(?:already|yet|now|currently|so far|today|these days|at the moment)\b/i

/** The planned beginning of what the best fact is about. */
function beginningOf({ base, reading, matches, best }: Situation): Match | undefined {
  // What somebody else has done says nothing about what is planned here.
  const others = reading.mentions.some(mention => !mention.optional && isForeign(mention))
  if (others || reading.unknown.length > 0) return undefined
  const { subject } = best.frame.fact
  const begins = (fact: Fact): boolean =>
    fact.subject === subject && base.measure(fact.measure)?.begins === true && isAhead(fact)
  return matches.find(match => match.entityMatched && begins(match.frame.fact))
}
