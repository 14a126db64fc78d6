// Puts the pieces of text that a PDF page holds together to lines, and lines to paragraphs under headings.
import type { Block } from './block.ts'

/** One piece of text as pdf.js gives it; other items of a page hold no text. */
interface Piece {
  readonly str: string
  /** Letters' size and place: [.., .., c, d, x, y], with y growing upwards. */
  readonly transform: readonly number[]
  readonly hasEOL: boolean
}

export interface PdfLine {
  readonly text: string
  /** Of the line's letters, in the page's units; 0 for an empty line. */
  readonly size: number
  /** From the bottom of the page. */
  readonly height: number
}

/** A raised piece smaller than this share of what it follows is the mark of a note. */
const NOTE_SIZE = 0.8
/** Letters this much larger than most of the document are a heading. */
const HEADING_SIZE = 1.15
const LONGEST_HEADING = 120
/** A gap this much larger than that within paragraphs parts two of them. */
const PARAGRAPH_GAP = 1.3
/** Where, among all gaps from small to large, one within a paragraph surely is. */
const SMALL_GAPS = 0.1
/** What stands at the edge of so many pages is no part of the text. */
const RUNNING_PAGES = 3

export function linesOfPage(items: readonly unknown[]): readonly PdfLine[] {
  const lines: PdfLine[] = []
  let line = { text: '', size: 0, height: 0 }
  const end = (): void => {
    lines.push({ ...line, text: line.text.trim() })
    line = { text: '', size: 0, height: 0 }
  }
  for (const piece of items.filter(isPiece)) {
    const [, , c = 0, d = 0, , y = 0] = piece.transform
    const size = Math.hypot(c, d)
    const first = line.text.trim() === ''
    const isNote = !first && size < line.size * NOTE_SIZE && y > line.height && /\d/.test(piece.str)
    // "45,000" with the note 2 must not read as 450,002.
    line.text += isNote ? ` [${piece.str.trim()}]` : piece.str
    if (first && piece.str.trim() !== '') line = { ...line, size, height: y }
    if (piece.hasEOL) end()
  }
  if (line.text !== '') end()
  return lines.filter(({ text }) => text !== '')
}

export function blocksOfPages(pages: readonly (readonly PdfLine[])[]): readonly Block[] {
  const usual = usualSize(pages.flat())
  const running = runningLines(pages)
  const gap = usualGap(pages) * PARAGRAPH_GAP
  let section: string | undefined
  let heading: PdfLine | undefined
  return pages.flatMap((lines, n) => {
    const blocks: Block[] = []
    let open: { text: string; from: number; line: number } | undefined
    let last: PdfLine | undefined
    let from = 0
    const close = (): void => {
      if (open === undefined) return
      blocks.push({ ...open, page: n + 1, ...(section === undefined ? {} : { section }) })
      open = undefined
    }
    for (const [at, line] of lines.entries()) {
      const { text, size, height } = line
      const edge = at === 0 || at === lines.length - 1
      if (edge && (isPageNumber(text) || running.has(text))) {
        close()
      } else if (size > usual * HEADING_SIZE && text.length <= LONGEST_HEADING) {
        close()
        // A long heading goes on in the next line.
        const goesOn = heading !== undefined && heading === last && heading.size === size
        section = goesOn ? `${section} ${text}` : text
        heading = line
      } else {
        if (last !== undefined && Math.abs(last.height - height) > gap) close()
        if (open === undefined) open = { text, from, line: at + 1 }
        else open.text += `\n${text}`
      }
      last = line
      from += text.length + 1
    }
    close()
    return blocks
  })
}

function isPiece(item: unknown): item is Piece {
  return typeof item === 'object' && item !== null && 'str' in item && 'transform' in item
}

/** The size in which most letters stand. */
function usualSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>()
  for (const { text, size } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length)
  const [most] = [...letters].sort((a, b) => b[1] - a[1])
  return most?.[0] ?? 0
}

/** That of lines within a paragraph: most pages have more of those than of others, and short ones some. */
function usualGap(pages: readonly (readonly PdfLine[])[]): number {
  const gaps = pages
    .flatMap(lines => lines.map(({ height }, n) => (lines[n - 1]?.height ?? height) - height))
    .filter(gap => gap > 0)
    .sort((a, b) => a - b)
  return gaps[Math.floor((gaps.length - 1) * SMALL_GAPS)] ?? Number.POSITIVE_INFINITY
}

function isPageNumber(text: string): boolean {
  return /^(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(text)
}

function runningLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const lines of pages) {
    for (const text of new Set([lines[0]?.text ?? '', lines.at(-1)?.text ?? ''])) {
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
  }
  return new Set([...counts].filter(([, count]) => count >= RUNNING_PAGES).map(([text]) => text))
}
