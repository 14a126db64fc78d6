// A claim's verdict in words: supported, contradicted, partly, or not in the base.
import type { Part, ReplyDraft } from '#magnets'

type Verdict = 'supported' | 'contradicted' | 'open'

/** The draft of an answer to a claim, with its verdict said first in place of yes and no. */
export function asVerdict(draft: ReplyDraft): ReplyDraft {
  if (draft.outcome === 'chat' || draft.outcome === 'notice') return draft
  if (draft.outcome === 'refusal') return withOpener(draft, 'Not in the base.', text => text)
  const verdicts = new Set(draft.parts.flatMap(verdictOf))
  const [only] = verdicts
  const bare = (text: string): string => text.replace(/^(?:Yes|No)\. /, '')
  if (verdicts.size > 1) return withOpener({ ...draft, outcome: 'correction' }, 'Partly.', each)
  if (only === 'supported') return withOpener(draft, 'Supported.', bare)
  if (only === 'contradicted') return withOpener(draft, 'Contradicted.', bare)
  return withOpener(draft, 'The base neither supports nor contradicts it in so many words.', bare)
}

/** Among several claims each gets its own. */
function each(text: string): string {
  return text.replace(/^Yes\. /, 'Supported: ').replace(/^No\. /, 'Contradicted: ')
}

function verdictOf(part: Part): readonly Verdict[] {
  if (part.kind !== 'sentence' || part.role !== 'answer') return []
  if (part.text.startsWith('Yes. ')) return ['supported']
  return part.text.startsWith('No. ') ? ['contradicted'] : []
}

function withOpener(draft: ReplyDraft, opener: string, say: (text: string) => string): ReplyDraft {
  const [first, ...rest] = draft.parts
  const others = rest.map(part =>
    part.kind === 'sentence' ? { ...part, text: say(part.text) } : part,
  )
  if (first?.kind === 'sentence') {
    return { ...draft, parts: [{ ...first, text: `${opener} ${say(first.text)}` }, ...others] }
  }
  const verdict: Part = { kind: 'sentence', role: 'answer', text: opener, facts: [] }
  return { ...draft, parts: [verdict, ...(first === undefined ? [] : [first]), ...others] }
}
