// Turns a reply into Discord messages: embeds with citations and buttons, or plain text for small talk.
import type { Outcome, Reply, ReplyAction } from '#magnets'
import { type Block, joinBlocks, oneLine, packBlocks, paragraphs } from './blocks.ts'
import { type ButtonRow, buttonRows } from './buttons.ts'
import { cleanText } from './escape-text.ts'
import { FLAGS, LIMITS } from './limits.ts'
import { replyBlocks } from './reply-blocks.ts'
import { footerText, sourceValues } from './sources.ts'

export interface Embed {
  readonly color: number
  readonly description?: string
  readonly fields?: readonly { readonly name: string; readonly value: string }[]
  readonly footer?: { readonly text: string }
}

/** Always complete, so that an edit leaves nothing of the message before. Nobody is ever pinged. */
export interface MessageBody {
  readonly content: string
  readonly embeds: readonly Embed[]
  readonly components: readonly ButtonRow[]
  readonly allowed_mentions: { readonly parse: readonly string[]; readonly replied_user: false }
  readonly flags: number
}

export interface RenderedMessage {
  readonly body: MessageBody
  /** The same words without embeds or buttons, for a place that refuses those. */
  readonly plain: readonly MessageBody[]
}

const COLOURS: Readonly<Record<Outcome, number>> = {
  answer: 0x2e7d4f,
  correction: 0xc77700,
  refusal: 0x6b7280,
  chat: 0x4f6bd8,
  notice: 0x4f6bd8,
}

/** The messages of a reply, in order; what doesn't fit in one goes on in the next. */
export function render(reply: Reply): readonly RenderedMessage[] {
  const { rows, placed, unplaced } = buttonRows(reply.actions)
  const blocks = [...replyBlocks(reply), ...inWords(unplaced)]
  const drafts = isSmallTalk(reply) ? plainDrafts(reply, blocks) : embedDrafts(reply, blocks)
  return drafts.map((draft, index) => {
    const last = index === drafts.length - 1
    const words = last ? [...draft.blocks, ...inWords(placed.filter(isQuestion))] : draft.blocks
    return {
      body: last ? { ...draft.body, components: rows } : draft.body,
      plain: packBlocks(words, LIMITS.content).map(group => plainBody(joinBlocks(group))),
    }
  })
}

/** A message of text alone; the markdown must be escaped already. */
export function plainBody(markdown: string): MessageBody {
  return {
    content: markdown,
    embeds: [],
    components: [],
    allowed_mentions: { parse: [], replied_user: false },
    // Without this every address in the text would unfurl. It would hide embeds of our own, too.
    flags: FLAGS.suppressEmbeds,
  }
}

interface Draft {
  readonly body: MessageBody
  readonly blocks: readonly Block[]
}

function isSmallTalk(reply: Reply): boolean {
  const talk = reply.outcome === 'chat' || reply.outcome === 'notice'
  const simple = reply.parts.every(part => part.kind === 'sentence' || part.kind === 'list')
  return talk && simple && reply.citations.length === 0
}

function plainDrafts(reply: Reply, blocks: readonly Block[]): Draft[] {
  const words = orDash([...blocks, ...paragraphs(footerText(reply))])
  return packBlocks(words, LIMITS.content).map(group => ({
    body: plainBody(joinBlocks(group)),
    blocks: group,
  }))
}

/** One embed a message: text first, then as many sources as fit, and the footer under the last. */
function embedDrafts(reply: Reply, blocks: readonly Block[]): Draft[] {
  const foot = cleanText(footerText(reply))
  // An overlong reference can only be a mistake; then the footer's words stand as text.
  const footBlocks = paragraphs(foot)
  const tooLong = footBlocks.length > 1 || foot.length > LIMITS.footer
  const words = tooLong ? [...blocks, ...footBlocks] : blocks
  const color = COLOURS[reply.outcome]
  const drafts: { embed: Embed; blocks: Block[] }[] = packBlocks(
    words,
    LIMITS.embedDescription,
  ).map(group => ({ embed: { color, description: joinBlocks(group) }, blocks: group }))
  const add = (part: Partial<Embed>, merge: (embed: Embed) => Embed, block: Block): void => {
    const last = drafts.at(-1)
    const merged = last === undefined ? undefined : merge(last.embed)
    if (last !== undefined && merged !== undefined && fits(merged)) {
      last.embed = merged
      last.blocks.push(block)
    } else drafts.push({ embed: { color, ...part }, blocks: [block] })
  }
  sourceValues(reply.citations).forEach((value, index) => {
    const field = { name: index === 0 ? 'Sources' : 'Sources, continued', value }
    const merge = (embed: Embed) => ({ ...embed, fields: [...(embed.fields ?? []), field] })
    add({ fields: [field] }, merge, { text: `**${field.name}**\n${value}` })
  })
  const [footBlock] = footBlocks
  if (footBlock !== undefined && !tooLong) {
    const footer = { text: foot }
    add({ footer }, embed => ({ ...embed, footer }), footBlock)
  }
  if (drafts.length === 0) drafts.push({ embed: { color, description: DASH.text }, blocks: [DASH] })
  return drafts.map(draft => ({
    body: { ...plainBody(''), embeds: [draft.embed], flags: 0 },
    blocks: draft.blocks,
  }))
}

function fits(embed: Embed): boolean {
  const fields = embed.fields ?? []
  const inFields = fields.reduce((sum, f) => sum + f.name.length + f.value.length, 0)
  const total = (embed.description?.length ?? 0) + inFields + (embed.footer?.text.length ?? 0)
  return total <= LIMITS.embedTotal && fields.length <= LIMITS.embedFields
}

const DASH: Block = { text: '—' }

/** Discord refuses a message in which nothing can be seen. */
function orDash(blocks: readonly Block[]): readonly Block[] {
  return blocks.length > 0 ? blocks : [DASH]
}

function isQuestion(action: ReplyAction): boolean {
  return action.id === 'ask'
}

/** Actions as lines of text: a question to ask, else what the button would have said. */
function inWords(actions: readonly ReplyAction[]): Block[] {
  return actions.flatMap((action, index) => {
    const text = isQuestion(action) ? action.value : action.label
    return paragraphs(oneLine(text), { before: '- ', tight: index > 0 })
  })
}
