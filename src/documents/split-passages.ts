// Cuts paragraphs into passages that fit a model, between sentences, and keeps where each stands.
import { Document } from '@langchain/core/documents'
import { RecursiveCharacterTextSplitter, TextSplitter } from '@langchain/textsplitters'
import type { PassagePlace } from '#magnets'
import { sentencesOf } from '../search/sentences.ts'

/** Characters: a long paragraph, so that what "it" stands for is nearly always in the same passage. */
export const PASSAGE_LENGTH = 4000

/** LangChain's splitters know no sentences; this one cuts inside one only where it is too long. */
class SentenceSplitter extends TextSplitter {
  readonly words = new RecursiveCharacterTextSplitter({
    chunkSize: this.chunkSize,
    chunkOverlap: 0,
    separators: ['\n', ' ', ''],
  })

  async splitText(text: string): Promise<string[]> {
    const passages: string[] = []
    let start = 0
    let end = 0
    const close = async (): Promise<void> => {
      const passage = text.slice(start, end).trim()
      if (passage === '') return
      const fits = passage.length <= this.chunkSize
      passages.push(...(fits ? [passage] : await this.words.splitText(passage)))
    }
    for (const { from, to } of sentencesOf(text)) {
      if (to - start > this.chunkSize) {
        await close()
        start = from
      }
      end = to
    }
    await close()
    return passages
  }
}

export async function splitPassages(
  documents: readonly Document<PassagePlace>[],
): Promise<readonly Document<PassagePlace>[]> {
  const splitter = new SentenceSplitter({ chunkSize: PASSAGE_LENGTH, chunkOverlap: 0 })
  const passages: Document<PassagePlace>[] = []
  for (const { pageContent: text, metadata } of documents) {
    let at = 0
    let line = metadata.line
    for (const piece of await splitter.splitText(text)) {
      const start = text.indexOf(piece, at)
      line += lineFeeds(text.slice(at, start))
      const place = { ...metadata, line, from: metadata.from + start }
      passages.push(new Document({ pageContent: piece, metadata: place }))
      line += lineFeeds(piece)
      at = start + piece.length
    }
  }
  return passages
}

function lineFeeds(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0
}
