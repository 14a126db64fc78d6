// Writes a reply's citations as lines, and its date and reference as a footer.
import { type Citation, formatDay, type Reply } from '#magnets'
import { oneLine, splitEscaped } from './blocks.ts'
import { isBlank } from './escape-text.ts'
import { LIMITS } from './limits.ts'

const MAX_LINK = 500

/** Numbers on one line; more would crowd out what they stand for. */
const MAX_NUMBERS = 12

/** Lines that hold every citation: numbers, title, publisher, date, section, link. */
export function sourceLines(citations: readonly Citation[]): string[] {
  return placesOf(citations).flatMap(({ numbers, text, link: after }) => {
    const before = `${numbers.map(number => `\\[${number}\\]`).join('')} `
    const pieces = splitEscaped(text, LIMITS.fieldValue - before.length - after.length)
    const last = pieces.length - 1
    if (last < 0) return [before + after]
    return pieces.map((piece, i) => (i === 0 ? before : '') + piece + (i === last ? after : ''))
  })
}

/** The places in sources that are cited, each with all its numbers. */
function placesOf(citations: readonly Citation[]) {
  const places: { numbers: number[]; text: string; link: string }[] = []
  for (const { number, title, publisher, published, section, address } of citations) {
    const words = [title, publisher, formatDay(published), section]
    const text = oneLine(words.filter(word => word !== undefined && !isBlank(word)).join(', '))
    const link = linkOf(address)
    const same = places.findLast(place => place.text === text && place.link === link)
    if (same !== undefined && same.numbers.length < MAX_NUMBERS) same.numbers.push(number)
    else places.push({ numbers: [number], text, link })
  }
  return places
}

/** The date up to which the answer speaks, and the id that people and the log share. */
export function footerText(reply: Reply): string {
  const asOf = reply.asOf === undefined ? [] : [`As of ${formatDay(reply.asOf)}`]
  const reference = reply.reference === undefined ? [] : [`Reference ${reply.reference}`]
  return oneLine([...asOf, ...reference].join(' · '))
}

/** A link, or nothing where Discord could not open the address. */
function linkOf(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return ''
  const url = new URL(address)
  const href = url.href.replace(/[()@|*~]/g, c => `%${c.charCodeAt(0).toString(16)}`)
  const usable = /^https?:$/.test(url.protocol) && href.length <= MAX_LINK
  return usable && !/[\s<>`\\]/.test(href) ? ` ([read](<${href}>))` : ''
}
