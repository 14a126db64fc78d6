// Sentences as paragraphs or small print, lists as bullets.
import type { Citation, ListPart, Role, SentencePart } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, bullets, context, section } from './block.ts'
import { withMarks } from './cite.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import { packLines } from './pack-lines.ts'

/** Roles that stand in small print. */
const SMALL: ReadonlySet<Role> = new Set(['working', 'caveat', 'note'])

const isSmall = (part: SentencePart | undefined): boolean =>
  part !== undefined && SMALL.has(part.role)

/** Whether two sentences may share a block. */
export function sameLook(one: SentencePart | undefined, other: SentencePart): boolean {
  return isSmall(one) === isSmall(other)
}

/** Sentences that look alike, one a line. */
export function lowerSentences(
  parts: readonly SentencePart[],
  citations: readonly Citation[],
): Block[] {
  const text = parts.map(part => withMarks(part.text, part.facts, citations)).join('\n')
  const small = isSmall(parts[0])
  return splitText(text, small ? LIMITS.contextText : LIMITS.sectionText, escapedLength)
    .map(escapeMrkdwn)
    .map(small ? context : section)
}

/** Bullets; an item is one line, and a list without items is its title. */
export function lowerList(part: ListPart, citations: readonly Citation[]): Block[] {
  const items = part.items
    .map(item => withMarks(item.text.replace(/\s+/g, ' ').trim(), item.facts, citations))
    .filter(item => item !== '')
  const titles = splitText(part.title ?? '', LIMITS.sectionText, escapedLength)
  const lists = packLines(items, LIMITS.sectionText)
  const title = lists.length === 0 ? undefined : titles.pop()
  return [
    ...titles.map(text => section(escapeMrkdwn(text))),
    ...lists.map((text, index) => bullets(index === 0 ? title : undefined, text.split('\n'))),
  ]
}
