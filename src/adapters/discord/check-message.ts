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
  const forwarded = (message?.message_snapshots ?? []).map(({ message }) => message)
  const all = message === undefined ? [] : [message, ...forwarded]
  const said = all.flatMap(({ content, components }) => [content, ...components.flatMap(textsIn)])
  // An embed below words is mostly the preview of a link in them: nobody here has said that.
  const embedded = all.flatMap(({ embeds }) => embeds.flatMap(e => [e.title, e.description]))
  const claim = wordsOf(said) || wordsOf(embedded)
  return { name: CHECK, options: [{ name: CLAIM, value: claim }] }
}

/** True where the message that was chosen says nothing: it is a picture, say. */
export function saysNothing(payload: InteractionPayload): boolean {
  const checked = payload.type === 2 ? checkedMessage(payload) : undefined
  return checked?.options[0]?.value === ''
}

function wordsOf(texts: readonly (string | null | undefined)[]): string {
  const words = texts.filter(text => text != null && text !== '').join('\n')
  return plainWords(words).slice(0, MAX_CLAIM).toWellFormed()
}

/** A message of components has no text of its own. */
function textsIn({ content, components }: ComponentPayload): (string | null | undefined)[] {
  return [content, ...(components ?? []).flatMap(textsIn)]
}
