// Takes out of a reply's texts what Slack refuses and what would turn the words around it.
import type { Reply } from '#magnets'

/** All but tab and line feed. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g
/** Marks that set the direction of all that follows: a figure after one would read backwards. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g

/** The same reply, every text in it safe to send. */
export function cleanReply(reply: Reply): Reply {
  return cleaned(reply) as Reply
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]))
}

function cleanText(text: string): string {
  const lines = text.toWellFormed().replace(/\r\n?/g, '\n')
  return lines.replace(TURNS, '').replace(CONTROLS, ' ')
}

/** True when nothing in the text would be seen: Slack refuses such a message. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}\p{Mn}]*$/u.test(text)
}
