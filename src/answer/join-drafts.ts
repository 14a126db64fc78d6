// Several questions in one message: one reply that answers or refuses each, or the answer to the whole.
import { factsOfPart } from './compose-reply.ts'
import type { Draft, DraftPart } from './draft.ts'

/** Chooses between the message read as a whole and read in parts. */
export function joinDrafts(whole: Draft, parts: readonly Draft[]): Draft {
  const corrected = parts.some(part => part.outcome === 'correction')
  const answered = parts.filter(part => part.outcome === 'answer' || part.outcome === 'correction')
  const facts = new Set(answered.flatMap(part => part.parts.flatMap(factsOfPart).slice(0, 1)))
  const severalAnswers = answered.length >= 2 && facts.size >= 2
  const onlyParts = whole.outcome === 'refusal' && answered.length > 0
  if (whole.outcome === 'correction') return whole
  if (!corrected && !severalAnswers && !onlyParts) return whole
  const told = parts.filter(part => part.outcome !== 'chat')
  return {
    outcome: corrected ? 'correction' : 'answer',
    parts: withoutRepeats([...told].sort((a, b) => rank(a) - rank(b)).flatMap(part => part.parts)),
    workings: told.flatMap(part => part.workings ?? []),
  }
}

/** Every claim of a sentence with what the base says of it, in the order in which they were made. */
export function joinClaims(claims: readonly Draft[]): Draft {
  const has = (outcome: Draft['outcome']): boolean =>
    claims.some(claim => claim.outcome === outcome)
  const outcome = has('correction') ? 'correction' : has('answer') ? 'answer' : 'refusal'
  return {
    outcome,
    parts: withoutRepeats(claims.flatMap(claim => claim.parts)),
    workings: claims.flatMap(claim => claim.workings ?? []),
  }
}

/** What was put right comes first. */
function rank(draft: Draft): number {
  return draft.outcome === 'correction' ? 0 : 1
}

function withoutRepeats(parts: readonly DraftPart[]): readonly DraftPart[] {
  const said = new Set<string>()
  return parts.filter(part => {
    if (part.kind !== 'sentence') return true
    if (said.has(part.text)) return false
    said.add(part.text)
    return true
  })
}
