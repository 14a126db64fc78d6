// A reply as Slack messages: Block Kit that Slack takes, plain text where it doesn't.
import { formatDay, type Part, type Reply, type SentencePart } from '#magnets'
import { splitText } from '../split-text.ts'
import { type Block, blockCharacters, context, type SlackMessage, slackMessage } from './block.ts'
import { citationLines, withMarks } from './cite.ts'
import { cleanReply, isBlank } from './clean-reply.ts'
import { escapedLength, escapeMrkdwn } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'
import { lowerActions } from './lower-actions.ts'
import { lowerChart } from './lower-chart.ts'
import { isSmall, lowerList, lowerSentences } from './lower-prose.ts'
import { lowerTable } from './lower-table.ts'
import { packLines } from './pack-lines.ts'

/** The limit over all blocks is not published, so some room is kept. */
const MESSAGE_CHARACTERS = LIMITS.allBlocks - 1000
/** Plain messages stay far from where Slack cuts them, and are still read as one. */
const PLAIN_CHARACTERS = 12_000
/** Slack refuses a message in which nothing can be seen. */
const DASH = '–'

/** At least one message, in reading order; the first one's text is the whole reply's. */
export function render(given: Reply): readonly SlackMessage[] {
  const reply = cleanReply(given)
  const messages = pack([...bodyBlocks(reply), ...footBlocks(reply)])
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

function bodyBlocks(reply: Reply): Block[] {
  const { citations } = reply
  const blocks: Block[] = []
  let table = false
  for (const group of groupSentences(reply)) {
    if (group.kind === 'sentences') {
      blocks.push(...lowerSentences(group.parts, group.small, citations))
    } else if (group.kind === 'table') {
      const lowered = lowerTable(group, citations, !table)
      table ||= lowered.some(block => block.type === 'table')
      blocks.push(...lowered)
    } else if (group.kind === 'chart') blocks.push(...lowerChart(group.chart, citations))
    else blocks.push(...lowerList(group, citations))
  }
  return blocks
}

/** Sentences in a row that look alike become one paragraph block. */
function groupSentences(reply: Reply) {
  const groups: (SentenceGroup | Exclude<Part, SentencePart>)[] = []
  for (const part of reply.parts) {
    if (part.kind !== 'sentence') {
      groups.push(part)
      continue
    }
    const last = groups.at(-1)
    const small = isSmall(part, reply)
    if (last?.kind === 'sentences' && last.small === small) last.parts.push(part)
    else groups.push({ kind: 'sentences', small, parts: [part] })
  }
  return groups
}

interface SentenceGroup {
  readonly kind: 'sentences'
  readonly small: boolean
  readonly parts: SentencePart[]
}

/** Working that no sentence shows, sources, date, reference, buttons. */
function footBlocks(reply: Reply): Block[] {
  const said = reply.parts.map(part => (part.kind === 'sentence' ? part.text : '')).join('\n')
  const workings = reply.workings
    .filter(({ shown }) => !said.includes(shown))
    .map(working => withMarks(`Worked out: ${working.shown}`, working.facts, reply.citations))
  const dated = reply.asOf === undefined ? [] : [`As of ${formatDay(reply.asOf)}`]
  const reference = reply.reference === undefined ? [] : [`Reference: ${reply.reference}`]
  const small = [
    ...workings
      .flatMap(text => splitText(text, LIMITS.contextText, escapedLength))
      .map(escapeMrkdwn),
    ...citationLines(reply.citations),
    ...[...dated, ...reference].map(escapeMrkdwn),
  ]
  return [...packLines(small, LIMITS.contextText).map(context), ...lowerActions(reply.actions)]
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
