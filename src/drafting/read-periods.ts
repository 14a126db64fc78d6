// Finds dates and spans in a sentence of a document and writes them in the forms that a fact's period has.
import { MONTHS } from '#magnets'
import { parsePeriod } from '../knowledge/period.ts'
import type { Range } from '../search/sentences.ts'

export interface FoundPeriod extends Range {
  readonly written: string
  /** In a form of `parsePeriod`; absent where it is told from another day ("last month"). */
  readonly period?: string
}

const YEAR = String.raw`(?:19|20)\d{2}(?![\d,.]\d|\d|[-\s]?(?:percent|%))`
const MONTH = `(?:${MONTHS.flatMap(month => [month, `${month.slice(0, 3)}\\.?`]).join('|')}|Sept\\.?)`
const NUMBERS = ['first', 'second', 'third', 'fourth']

/** Longest first: what an earlier one has found is not looked at again. */
const FORMS: readonly (readonly [RegExp, (match: readonly string[]) => string])[] = [
  [form(`(${YEAR})\\s?(?:-|–|to|until)\\s?(${YEAR})`), ([, a = '', b = '']) => `${a} to ${b}`],
  [
    form(`(?:by|before)\\s+(?:the\\s+)?end\\s+of\\s+(${YEAR})`),
    ([, year = '']) => `by end of ${year}`,
  ],
  [
    form(`(early|mid|late)[-\\s](${YEAR})`),
    ([, part = '', year = '']) => `${part.toLowerCase()} ${year}`,
  ],
  [
    form(`(first|second)\\s+half\\s+of\\s+(${YEAR})`),
    ([, half = '', year = '']) => `${half.toLowerCase()} half of ${year}`,
  ],
  [form(`H([12])\\s+(?:of\\s+)?(${YEAR})`), ([, n = '', year = '']) => `${nth(n)} half of ${year}`],
  [
    form(`(first|second|third|fourth)\\s+quarter\\s+of\\s+(${YEAR})`),
    ([, quarter = '', year = '']) => `${quarter.toLowerCase()} quarter of ${year}`,
  ],
  [
    form(`Q([1-4])\\s+(?:of\\s+)?(${YEAR})`),
    ([, n = '', year = '']) => `${nth(n)} quarter of ${year}`,
  ],
  [form(String.raw`(\d{4}-\d{2}-\d{2})`), ([, day = '']) => day],
  [
    form(`(\\d{1,2})\\s+(${MONTH})\\s+(${YEAR})`),
    ([, day = '', month = '', year = '']) => `${year}-${monthOf(month)}-${two(day)}`,
  ],
  [
    form(`(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(${YEAR})`),
    ([, month = '', day = '', year = '']) => `${year}-${monthOf(month)}-${two(day)}`,
  ],
  [
    form(`(${MONTH})\\s+(?:of\\s+)?(${YEAR})`),
    ([, month = '', year = '']) => `${year}-${monthOf(month)}`,
  ],
  [form(`(${YEAR})`), ([, year = '']) => year],
]

/** Told from the day of the document, or of the sentence before. */
const RELATIVE = form(
  `(?:by\\s+the\\s+end\\s+of\\s+the\\s+year|(?:last|this|next|that|the\\s+(?:same|following|previous|prior|past))\\s+` +
    `(?:week|month|quarter|half|year|decade)|(?:today|yesterday)|(?:in|last|since|by|until|during|between|from)\\s+(?:${MONTHS.join('|')}))`,
)

/** Every period in the sentence, from left to right. */
export function readPeriods(text: string): readonly FoundPeriod[] {
  const found: FoundPeriod[] = []
  const free = ({ from, to }: Range): boolean =>
    !found.some(other => other.from < to && from < other.to)
  for (const [pattern, write] of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const range = { from: match.index, to: match.index + match[0].length }
      if (!free(range) || /[$€£]\s?$/.test(text.slice(0, range.from))) continue
      found.push(opened(text, range, write(match)))
    }
  }
  for (const { 0: written, index } of text.matchAll(RELATIVE)) {
    const range = { from: index, to: index + written.length }
    if (free(range)) found.push({ ...range, written })
  }
  return found.sort((a, b) => a.from - b.from)
}

/** "Since 2020", "by early 2026": the word before makes it an open span. */
function opened(text: string, range: Range, plain: string): FoundPeriod {
  const [before = '', word = ''] = /\b(by|since)\s+$/i.exec(text.slice(0, range.from)) ?? []
  const period = word === '' ? plain : `${word.toLowerCase()} ${plain}`
  const valid = parsePeriod(period) === undefined ? plain : period
  const from = valid === plain ? range.from : range.from - before.length
  const written = text.slice(from, range.to)
  return parsePeriod(valid) === undefined
    ? { from, to: range.to, written }
    : { from, to: range.to, written, period: valid }
}

function form(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${source}(?![\\p{L}\\d])`, 'giu')
}

function nth(n: string): string {
  return NUMBERS[Number(n) - 1] ?? ''
}

function two(day: string): string {
  return day.padStart(2, '0')
}

function monthOf(name: string): string {
  const start = name.slice(0, 3).toLowerCase()
  return two(String(MONTHS.findIndex(month => month.toLowerCase().startsWith(start)) + 1))
}
