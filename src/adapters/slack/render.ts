// A reply as Slack messages: Block Kit that Slack takes, plain text where it doesn't.
import type { Chart, Reply } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, blockCharacters, type SlackMessage, slackMessage } from './block.ts'
import { cleanReply, isBlank } from './clean-reply.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import { type BlocksOptions, chartsWithoutOwn, type Pictures, replyBlocks } from './reply-blocks.ts'

/** The limit over all blocks is not published, so some room is kept. */
const MESSAGE_CHARACTERS = LIMITS.allBlocks - 1000
/** Plain messages stay far from where Slack cuts them, and are still read as one. */
const PLAIN_CHARACTERS = 12_000
/** Slack refuses a message in which nothing can be seen. */
const DASH = '–'
const NONE: Pictures = new Map()

/** At least one message, in reading order; the first one's text is the whole reply's. */
export function render(given: Reply, pictures: Pictures = NONE): readonly SlackMessage[] {
  return renderBlocks(given, { native: true, pictures })
}

/** Charts of which `render` takes pictures, by their place among all of the reply. */
export function chartsToDraw(reply: Reply): ReadonlyMap<number, Chart> {
  return chartsWithoutOwn(cleanReply(reply))
}

/**
 * The same reply in simpler forms, one after the other, for where Slack refuses a form: without
 * pictures, of blocks alone that Slack has had for long, each if that is another form, and then of text.
 */
export function* simplerForms(
  reply: Reply,
  pictures: Pictures = NONE,
): Generator<readonly SlackMessage[]> {
  if (pictures.size > 0) yield render(reply)
  const classic = renderBlocks(reply, { native: false })
  if (JSON.stringify(classic) !== JSON.stringify(render(reply))) yield classic
  yield renderText(reply)
}

function renderBlocks(given: Reply, how: BlocksOptions): readonly SlackMessage[] {
  const reply = cleanReply(given)
  const messages = pack(replyBlocks(reply, how))
  if (messages.length < 2) return [slackMessage(firstText(reply), messages[0])]
  return messages.map((blocks, index) =>
    slackMessage(
      index === 0 ? firstText(reply) : `Continued (${index + 1} of ${messages.length})`,
      blocks,
    ),
  )
}

/** The same reply without blocks, for where they were refused or would take too many messages. At least one. */
export function renderText(
  reply: Reply,
  limit: number = PLAIN_CHARACTERS,
): readonly SlackMessage[] {
  const texts = splitText(textOf(cleanReply(reply)), limit, escapedLength)
  return texts.map(text => slackMessage(escapeMrkdwn(text)))
}

function textOf({ text }: Reply): string {
  return isBlank(text) ? DASH : text
}

/** Longer than Slack takes, the text ends where it must; the blocks hold all of it. */
function firstText(reply: Reply): string {
  return escapeMrkdwn(splitText(textOf(reply), LIMITS.text, escapedLength)[0] ?? DASH)
}

function pack(blocks: readonly Block[]): Block[][] {
  const messages: Block[][] = []
  let characters = 0
  for (const block of blocks) {
    const size = blockCharacters(block)
    const last = messages.at(-1)
    const full =
      last === undefined || last.length >= LIMITS.blocks || characters + size > MESSAGE_CHARACTERS
    if (full) {
      messages.push([block])
      characters = size
    } else {
      last.push(block)
      characters += size
    }
  }
  return messages
}
