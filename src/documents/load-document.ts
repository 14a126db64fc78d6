// From a file to passages: the loader of its kind, then the splitter.
import { basename } from 'node:path'
import type { Document } from '@langchain/core/documents'
import type { Passage, PassagePlace } from '#magnets'
import { type Block, documentsOf } from './block.ts'
import { declaredEncoding, decodeText } from './decode-text.ts'
import { cantRead, type DocumentKind, openFile } from './open-file.ts'
import { splitPassages } from './split-passages.ts'

export interface ReadDocument {
  readonly kind: DocumentKind
  /** What the document says of itself, where it does. */
  readonly title?: string
  /** ISO day. */
  readonly published?: string
  /** What whoever reads the draft should know of how the document was read: plain sentences. */
  readonly notes: readonly string[]
  readonly passages: readonly Passage[]
}

/** Characters of text; more is a book. */
const MAX_TEXT = 5_000_000

/** Throws a UserError that says what is wrong with the file. */
export async function loadDocument(path: string): Promise<ReadDocument> {
  const { kind, bytes } = await openFile(path)
  const name = basename(path)
  const loaded = await load(kind, bytes, name)
  const length = loaded.documents.reduce((sum, { pageContent }) => sum + pageContent.length, 0)
  if (length === 0) throw cantRead(`${name} holds no text that could be read`)
  if (length > MAX_TEXT) {
    const millions = MAX_TEXT / 1e6
    throw cantRead(`${name} holds more than ${millions} million characters of text; split it first`)
  }
  const { documents, ...more } = loaded
  const passages = (await splitPassages(documents)).map(({ pageContent, metadata }) => ({
    pageContent,
    metadata,
  }))
  return { kind, ...more, passages }
}

interface Loaded extends Omit<ReadDocument, 'kind' | 'passages'> {
  readonly documents: readonly Document<PassagePlace>[]
}

async function load(kind: DocumentKind, bytes: Uint8Array, name: string): Promise<Loaded> {
  if (kind === 'pdf') {
    const { PdfLoader } = await import('./pdf-loader.ts')
    return from(await new PdfLoader(bytes, name).read(), [])
  }
  const declared = kind === 'html' ? declaredEncoding(bytes) : undefined
  const { text, encoding, guessed } = decodeText(bytes, name, declared)
  const notes = guessed
    ? [`Nothing in the file says how its letters are written; they were read as ${encoding}.`]
    : []
  if (kind === 'html') {
    const { HtmlLoader } = await import('./html-loader.ts')
    return from(new HtmlLoader(text).read(), notes)
  }
  const { TextLoader } = await import('./text-loader.ts')
  return { documents: await new TextLoader(text, { markdown: kind === 'md' }).load(), notes }
}

function from(
  { blocks, ...said }: { readonly blocks: readonly Block[] },
  notes: readonly string[],
): Loaded {
  return { documents: documentsOf(blocks), notes, ...said }
}
