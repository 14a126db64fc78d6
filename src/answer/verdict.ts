// Verdicts in words: yes and no to a question; supported, contradicted and the like to a claim.
import type { Part, ReplyDraft } from '#magnets'
import { type Draft, type DraftPart, type Verdict, withoutVerdict } from './draft.ts'

type Words = Readonly<Record<Verdict, string>>

const TO_A_QUESTION: Words = { yes: 'Yes. ', no: 'No. ' }
/** Among several claims each gets its own. */
const TO_ONE_OF_SEVERAL: Words = { yes: 'Supported: ', no: 'Contradicted: ' }

/** The draft of an answer to a question, with yes and no where it has them. */
export function asAnswer(draft: Draft): ReplyDraft {
  return { ...draft, parts: draft.parts.map(part => inWords(part, TO_A_QUESTION)) }
}

/** The draft of an answer to a claim, with its verdict said first. */
export function asVerdict(draft: Draft): ReplyDraft {
  if (draft.outcome === 'chat' || draft.outcome === 'notice') return asAnswer(draft)
  const verdicts = new Set(draft.parts.flatMap(part => verdictOf(part) ?? []))
  const [only] = verdicts
  if (draft.outcome === 'refusal') return withOpener(draft, 'Not in the base.')
  if (verdicts.size > 1) {
    const parts = draft.parts.map(part => inWords(part, TO_ONE_OF_SEVERAL))
    return withOpener({ ...draft, outcome: 'correction', parts }, 'Partly.')
  }
  if (only === undefined) {
    return withOpener(draft, 'The base neither supports nor contradicts it in so many words.')
  }
  return withOpener(draft, only === 'yes' ? 'Supported.' : 'Contradicted.')
}

export function verdictOf(part: DraftPart): Verdict | undefined {
  return part.kind === 'sentence' ? part.verdict : undefined
}

function inWords(part: DraftPart, words: Words): Part {
  const verdict = verdictOf(part)
  const bare = withoutVerdict(part)
  if (verdict === undefined || bare.kind !== 'sentence') return bare
  return { ...bare, text: `${words[verdict]}${bare.text}` }
}

function withOpener(draft: Draft, opener: string): ReplyDraft {
  const [first, ...rest] = draft.parts.map(withoutVerdict)
  if (first?.kind === 'sentence') {
    return { ...draft, parts: [{ ...first, text: `${opener} ${first.text}` }, ...rest] }
  }
  const verdict: Part = { kind: 'sentence', role: 'answer', text: opener, facts: [] }
  return { ...draft, parts: [verdict, ...(first === undefined ? [] : [first]), ...rest] }
}
