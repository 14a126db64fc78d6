// "Check this message" in the menu of a message: its words as the claim of a command.
import { CHECK_MESSAGE } from './context.ts'
import type { ComponentPayload, InteractionPayload } from './payloads.ts'
import { plainWords } from './plain-words.ts'

/** The command that it runs, and its option. */
const CHECK = 'check'
const CLAIM = 'claim'
/** Of messages with an embed or components more may be said than people write. */
const MAX_CLAIM = 4000
/** Type of a command in the menu of a message. */
const MESSAGE_MENU = 3

/** The same as a typed command; undefined for any other. */
export function checkedMessage({ data }: Extract<InteractionPayload, { type: 2 }>) {
  if (data.type !== MESSAGE_MENU || data.name !== CHECK_MESSAGE) return undefined
  const message = data.resolved?.messages[data.target_id ?? '']
  const embedded = (message?.embeds ?? []).flatMap(({ title, description }) => [title, description])
  const shown = (message?.components ?? []).flatMap(textsIn)
  const words = [message?.content, ...embedded, ...shown].filter(
    text => text != null && text !== '',
  )
  const claim = plainWords(words.join('\n')).slice(0, MAX_CLAIM).toWellFormed()
  return { name: CHECK, options: [{ name: CLAIM, value: claim }] }
}

/** A message of components has no text of its own. */
function textsIn({ content, components }: ComponentPayload): (string | null | undefined)[] {
  return [content, ...(components ?? []).flatMap(textsIn)]
}
