// Text -> what it asks and which facts could answer it, in the light of what was said before.
import type { Base, Conversation, FactId, Reading } from '#magnets'
import { describeEntities } from '../question/describe-entities.ts'
import { resolveFollowUp } from '../question/follow-up.ts'
import { hasSense } from '../question/has-sense.ts'
import type { Lexicon } from '../question/lexicon.ts'
import { readQuestion } from '../question/read-question.ts'
import type { FactFrames } from './fact-frame.ts'
import { type Match, matchFacts } from './match-facts.ts'

export interface Interpretation {
  readonly reading: Reading
  /** Every fact, best first. */
  readonly matches: readonly Match[]
  /** True where somebody else chose which facts count. */
  readonly picked?: true
}

export interface Understanding {
  readonly conversation: Conversation
  /** The text is to be verified, however it is put. */
  readonly claim: boolean
  /** The text is a statement that a question follows: what it says is taken for granted. */
  readonly presumed: boolean
  /** Facts that a language model took for the answer: no others count, and less must fit. */
  readonly picked?: readonly FactId[]
}

export function interpret(
  { base, lexicon, frames }: { base: Base; lexicon: Lexicon; frames: FactFrames },
  text: string,
  options: Understanding,
): Interpretation {
  const read = describeEntities(base, readQuestion(base, lexicon, text))
  const kinds = options.claim ? (['verify', ...read.kinds] as const) : read.kinds
  const presumed = read.presumed || options.presumed
  const alone = { ...read, kinds, presumed }
  const resolved = resolveFollowUp(base, alone, options.conversation)
  const whole = resolved.followUp && namesWhom(base, alone) ? matchFacts(base, frames, alone) : []
  const complete = whole[0] !== undefined && isComplete(base, alone, whole[0])
  const reading = complete ? alone : resolved
  const matches = complete ? whole : matchFacts(base, frames, resolved)
  const { picked } = options
  if (picked === undefined) return { reading, matches }
  return {
    reading,
    matches: matches.filter(({ frame }) => picked.includes(frame.fact.id)),
    picked: true,
  }
}

/** It names by itself whom it is about, and points at nothing said before. */
function namesWhom(base: Base, { mentions }: Reading): boolean {
  const named = mentions.some(
    ({ optional, senses }) =>
      !optional && senses.some(({ id }) => ACTORS.has(base.entity(id)?.kind ?? '')),
  )
  return named && !mentions.some(mention => POINTS.some(id => hasSense(mention, id)))
}

const ACTORS: ReadonlySet<string> = new Set(['country', 'company', 'site'])
const POINTS: readonly string[] = ['pronoun', 'other', 'others', 'both']

/** A fact accounts for every word, its measure among them: what was said before adds nothing. */
function isComplete(base: Base, reading: Reading, match: Match): boolean {
  const { open, entityMatched, measureMatched, frame } = match
  // "What share of its output?" is of what was said before, unless a fact is that very share.
  const operates = reading.mentions.some(mention => hasSense(mention, 'op:'))
  const ratio = base.unit(frame.fact.value?.unit ?? '')?.dimension === 'ratio'
  return open.length === 0 && entityMatched && measureMatched && (!operates || ratio)
}
