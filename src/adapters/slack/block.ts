// The few Block Kit shapes that answers are made of, with their text counted as Slack counts it.
import type { types } from '@slack/bolt'

export type Block = types.KnownBlock

/** What is posted: to chat.postMessage, chat.update or a response_url. */
export interface SlackMessage {
  /** For notifications and screen readers; escaped. */
  readonly text: string
  /** Absent in a plain message. */
  readonly blocks?: readonly Block[]
  readonly unfurl_links: false
  readonly unfurl_media: false
  /** Formatting is for blocks: asterisks and the like in a text are what somebody wrote. */
  readonly mrkdwn: false
}

/** A message in which no link unfurls. */
export function slackMessage(text: string, blocks?: readonly Block[]): SlackMessage {
  const flags = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const
  return blocks === undefined || blocks.length === 0
    ? { text, ...flags }
    : { text, blocks, ...flags }
}

/** A paragraph. Rich text is never parsed: nothing in it can link, ping or format. */
export function paragraph(text: string): Block {
  const leaf = { type: 'text' as const, text }
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [leaf] }] }
}

/** A line in bold above what it names. */
export function heading(text: string): Block {
  return { type: 'rich_text', elements: boldLine(text) }
}

/** Small print; `mrkdwn` is escaped already. */
export function context(mrkdwn: string): Block {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }] }
}

/** Fixed-width lines under a bold title. */
export function preformatted(title: string | undefined, text: string): Block {
  const body = {
    type: 'rich_text_preformatted' as const,
    elements: [{ type: 'text' as const, text }],
  }
  return { type: 'rich_text', elements: [...boldLine(title), body] }
}

/** Bullets under a bold title. */
export function bullets(title: string | undefined, items: readonly string[]): Block {
  const elements = items.map(text => ({
    type: 'rich_text_section' as const,
    elements: [{ type: 'text' as const, text }],
  }))
  const list = { type: 'rich_text_list' as const, style: 'bullet' as const, elements }
  return { type: 'rich_text', elements: [...boldLine(title), list] }
}

function boldLine(title: string | undefined) {
  if (title === undefined || title === '') return []
  const leaf = { type: 'text' as const, text: title, style: { bold: true } }
  return [{ type: 'rich_text_section' as const, elements: [leaf] }]
}

const UNCOUNTED = new Set(['type', 'style', 'action_id', 'block_id', 'align'])

/** Characters of everything in a block that a person can read or that is sent back. */
export function blockCharacters(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, inner]) => (UNCOUNTED.has(key) ? sum : sum + blockCharacters(inner)),
    0,
  )
}
