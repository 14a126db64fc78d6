// Text -> what it asks and which facts could answer it, in the light of what was said before.
import type { Base, Conversation, FactId, Reading } from '#magnets'
import { describeEntities } from '../question/describe-entities.ts'
import { resolveFollowUp } from '../question/follow-up.ts'
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
  const reading = resolveFollowUp(base, { ...read, kinds, presumed }, options.conversation)
  const matches = matchFacts(base, frames, reading)
  const { picked } = options
  if (picked === undefined) return { reading, matches }
  return {
    reading,
    matches: matches.filter(({ frame }) => picked.includes(frame.fact.id)),
    picked: true,
  }
}
