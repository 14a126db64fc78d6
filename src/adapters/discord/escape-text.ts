// Makes plain text stand in Discord as it was written: no markup, no live mention, no heading.

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]/g
/** Marks that set the direction of all that follows: a figure after one would read backwards. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g
// Brackets cover masked links; the angle brackets cover mentions, emoji, commands and timestamps.
const INLINE = /[\\*_~`|[\]<>]/g
const LINE_START = /^([^\S\n]*)(-#|#{1,3}|[-+])(?=\s)/gm
const NUMBERED = /^([^\S\n]*\d+)([.)])(?=\s)/gm
const EVERYBODY = /@(?=everyone|here)/gi

/** Text without characters that Discord refuses or that could hide something; lines end in \n. */
export function cleanText(text: string): string {
  const lines = text.toWellFormed().replace(/\r\n?/g, '\n')
  return lines.replace(TURNS, '').replace(CONTROLS, ' ')
}

/** True when nothing in the text would be seen: Discord refuses such a message or field. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}\p{Mn}]*$/u.test(text)
}

/** Text with all of Discord's markup escaped. A zero-width space after "@" keeps "everyone" dead. */
export function escapeText(text: string): string {
  return cleanText(text)
    .replace(INLINE, '\\$&')
    .replace(LINE_START, '$1\\$2')
    .replace(NUMBERED, '$1\\$2')
    .replace(EVERYBODY, '@\u200b')
}

/** One line of text for the inside of a code block, where backslashes don't escape. */
export function escapeCode(text: string): string {
  return cleanText(text).replace(/\n/g, ' ').replace(/`/g, 'ˋ').replace(EVERYBODY, '@\u200b')
}

/** At least as long as the text will be once it is escaped; additive, as splitText asks. */
export function escapedLength(text: string): number {
  return text.length + (text.match(/[\\*_~`|[\]<>#+\-.)@]/g)?.length ?? 0)
}
