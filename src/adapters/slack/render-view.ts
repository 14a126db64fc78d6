// A reply in a window or at home: the blocks of a message as far as a window takes them.
import type { types } from '@slack/bolt'
import { ACTIONS, type Reply } from '#magnets'
import { type Block, blockCharacters, context, paragraph } from './block.ts'
import { cleanReply } from './clean-reply.ts'
import { cutText } from './cut-text.ts'
import { LIMITS } from './limits.ts'
import { replyBlocks } from './reply-blocks.ts'

/** What can be pressed where there is no place: all else would change or post a message. */
const PRESSED: ReadonlySet<string> = new Set([ACTIONS.ask, ACTIONS.command])
/** One block is kept for the word that something is left out. */
const MOST_BLOCKS = LIMITS.viewBlocks - 1
const MOST_CHARACTERS = LIMITS.allBlocks - 1000
const DASH = '–'
const MORE =
  'There is more than fits here: ask in a direct message or in a channel to see all of it.'

/** The home of one person. */
export function homeView(reply: Reply): types.HomeView {
  return { type: 'home', blocks: viewBlocks(reply) }
}

export function replyView(reply: Reply, title = 'Answer'): types.ModalView {
  const text = (words: string) =>
    ({ type: 'plain_text', text: cutText(words, LIMITS.viewTitle), emoji: false }) as const
  return { type: 'modal', title: text(title), close: text('Close'), blocks: viewBlocks(reply) }
}

function viewBlocks(given: Reply): Block[] {
  const actions = given.actions.filter(({ id }) => PRESSED.has(id))
  const all = replyBlocks(cleanReply({ ...given, actions }), { native: false })
  const kept: Block[] = []
  let characters = 0
  for (const block of all) {
    characters += blockCharacters(block)
    if (kept.length === MOST_BLOCKS || characters > MOST_CHARACTERS) return [...kept, context(MORE)]
    kept.push(block)
  }
  // Slack refuses a window with nothing in it.
  return kept.length === 0 ? [paragraph(cutText(given.text, LIMITS.sectionText) || DASH)] : kept
}
