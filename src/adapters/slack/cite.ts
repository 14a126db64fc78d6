// Citation numbers in texts, and the lines that say what stands behind them.
import { type Citation, type FactId, formatDay } from '#magnets'
import { splitText } from '../split-text.ts'
import { escapedLength, escapeMrkdwn, linkTarget } from './escape-mrkdwn.ts'
import { LIMITS } from './limits.ts'

/** The text with the numbers of its facts behind it, those that it names already left out. */
export function withMarks(
  text: string,
  facts: readonly FactId[],
  citations: readonly Citation[],
): string {
  const missing = marksOf(facts, citations).filter(mark => !text.includes(mark))
  return missing.length === 0 ? text : `${text} ${missing.join('')}`.trimStart()
}

/** "[1]" and so on for facts that the reply cites, in order. */
export function marksOf(facts: readonly FactId[], citations: readonly Citation[]): string[] {
  return citations
    .filter(citation => facts.includes(citation.fact))
    .map(({ number }) => `[${number}]`)
}

/** Numbers on one line; more would crowd out what they stand for. */
const MAX_NUMBERS = 12

/**
 * Lines of small print, escaped: number, title (linked where an address is known), date, section.
 * One place in a source is named once, with all its numbers.
 */
export function citationLines(citations: readonly Citation[]): string[] {
  return placesOf(citations).flatMap(({ numbers, citation }) => {
    const marks = numbers.map(number => `[${number}]`).join('')
    const target = citation.address === undefined ? undefined : linkTarget(citation.address)
    const title = escapeMrkdwn(citation.title)
    const linked = target === undefined ? title : `<${target}|${title}>`
    const rest = [
      ...(citation.publisher === undefined ? [] : [citation.publisher]),
      formatDay(citation.published),
      citation.section,
      ...(citation.address !== undefined && target === undefined ? [citation.address] : []),
    ].join(', ')
    const line = `${marks} ${linked}, ${escapeMrkdwn(rest)}`
    if (line.length <= LIMITS.contextText) return [line]
    // A link can't be cut, words can.
    const plain = `${marks} ${citation.title}, ${rest}`
    return splitText(plain, LIMITS.contextText, escapedLength).map(escapeMrkdwn)
  })
}

/** The places in sources that are cited, in the order of their first numbers. */
function placesOf(citations: readonly Citation[]) {
  const places: { name: string; numbers: number[]; citation: Citation }[] = []
  for (const citation of citations) {
    const { title, publisher, address, published, section } = citation
    const name = JSON.stringify([title, publisher, address, published, section])
    const same = places.findLast(place => place.name === name)
    if (same !== undefined && same.numbers.length < MAX_NUMBERS) same.numbers.push(citation.number)
    else places.push({ name, numbers: [citation.number], citation })
  }
  return places
}
