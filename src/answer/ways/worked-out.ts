// Figures that follow from the facts by arithmetic.
import { hasSense, isForeign } from '../../question/has-sense.ts'
import { isAnswer } from '../choose-facts.ts'
import { type Derivation, derive } from '../derive.ts'
import { derivedDraft } from '../drafts.ts'
import type { Match } from '../match-facts.ts'
import { comparablePair } from '../operands.ts'
import type { Way } from './situation.ts'

export const workedOut: Way = ({ base, calculator, reading, matches, best, wrong }) => {
  // Buyers, readers and the like are whom it concerns, not what it is about.
  const strangers = best.strange.filter(
    ({ senses }) => !senses.every(ref => base.entity(ref.id)?.kind === 'group'),
  )
  if (reading.mentions.some(isForeign)) return undefined
  const worked = derive(base, calculator, reading, matches)
  if (worked === undefined) return undefined
  // One fact alone must be what the question is about; of two, each accounts for what the other leaves.
  if (worked.facts.length === 1 && (!isAnswer(best) || strangers.length > 0)) return undefined
  const denied = wrong.some(({ kind }) => kind === 'figure') && isAbout(worked, best)
  return {
    draft: derivedDraft(base, reading, worked, denied),
    rule: `worked-out: ${worked.derived.working.operation}`,
  }
}

/** A sum asked of figures of which nothing says that they are apart: both are told, and why they stay two. */
export const addedUp: Way = ({ base, reading, matches }) => {
  const asks =
    !reading.kinds.includes('compare') && reading.mentions.some(m => hasSense(m, 'op:sum'))
  const pair = asks ? comparablePair(base, reading, matches) : undefined
  if (pair === undefined) return undefined
  const told = pair.map(fact => ({
    kind: 'sentence' as const,
    role: 'answer' as const,
    text: fact.statement,
    facts: [fact.id],
  }))
  const caveat = {
    kind: 'sentence' as const,
    role: 'caveat' as const,
    text: 'The base does not say that the one holds nothing of the other, so they are not added up.',
    facts: pair.map(({ id }) => id),
  }
  return { draft: { outcome: 'answer', parts: [...told, caveat] }, rule: 'not to be added' }
}

/** True where the working has one operand: what the question claims of it is wrong before any arithmetic. */
function isAbout({ derived, facts }: Derivation, best: Match): boolean {
  const own = derived.working.given !== undefined
  return !own && facts.length === 1 && facts[0]?.id === best.frame.fact.id
}
