// A LangChain loader for plain text and Markdown: paragraphs with the heading above them.
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base'
import type { Document } from '@langchain/core/documents'
import type { PassagePlace } from '#magnets'
import { type Block, documentsOf } from './block.ts'

/** Offsets are those of the text as it was decoded. */
export class TextLoader extends BaseDocumentLoader {
  readonly text: string
  readonly markdown: boolean

  constructor(text: string, { markdown }: { readonly markdown: boolean }) {
    super()
    this.text = text
    this.markdown = markdown
  }

  async load(): Promise<Document<PassagePlace>[]> {
    return documentsOf(blocksOf(this.text, this.markdown))
  }
}

interface Line {
  readonly text: string
  readonly from: number
  readonly number: number
}

const LIST_ITEM = /^\s{0,8}(?:[-*+•–]|\d{1,3}[.)])\s/
const UNDERLINE = /^(?:={3,}|-{3,})\s*$/
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/
const FENCE = /^\s{0,3}(```|~~~)/
/** Longer is a sentence whose full stop is missing. */
const LONGEST_TITLE = 80

function blocksOf(text: string, markdown: boolean): readonly Block[] {
  const blocks: Block[] = []
  let section: string | undefined
  let open: Line[] = []
  const close = (isLast = false): void => {
    const [first] = open
    const last = open.at(-1)
    if (first === undefined || last === undefined) return
    // A heading heads something.
    const title = markdown || isLast ? undefined : titleOf(open)
    if (title !== undefined) section = title
    else {
      const whole = text.slice(first.from, last.from + last.text.length).trimEnd()
      blocks.push({
        text: whole,
        from: first.from,
        line: first.number,
        ...(section === undefined ? {} : { section }),
      })
    }
    open = []
  }
  for (const line of proseOf(text, markdown)) {
    const heading = markdown ? HEADING.exec(line.text)?.[1] : undefined
    if (heading !== undefined) {
      close()
      section = heading === '' ? section : heading
    } else if (UNDERLINE.test(line.text) && open.length === 1) {
      section = open[0]?.text.trim()
      open = []
    } else if (line.text.trim() === '' || UNDERLINE.test(line.text)) close()
    else {
      if (LIST_ITEM.test(line.text)) close()
      open.push(line)
    }
  }
  close(true)
  return blocks
}

/** A line by itself, short, without an end to its sentence and without figures but years and its number. */
function titleOf([only, ...more]: readonly Line[]): string | undefined {
  const text = only?.text.trim() ?? ''
  if (more.length > 0 || text.length > LONGEST_TITLE || LIST_ITEM.test(text)) return undefined
  const isTitle = /^[\p{Lu}\d].*\p{L}/u.test(text) && !/[.!?:;,…]["”’)]*$/.test(text)
  const figures = /\d/.test(
    text.replace(/^\d+(?:\.\d+)*\.?\s/, '').replace(/\b(?:19|20)\d{2}\b/g, ''),
  )
  return isTitle && !figures ? text : undefined
}

/** The lines without front matter, code and comments, each of which becomes an empty line. */
function proseOf(text: string, markdown: boolean): readonly Line[] {
  const lines = linesOf(text)
  if (!markdown) return lines
  let fence: string | undefined
  let comment = false
  let front =
    lines[0]?.text.trim() === '---' && lines.some(({ text }, n) => n > 0 && /^---\s*$/.test(text))
  return lines.map((line, n) => {
    const empty = { ...line, text: '' }
    if (front) {
      if (n > 0 && /^---\s*$/.test(line.text)) front = false
      return empty
    }
    const [, mark] = FENCE.exec(line.text) ?? []
    if (fence !== undefined || mark !== undefined) {
      if (fence === undefined) fence = mark
      else if (mark === fence) fence = undefined
      return empty
    }
    const opens = line.text.lastIndexOf('<!--')
    const ends = line.text.lastIndexOf('-->')
    const hidden = comment || opens >= 0
    if (ends > opens) comment = false
    else if (opens >= 0) comment = true
    return hidden ? empty : line
  })
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  let from = 0
  for (const { 0: mark, index } of text.matchAll(/\r\n?|\n|\f/g)) {
    lines.push({ text: text.slice(from, index), from, number: lines.length + 1 })
    from = index + mark.length
  }
  lines.push({ text: text.slice(from), from, number: lines.length + 1 })
  return lines
}
