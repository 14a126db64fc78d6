// Reads the documents that stand at the top of the project: their links, tables and blocks of code.
import { readFileSync } from 'node:fs'

export const ROOT = new URL('../../', import.meta.url)

export const DOCUMENTS = ['README.md', 'DESIGN.md', 'CONTRIBUTING.md', 'CHANGELOG.md'] as const

export interface Block {
  readonly language: string
  /** Where the block says that it belongs. */
  readonly file?: string
  readonly text: string
}

const FENCED = /^```(\w*)(?: file=(\S+))?\n([\s\S]*?)^```$/gm

export function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(FENCED)].map(([, language = '', file, text = '']) => ({
    language,
    text,
    ...(file === undefined ? {} : { file }),
  }))
}

/** The rows below a heading of this row, cells trimmed; a table ends at the first other line. */
export function tableOf(markdown: string, ...columns: readonly string[]): readonly string[][] {
  const lines = markdown.split('\n')
  const start = lines.findIndex(line => line.startsWith(`| ${columns.join(' | ')} `))
  if (start < 0) throw new Error(`no table with ${columns.join(', ')}`)
  const rows = lines.slice(start + 2)
  const end = rows.findIndex(line => !line.startsWith('|'))
  return rows.slice(0, end).map(row => row.slice(1, -1).split(' | ').map(cellOf))
}

/** What stands in backticks. */
export function namesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
}

/** Targets of links, without those in code. */
export function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(FENCED, '').replace(/`[^`\n]+`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1] ?? '')
}

/** Headings as the anchors that links name. */
export function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.replace(FENCED, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\d\s-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

function cellOf(text: string): string {
  return text.trim()
}
