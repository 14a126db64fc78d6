// Lists the sources of a reply with their numbers, date and section, and how far they speak.
import type { Citation, Reply } from '#magnets'
import { cleanLine } from './clean-text.ts'
import { type Page, sourceMarks, styled } from './page.ts'
import { wrapHanging, wrapText } from './wrap-text.ts'

/** Empty where the reply rests on nothing. */
export function sourceLines(page: Page, reply: Reply): string[] {
  const sources = [...Map.groupBy(reply.citations, titleOf).values()]
  const lines = sources.flatMap(citations => ofSource(page, citations))
  const heading = sources.length > 0 ? ['Sources'] : []
  const asOf = reply.asOf === undefined ? [] : [`As of ${month(reply.asOf)}.`]
  return [...heading, ...lines, ...asOf].map(line => styled(page, 'dim', line))
}

function ofSource(page: Page, citations: readonly Citation[]): string[] {
  const [first] = citations
  if (first === undefined) return []
  const sections = [...Map.groupBy(citations, citation => citation.section)]
  return [
    ...wrapHanging('  ', titleOf(first), page.width),
    ...(first.address === undefined ? [] : wrapHanging('  ', cleanLine(first.address), page.width)),
    ...sections.flatMap(([section, group]) => {
      const marks = sourceMarks(group.map(({ number }) => number))
      return wrapText(`${marks} ${cleanLine(section)}`, page.width - 4).map(line => `    ${line}`)
    }),
  ]
}

function titleOf({ title, publisher, published }: Citation): string {
  const known = [title, publisher, day(published)].filter(part => part !== undefined)
  return cleanLine(known.join(', '))
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

function month(isoDay: string): string {
  return dated(MONTH, isoDay)
}

function day(isoDay: string): string {
  return dated(DAY, isoDay)
}

function dated(format: Intl.DateTimeFormat, isoDay: string): string {
  const date = new Date(isoDay)
  return Number.isNaN(date.getTime()) ? cleanLine(isoDay) : format.format(date)
}
