// Citation numbers in texts, and the lines that say what stands behind them.
import type { Citation, FactId } from '#magnets'
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

/** Lines of small print, escaped: number, title (linked where an address is known), date, section. */
export function citationLines(citations: readonly Citation[]): string[] {
  return citations.flatMap(citation => {
    const target = citation.address === undefined ? undefined : linkTarget(citation.address)
    const title = escapeMrkdwn(citation.title)
    const linked = target === undefined ? title : `<${target}|${title}>`
    const rest = [
      ...(citation.publisher === undefined ? [] : [citation.publisher]),
      readableDay(citation.published),
      citation.section,
      ...(citation.address !== undefined && target === undefined ? [citation.address] : []),
    ].join(', ')
    const line = `[${citation.number}] ${linked}, ${escapeMrkdwn(rest)}`
    if (line.length <= LIMITS.contextText) return [line]
    // A link can't be cut, words can.
    const plain = `[${citation.number}] ${citation.title}, ${rest}`
    return splitText(plain, LIMITS.contextText, escapedLength).map(escapeMrkdwn)
  })
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
]

/** "2025-06-29" as "29 June 2025"; what is no ISO day stays as it is. */
export function readableDay(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  const name = MONTHS[Number(month) - 1]
  return name === undefined ? day : `${Number(date)} ${name} ${year}`
}
