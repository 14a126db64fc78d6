// A paragraph as loaders find it, and the LangChain document that it becomes.
import { Document } from '@langchain/core/documents'
import type { PassagePlace } from '#magnets'

export interface Block extends Omit<PassagePlace, 'paragraph'> {
  readonly text: string
}

/** What a loader gives: paragraphs in order, counted anew on each page. */
export function documentsOf(blocks: readonly Block[]): Document<PassagePlace>[] {
  const counts = new Map<number, number>()
  return blocks.map(({ text, ...place }) => {
    const paragraph = (counts.get(place.page ?? 0) ?? 0) + 1
    counts.set(place.page ?? 0, paragraph)
    return new Document<PassagePlace>({ pageContent: text, metadata: { ...place, paragraph } })
  })
}
