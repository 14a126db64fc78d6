// Which parts of a reply a model may word anew, and which stay as the facts' own answer has them.
import type { FactId, Part, Reply, SentencePart } from '#magnets'

export interface Wordable {
  /** "yes" or "no" where the facts' own answer begins so; the house writes it. */
  readonly verdict?: 'yes' | 'no'
  readonly opener: string
  /** Sentences that tell facts: these may be worded anew. */
  readonly sentences: readonly SentencePart[]
  /** Facts that the new words must tell. */
  readonly facts: readonly FactId[]
}

const OPENER = /^(yes|no)[.:] /i

/** Undefined where nothing may be worded: no fact is told in sentences, or several verdicts stand in it. */
export function wordableOf(reply: Reply): Wordable | undefined {
  if (reply.outcome !== 'answer' && reply.outcome !== 'correction') return undefined
  const sentences = reply.parts.filter(isWordable)
  const openers = reply.parts.flatMap(part =>
    part.kind === 'sentence' && OPENER.test(part.text) ? [part] : [],
  )
  const [first] = sentences
  if (first === undefined || openers.length > 1) return undefined
  if (openers.length === 1 && openers[0] !== first) return undefined
  const [opener = '', word] = OPENER.exec(first.text) ?? []
  return {
    ...(word === undefined ? {} : { verdict: word.toLowerCase() === 'yes' ? 'yes' : 'no' }),
    opener,
    sentences: [{ ...first, text: first.text.slice(opener.length) }, ...sentences.slice(1)],
    facts: [...new Set(sentences.flatMap(({ facts }) => facts))],
  }
}

/** What is said of facts in sentences; quotations, workings, caveats, lists and tables stay. */
export function isWordable(part: Part): part is SentencePart {
  return (
    part.kind === 'sentence' &&
    (part.role === 'answer' || part.role === 'basis') &&
    part.facts.length > 0 &&
    (part.quotes ?? []).length === 0
  )
}
