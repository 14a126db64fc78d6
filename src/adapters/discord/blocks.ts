// Blocks: pieces of escaped Discord markdown, each small enough for any message, and how they are put together.
import { splitText } from '../split-text.ts'
import { cleanText, escapedLength, escapeText, isBlank } from './escape-text.ts'

/** A piece of markdown. A `tight` piece follows the one before on the next line, without a gap. */
export interface Block {
  readonly text: string
  readonly tight?: boolean
}

/** Fits a plain message with room to spare for what is put around it. */
const BLOCK_LENGTH = 1900

interface Setting {
  /** Markdown of ours before the first piece and after the last. */
  readonly before?: string
  readonly after?: string
  readonly tight?: boolean
}

/** Plain text as escaped paragraphs; none where there is nothing to see. */
export function paragraphs(text: string, setting: Setting = {}): Block[] {
  const { before = '', after = '', tight = false } = setting
  const pieces = splitEscaped(text.trim().replace(/\n{3,}/g, '\n\n'), BLOCK_LENGTH - after.length)
  return pieces.map((piece, index) => ({
    text: (index === 0 ? before : '') + piece + (index === pieces.length - 1 ? after : ''),
    tight: tight || index > 0,
  }))
}

/** A line in bold above what it names. */
export function heading(text: string | undefined): Block[] {
  const line = oneLine(text ?? '')
  return splitEscaped(line, BLOCK_LENGTH).map(piece => ({ text: `**${piece}**` }))
}

/** Fenced lines, escaped for code before; the head is repeated where several fences are needed. */
export function codeBlocks(lines: readonly string[], head: readonly string[] = []): Block[] {
  const top = head.map(line => `${line}\n`).join('')
  const room = BLOCK_LENGTH - top.length - '```\n\n```'.length
  const groups: string[] = []
  for (const line of lines.flatMap(line => splitText(line, room))) {
    const group = groups.at(-1)
    const joined = `${group}\n${line}`
    if (group !== undefined && joined.length <= room) groups[groups.length - 1] = joined
    else groups.push(line)
  }
  if (groups.length === 0 && head.length > 0) groups.push('')
  return groups.map(group => ({ text: `\`\`\`\n${top}${group}\n\`\`\``, tight: true }))
}

/** Cuts before escaping, so that no cut falls between a backslash and what it escapes. */
export function splitEscaped(text: string, limit: number): string[] {
  return splitText(cleanText(text), limit, escapedLength)
    .filter(piece => !isBlank(piece))
    .map(escapeText)
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Blocks in groups whose joined text fits the limit; each is measured once. */
export function packBlocks(blocks: readonly Block[], limit: number): Block[][] {
  const groups: Block[][] = []
  let length = 0
  for (const block of blocks) {
    const group = groups.at(-1)
    const own = block.text.length
    const joined = length + glueBefore(block).length + own
    if (group !== undefined && joined <= limit) group.push(block)
    else groups.push([block])
    length = group !== undefined && joined <= limit ? joined : own
  }
  return groups
}

export function joinBlocks(blocks: readonly Block[]): string {
  return blocks.map((block, index) => (index === 0 ? '' : glueBefore(block)) + block.text).join('')
}

/** What stands between a block and the one before it. */
export function glueBefore({ tight }: Pick<Block, 'tight'>): string {
  return tight ? '\n' : '\n\n'
}
