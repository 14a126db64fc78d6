// Finds in a command's words whether its answer is for all in the channel.
import { PUBLIC_OPTION } from '#magnets'

/** Named like any option, or as a flag at either end; the bare word may belong to a question. */
const NAMED = new RegExp(`(?:^|\\s)${PUBLIC_OPTION}[:=](\\w+)(?=\\s|$)`, 'i')
const FLAG = new RegExp(`^--${PUBLIC_OPTION}(?=\\s|$)|(?:^|\\s)--${PUBLIC_OPTION}$`, 'i')
const YES = /^(?:yes|y|true|on|1)$/i

/** The words without it. */
export function readPublic(text: string): { readonly text: string; readonly open: boolean } {
  const words = text.trim()
  const named = NAMED.exec(words)
  if (named !== null) {
    return { text: words.replace(NAMED, '').trim(), open: YES.test(named[1] ?? '') }
  }
  return FLAG.test(words)
    ? { text: words.replace(FLAG, '').trim(), open: true }
    : { text: words, open: false }
}
