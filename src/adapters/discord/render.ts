// Turns a reply into Discord messages: containers with citations, pictures and buttons, or plain text for small talk.
import type { Outcome, Reply, ReplyAction } from '#magnets'
import { type Block, joinBlocks, oneLine, packBlocks, paragraphs } from './blocks.ts'
import { actionRows, rowsBelow } from './buttons.ts'
import { componentPages } from './component-pages.ts'
import { embedPages } from './embed-pages.ts'
import { LIMITS } from './limits.ts'
import { bodyOver, type Message, plainBody } from './message-body.ts'
import {
  closingPieces,
  NO_PICTURES,
  type Pictures,
  type Piece,
  textOf,
  withoutPictures,
  words,
} from './pieces.ts'
import { replyPieces } from './reply-pieces.ts'

export { type MessageBody, plainBody } from './message-body.ts'

export interface RenderedMessage extends Message {
  /** The same words in simpler forms, in order, for a place that refuses this one; plain text last. */
  readonly simpler: readonly (readonly Message[])[]
}

const COLOURS: Readonly<Record<Outcome, number>> = {
  answer: 0x2e7d4f,
  correction: 0xc77700,
  refusal: 0x6b7280,
  chat: 0x4f6bd8,
  notice: 0x4f6bd8,
}

/**
 * The messages of a reply, in order; what doesn't fit in one goes on in the next. Charts without a
 * picture are drawn in text.
 */
export function render(reply: Reply, pictures: Pictures = NO_PICTURES): readonly RenderedMessage[] {
  const { rows, placed, unplaced } = actionRows(reply.actions)
  const pieces = [
    ...replyPieces(reply, pictures),
    ...words(inWords(unplaced)),
    ...closingPieces(reply),
  ]
  const said = pieces.length > 0 ? pieces : words([DASH])
  // Where there are no buttons, their questions are said.
  const asked = inWords(placed.filter(isQuestion))
  if (isSmallTalk(reply)) return smallTalk(said, rows, asked)
  const accent = COLOURS[reply.outcome]
  const pages = componentPages(said, { accent, rows })
  return pages.map(({ message, pieces: own }, index) => {
    const last = index === pages.length - 1
    const below = last ? rowsBelow(rows, pages.length) : []
    const drawn = componentPages(withoutPictures(own), { accent, rows: below })
    return {
      ...message,
      simpler: [
        ...(message.files.length > 0 ? [drawn.map(page => page.message)] : []),
        embedPages(own, accent, below),
        ...plainForms([...textOf(own), ...(last ? asked : [])]),
      ],
    }
  })
}

function isSmallTalk(reply: Reply): boolean {
  const talk = reply.outcome === 'chat' || reply.outcome === 'notice'
  const simple = reply.parts.every(part => part.kind === 'sentence' || part.kind === 'list')
  return talk && simple && reply.citations.length === 0
}

function smallTalk(
  pieces: readonly Piece[],
  rows: ReturnType<typeof actionRows>['rows'],
  asked: readonly Block[],
): readonly RenderedMessage[] {
  const groups = packBlocks(textOf(pieces), LIMITS.content)
  return groups.map((group, index) => {
    const last = index === groups.length - 1
    const body = {
      ...plainBody(joinBlocks(group)),
      components: last ? rowsBelow(rows, groups.length) : [],
    }
    return { body, files: [], simpler: plainForms([...group, ...(last ? asked : [])]) }
  })
}

/** Text alone, and at last so that it fits over a container of which nobody knew. */
function plainForms(blocks: readonly Block[]): (readonly Message[])[] {
  const bodies = packBlocks(blocks, LIMITS.content).map(group => plainBody(joinBlocks(group)))
  const over = bodies.map(body => bodyOver('components', body) ?? body)
  return [bodies, over].map(form => form.map(body => ({ body, files: [] })))
}

/** Discord refuses a message in which nothing can be seen. */
const DASH: Block = { text: '—' }

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
