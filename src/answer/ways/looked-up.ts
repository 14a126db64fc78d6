// Answers that stand in the base as they are, and the last reasons not to give them.
import { isForeign } from '../../question/has-sense.ts'
import { chooseMatches, isAnswer, isPickable, strangers } from '../choose-facts.ts'
import { findComparison } from '../compare-facts.ts'
import { comparisonDraft, factParts } from '../drafts.ts'
import { misfit } from '../misfit.ts'
import { refused } from './before-the-facts.ts'
import type { Situation, Way } from './situation.ts'
import { yesOrNo } from './yes-or-no.ts'

/** However well the rest fits, a fact about one says nothing of another whom the base does not know. */
export const tooLittle: Way = situation => {
  const { reading, best, picked } = situation
  if (!isAnswer(best) && !(picked === true && isPickable(best)))
    return refused(situation, 'too-little-matched')
  const strange = reading.names.length > 0 || best.open.some(isForeign)
  return strange ? refused(situation, 'a strange name') : undefined
}

export const compared: Way = ({ base, reading, matches, wrong, now }) => {
  if (reading.names.length > 0 || reading.mentions.some(isForeign)) return undefined
  const comparison = findComparison(base, reading, matches)
  if (comparison === undefined || wrong.some(({ kind }) => !MEANT.includes(kind))) return undefined
  return { draft: comparisonDraft(base, comparison, { asked: reading, now }), rule: 'compared' }
}

/** Another name or figure than the fact's is the other side of the comparison. */
const MEANT: readonly string[] = ['name', 'figure']

/** Always decides: it answers or refuses. */
export function lookUp(situation: Situation): ReturnType<typeof refused> {
  const { base, reading, matches, now } = situation
  const fitting = chooseMatches(base, reading, matches)
  if (strangers(reading, fitting).length > 0) return refused(situation, 'another thing')
  const slot = misfit(base, reading, fitting)
  if (slot !== undefined) return refused(situation, slot)
  const chosen = fitting.map(match => match.frame.fact)
  const parts = factParts(base, reading, chosen, yesOrNo(situation), now)
  return { draft: { outcome: 'answer', parts }, rule: 'looked-up' }
}
