// A reply as the ways of answering leave it: what it says of the asker's claim is a field, not yet a word.
import type { Part, ReplyDraft, SentencePart } from '#magnets'

/** Whether what was asked or claimed is so. */
export type Verdict = 'yes' | 'no'

/** The verdict stands beside the text; `verdict.ts` alone puts it into words. */
export interface DraftSentence extends SentencePart {
  readonly verdict?: Verdict
}

export type DraftPart = DraftSentence | Exclude<Part, SentencePart>

export interface Draft extends Omit<ReplyDraft, 'parts'> {
  readonly parts: readonly DraftPart[]
}

/** The part without what it says of a claim. */
export function withoutVerdict(part: DraftPart): Part {
  if (part.kind !== 'sentence') return part
  const { verdict: _, ...bare } = part
  return bare
}
