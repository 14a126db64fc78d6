// Finds in a command's words whether its answer is for all in the channel.
import { PUBLIC_OPTION } from '#magnets'

const YES = 'yes|y|true|on|1'
const NO = 'no|n|false|off|0'
/**
 * Named like any option, or as a flag at either end. The bare word may belong to a question, and so
 * may it with anything behind the colon that is neither yes nor no.
 */
const NAMED = new RegExp(`(?<=^|\\s)${PUBLIC_OPTION}[:=](?:(${YES})|${NO})(?=\\s|$)`, 'gi')
const FLAG = new RegExp(`^--${PUBLIC_OPTION}(?=\\s|$)|(?<=^|\\s)--${PUBLIC_OPTION}$`, 'i')
/** Phones write curly quotation marks by themselves. */
const QUOTE = /["“”„«»]/g

/** The words without it. What somebody quotes stays as it is. */
export function readPublic(text: string): { readonly text: string; readonly open: boolean } {
  const words = text.trim()
  const named = [...words.matchAll(NAMED)].find(({ index }) => !insideQuotes(words, index))
  if (named !== undefined) {
    const before = words.slice(0, named.index).trimEnd()
    const after = words.slice(named.index + named[0].length).trimStart()
    return { text: `${before} ${after}`.trim(), open: named[1] !== undefined }
  }
  return FLAG.test(words)
    ? { text: words.replace(FLAG, '').trim(), open: true }
    : { text: words, open: false }
}

const insideQuotes = (text: string, index: number): boolean =>
  (text.slice(0, index).match(QUOTE)?.length ?? 0) % 2 === 1
