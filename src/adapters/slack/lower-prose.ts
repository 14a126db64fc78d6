// Sentences as paragraphs or small print, lists as bullets.
import type { Citation, ListPart, Reply, Role, SentencePart } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, bullets, context, heading, paragraph } from './block.ts'
import { withMarks } from './cite.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import { packLines } from './pack-lines.ts'

/** Roles that stand in small print. */
const SMALL: ReadonlySet<Role> = new Set(['working', 'caveat', 'note'])

/**
 * Whether a sentence is small print. What comes first never is, nor is anything where nothing is
 * answered, nor a person's own words: small print is markup to Slack, and they may hold some.
 */
export function isSmall(part: SentencePart, { outcome, parts }: Reply): boolean {
  const talk = outcome === 'chat' || outcome === 'notice' || outcome === 'refusal'
  return SMALL.has(part.role) && !talk && part !== parts[0] && (part.quotes ?? []).length === 0
}

/** Sentences that look alike, one a line. */
export function lowerSentences(
  parts: readonly SentencePart[],
  small: boolean,
  citations: readonly Citation[],
): Block[] {
  const text = parts.map(part => withMarks(part.text, part.facts, citations)).join('\n')
  if (!small) return splitText(text, LIMITS.sectionText).map(paragraph)
  return splitText(text, LIMITS.contextText, escapedLength).map(escapeMrkdwn).map(context)
}

/** Bullets; an item is one line, and a list without items is its title. */
export function lowerList(part: ListPart, citations: readonly Citation[]): Block[] {
  const items = part.items
    .map(item => withMarks(item.text.replace(/\s+/g, ' ').trim(), item.facts, citations))
    .filter(item => item !== '')
  const titles = splitText(part.title ?? '', LIMITS.sectionText)
  const lists = packLines(items, LIMITS.sectionText)
  const title = lists.length === 0 ? undefined : titles.pop()
  return [
    ...titles.map(heading),
    ...lists.map((text, index) => bullets(index === 0 ? title : undefined, text.split('\n'))),
  ]
}
