// What a person and the log get to know when something went wrong.
import { type Incoming, PlatformError, type Reply, UserError } from '#magnets'
import { failureNotice, type Notice } from './notices.ts'

/** What the person is told; nothing where there is nobody to tell, or we may not. */
export function failureReply(notice: Notice, error: unknown, reference: string): Reply | undefined {
  if (error instanceof UserError) return notice(error.message)
  const deaf = error instanceof PlatformError && ['gone', 'unauthorised'].includes(error.code)
  if (deaf) return undefined
  return failureNotice(notice, reference)
}

/** Fields for the log. The person's words are taken out of what others made of them. */
export function failureFields(incoming: Incoming, error: unknown, reference: string): object {
  const { kind, key, place } = incoming
  return { reference, kind, key, platform: place.platform, err: withoutWords(error, incoming) }
}

const REDACTED = '[their words]'

function withoutWords(error: unknown, incoming: Incoming): object {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const code = error instanceof PlatformError || error instanceof UserError ? error.code : undefined
  const clean = (text: string): string =>
    wordsOf(incoming).reduce((rest, words) => rest.replaceAll(words, REDACTED), text)
  return { name, code, message: clean(message), stack: clean(stack) }
}

function wordsOf(incoming: Incoming): readonly string[] {
  const all = 'text' in incoming ? [incoming.text] : []
  if (incoming.kind === 'command') all.push(...Object.values(incoming.options))
  if (incoming.kind === 'form') all.push(...Object.values(incoming.values))
  if (incoming.kind === 'action') all.push(incoming.value)
  if (incoming.kind === 'news') all.push(incoming.question)
  return all.map(words => words.trim()).filter(words => words !== '')
}
