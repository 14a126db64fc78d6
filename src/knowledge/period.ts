// Reads a period as a curator writes it ("2024", "early 2025", "by end of 2025") into days and a reader's text.
import { MONTHS, type Period } from '#magnets'

/** What a period may look like, for messages. */
export const PERIOD_FORMS =
  '2024, 2025-05, 2025-05-24, early 2025, mid 2025, late 2025, first half of 2025, ' +
  'second quarter of 2025, by 2040, by end of 2025, since 2020, 2020 to 2025'

/** First and last month of each named part of a year. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  early: [1, 4],
  mid: [5, 8],
  late: [9, 12],
  'first half of': [1, 6],
  'second half of': [7, 12],
  'first quarter of': [1, 3],
  'second quarter of': [4, 6],
  'third quarter of': [7, 9],
  'fourth quarter of': [10, 12],
}

interface Span {
  readonly from: string
  readonly to: string
  readonly text: string
}

/** The period that the text stands for, or undefined where it follows none of PERIOD_FORMS. */
export function parsePeriod(text: string): Period | undefined {
  const written = text.trim()
  const plain = written.toLowerCase().replace(/\s+/g, ' ')
  const period = openSpan(plain) ?? closedSpan(plain)
  return period === undefined ? undefined : { written, ...period }
}

function openSpan(plain: string): Omit<Period, 'written'> | undefined {
  const ending = /^by (?:the )?end of (.+)$/.exec(plain)
  if (ending !== null) {
    const span = date(ending[1] ?? '')
    return span && { text: `by the end of ${span.text}`, to: span.to }
  }
  const [, word, rest] = /^(by|since) (.+)$/.exec(plain) ?? []
  const span = rest === undefined ? undefined : partOfYear(rest)
  if (span === undefined) return undefined
  return word === 'by'
    ? { text: `by ${span.text}`, to: span.to }
    : { text: `since ${span.text}`, from: span.from }
}

function closedSpan(plain: string): Omit<Period, 'written'> | undefined {
  const [first, last, more] = plain.split(' to ')
  if (first === undefined || more !== undefined) return undefined
  const from = partOfYear(first)
  if (last === undefined) return from
  const to = partOfYear(last)
  if (from === undefined || to === undefined || from.from > to.to) return undefined
  return { text: `${from.text} to ${to.text}`, from: from.from, to: to.to }
}

function partOfYear(plain: string): Span | undefined {
  const [, part = '', year = ''] = /^([a-z ]+) (\d{4})$/.exec(plain) ?? []
  const months = Object.hasOwn(PARTS, part) ? PARTS[part] : undefined
  if (months === undefined) return date(plain)
  const [first, last] = months
  const text = part.endsWith(' of') ? `the ${part} ${year}` : `${part} ${year}`
  return { from: isoDay(Number(year), first, 1), to: lastDay(Number(year), last), text }
}

function date(plain: string): Span | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(plain)
  if (match === null) return undefined
  const year = Number(match[1])
  if (match[2] === undefined) {
    return { from: isoDay(year, 1, 1), to: isoDay(year, 12, 31), text: plain }
  }
  const month = Number(match[2])
  const name = MONTHS[month - 1]
  if (name === undefined) return undefined
  const end = lastDay(year, month)
  if (match[3] === undefined) {
    return { from: isoDay(year, month, 1), to: end, text: `${name} ${year}` }
  }
  const day = Number(match[3])
  if (day < 1 || plain > end) return undefined
  return { from: plain, to: plain, text: `${day} ${name} ${year}` }
}

function isoDay(year: number, month: number, day: number): string {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function lastDay(year: number, month: number): string {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return isoDay(year, month, days)
}
