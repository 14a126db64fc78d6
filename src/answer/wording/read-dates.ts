// Dates of a sentence with the words that belong to them, in a form in which equal dates are equal texts.
import { MONTHS } from '#magnets'
import type { Token } from '../../search/tokenize.ts'
import { groupAt, type WordingWords } from './wording-words.ts'

export interface DateClaim {
  /** "by end 2025", "june 2025", "2024": qualifiers in their order, then month and year. */
  readonly key: string
  readonly year: string
  readonly from: number
  readonly to: number
}

const YEAR = /^(?:1[5-9]|20)\d{2}$/
const DAY = /^(?:[1-9]|[12]\d|3[01])$/
const NAMES: readonly string[] = MONTHS.map(month => month.toLowerCase())

/** Small words between a date and what qualifies it. */
const BETWEEN: ReadonlySet<string> = new Set([
  'the',
  'of',
  'in',
  'year',
  'during',
  'a',
  'on',
  'as',
  'part',
])

const QUALIFIER = 'date:'
const REACH = 6

/** A month without a year is a date too, and equal to none that has one. */
export function readDates(words: WordingWords, tokens: readonly Token[]): readonly DateClaim[] {
  const stems = tokens.map(({ stem }) => stem)
  const dates: DateClaim[] = []
  for (let i = 0; i < tokens.length; i++) {
    const core = coreAt(tokens, i)
    if (core === undefined) continue
    const { qualifiers, from } = qualifiersBefore(words, tokens, stems, i, dates.at(-1)?.to ?? 0)
    dates.push({ key: [...qualifiers, core.key].join(' '), year: core.year, from, to: core.to })
    i = core.to - 1
  }
  return dates
}

function coreAt(tokens: readonly Token[], i: number) {
  const word = (at: number): string => tokens[at]?.word ?? ''
  const day = DAY.test(word(i)) && NAMES.includes(word(i + 1)) ? word(i) : undefined
  const at = day === undefined ? i : i + 1
  const month = NAMES.includes(word(at)) ? word(at) : undefined
  const yearAt = month === undefined ? at : at + 1
  const year = YEAR.test(word(yearAt)) ? word(yearAt) : undefined
  if (month === undefined && year === undefined) return undefined
  // "May" alone is a verb.
  if (month === 'may' && year === undefined) return undefined
  return {
    key: [day, month, year].filter(part => part !== undefined).join(' '),
    year: year ?? '',
    to: year === undefined ? yearAt : yearAt + 1,
  }
}

/** Groups of qualifying words that lead up to the date, in a fixed order, and where they begin. */
function qualifiersBefore(
  words: WordingWords,
  tokens: readonly Token[],
  stems: readonly string[],
  date: number,
  floor: number,
) {
  const found = new Set<string>()
  let from = date
  for (let i = date - 1; i >= floor && i >= date - REACH; i--) {
    if (tokens[i]?.closes) break
    const group = groupAt(words, stems, i, QUALIFIER)
    // A phrase that begins here must lead up to what is taken already.
    if (group !== undefined && group.to <= from && between(tokens, group.to, from)) {
      for (const id of group.ids) found.add(id.slice(QUALIFIER.length))
      from = i
    } else if (!BETWEEN.has(tokens[i]?.word ?? '') && !startsPhrase(words, stems, i, from)) break
  }
  // "Before the end of" is "by the end of".
  if (found.has('end') && found.delete('before')) found.add('by')
  return { qualifiers: [...found].sort(), from }
}

function between(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).every(({ word }) => BETWEEN.has(word))
}

/** A word inside a longer qualifying phrase that begins before it ("no later than"). */
function startsPhrase(
  words: WordingWords,
  stems: readonly string[],
  i: number,
  from: number,
): boolean {
  return [1, 2].some(back => {
    const group = i - back < 0 ? undefined : groupAt(words, stems, i - back, QUALIFIER)
    return group !== undefined && group.to > i && group.to <= from
  })
}
