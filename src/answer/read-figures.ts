// Finds every figure, year and month in a text that is about to leave, as the guard sees them.
import { MONTHS } from '#magnets'

export interface FoundFigure {
  /** Scaled: "$1.2 billion" is 1,200,000,000. */
  readonly amount: number
  readonly words: string
  /** Lower-case text just before and after it, for hedge and unit. */
  readonly before: string
  readonly after: string
}

const SCALE: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  mn: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
}

// Digits that are not part of a word, with an optional scale word right after them.
const FIGURE =
  /(?<![\p{L}\d.,])\d{1,15}(?:,\d{3}){0,6}(?:\.\d{1,10})?(?:\s?(?:thousand|million|billion|trillion|bn|mn|k|m)(?![\p{L}\d²]))?/giu

const NUMBER_WORDS: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** Numbers written in words count only before a unit of time or measure: "six-month", "two times". */
const WORDED = new RegExp(
  `\\b(${NUMBER_WORDS.slice(2).join('|')})(?=[- ](?:months?|years?|days?|weeks?|times|fold|tons?|percent))`,
  'gi',
)

export function readFigures(text: string): readonly FoundFigure[] {
  const digits = [...text.matchAll(FIGURE)].map(match => {
    const [number = '', scale = ''] = match[0].replaceAll(',', '').split(/(?<=\d)\s?(?=[a-z])/i)
    return found(text, match, Number(number) * (SCALE[scale.toLowerCase()] ?? 1))
  })
  const words = [...text.matchAll(WORDED)].map(match =>
    found(text, match, NUMBER_WORDS.indexOf(match[0].toLowerCase())),
  )
  return [...digits, ...words]
}

/** Names of months in the text; "may" counts only with a capital and a year or "of" beside it. */
export function readMonths(text: string): readonly string[] {
  return MONTHS.filter(month => new RegExp(`\\b${month}\\b(?=\\s+(?:\\d{4}|of\\b))`).test(text))
}

function found(text: string, match: RegExpExecArray, amount: number): FoundFigure {
  const end = match.index + match[0].length
  return {
    amount,
    words: match[0],
    before: text.slice(Math.max(0, match.index - 24), match.index).toLowerCase(),
    after: text.slice(end, end + 24).toLowerCase(),
  }
}
