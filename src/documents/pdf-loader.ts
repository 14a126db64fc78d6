// A LangChain loader for PDF: the paragraphs of each page, with the heading above them.
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base'
import type { Document } from '@langchain/core/documents'
import { getDocumentProxy, getMeta } from 'unpdf'
import type { PassagePlace } from '#magnets'
import { type Block, documentsOf } from './block.ts'
import { cantRead } from './open-file.ts'
import { blocksOfPages, linesOfPage, type PdfLine } from './pdf-lines.ts'

/** More pages than anybody reads a draft of. */
export const MAX_PAGES = 1000

/** No words of the library on our output: what matters comes as an error. */
const SILENT = 0

/** Offsets are those of a page's lines, joined by line feeds. */
export class PdfLoader extends BaseDocumentLoader {
  readonly bytes: Uint8Array
  readonly name: string

  constructor(bytes: Uint8Array, name: string) {
    super()
    this.bytes = bytes
    this.name = name
  }

  async load(): Promise<Document<PassagePlace>[]> {
    return documentsOf((await this.read()).blocks)
  }

  /** The paragraphs, and what the document says of itself. */
  async read(): Promise<{
    readonly blocks: readonly Block[]
    readonly title?: string
    readonly published?: string
  }> {
    const pdf = await this.open()
    if (pdf.numPages > MAX_PAGES) {
      throw cantRead(`${this.name} has ${pdf.numPages} pages; at most ${MAX_PAGES} are read`)
    }
    const pages: (readonly PdfLine[])[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(linesOfPage(items))
      page.cleanup()
    }
    if (pages.every(lines => lines.every(({ text }) => text.trim() === ''))) {
      throw cantRead(
        `${this.name} holds no text, only pictures of it, as scans do; run text recognition (OCR) over it first`,
      )
    }
    return { blocks: blocksOfPages(pages), ...saidOfItself((await getMeta(pdf)).info) }
  }

  async open() {
    try {
      // The library takes the bytes over, so it gets its own.
      const data = Uint8Array.from(this.bytes)
      const options = { verbosity: SILENT, useSystemFonts: false, disableFontFace: true }
      return await getDocumentProxy(data, options)
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      if (name === 'PasswordException') {
        throw cantRead(`${this.name} is encrypted; save it without a password first`, error)
      }
      throw cantRead(`${this.name} is damaged and can't be read as a PDF: ${message}`, error)
    }
  }
}

/** A PDF writes the day of its making as D:20250624120000. */
function saidOfItself(info: Record<string, unknown>) {
  const { Title, CreationDate } = info
  const [, year, month, day] = /^D:(\d{4})(\d{2})(\d{2})/.exec(String(CreationDate)) ?? []
  const title = typeof Title === 'string' ? Title.replace(/\s+/g, ' ').trim() : ''
  return {
    ...(title === '' ? {} : { title }),
    ...(year === undefined ? {} : { published: `${year}-${month}-${day}` }),
  }
}
