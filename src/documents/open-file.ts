// Opens a document within bounds and says which kind it is, or in plain words why it can't be read.
import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { UserError } from '#magnets'

export type DocumentKind = 'txt' | 'md' | 'html' | 'pdf'

/** Larger is a book or no text: nobody reads a draft of that. */
export const MAX_BYTES = 20 * 1024 * 1024

const ENDINGS: Readonly<Record<string, DocumentKind>> = {
  '.txt': 'txt',
  '.text': 'txt',
  '.md': 'md',
  '.markdown': 'md',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.pdf': 'pdf',
}

/** PDF allows some bytes before its mark. */
const PDF_MARK_WITHIN = 1024

export interface OpenedFile {
  readonly kind: DocumentKind
  readonly bytes: Uint8Array
}

export async function openFile(path: string): Promise<OpenedFile> {
  const name = basename(path)
  const kind = ENDINGS[extname(path).toLowerCase()]
  const bytes = await readBounded(path)
  if (kind === undefined) {
    throw cantRead(`${name} is of no kind that can be read: .txt, .md, .html or .pdf`)
  }
  const isPdf = Buffer.from(bytes.subarray(0, PDF_MARK_WITHIN)).includes('%PDF-')
  if (kind === 'pdf' && !isPdf) {
    throw cantRead(`${name} is called .pdf, but what is in it is no PDF`)
  }
  if (kind !== 'pdf' && Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') {
    throw cantRead(`${name} is a PDF by what is in it; give its name the ending .pdf`)
  }
  return { kind, bytes }
}

/** A document that can't be used; the message is shown as it is. */
export function cantRead(message: string, cause?: unknown): UserError {
  return new UserError('document', `${message}.`, cause === undefined ? {} : { cause })
}

async function readBounded(path: string): Promise<Uint8Array> {
  const name = basename(path)
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) throw cantRead(`${path} is a folder; name one document`)
    // A pipe that nobody writes to would be waited for without an end.
    if (!stats.isFile()) throw cantRead(`${path} is no ordinary file`)
    if (stats.size === 0) throw cantRead(`${name} is empty`)
    if (stats.size > MAX_BYTES) {
      const size = Math.ceil(stats.size / 1024 / 1024)
      throw cantRead(`${name} has ${size} MB; at most ${MAX_BYTES / 1024 / 1024} MB are read`)
    }
    return await readFile(path)
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error
    throw cantRead(whyNot(path, error), error)
  }
}

function whyNot(path: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return `There is no file ${path}`
  if (error.code === 'EACCES' || error.code === 'EPERM') return `${path} may not be read`
  return `${path} can't be read: ${error.message}`
}
