// Years, months and relative times in a question, as ISO days.
import type { TimeMention } from '#magnets'
import type { Token } from '../search/tokenize.ts'

const MONTHS: readonly string[] = [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sep oct nov dec',
].flatMap(row => row.split(' '))

const YEAR = /^(?:19|20)\d{2}$/

/** Words that make "may" a month; without one of them it is a verb. */
const MONTH_CONTEXT: readonly string[] = [
  'in',
  'last',
  'this',
  'since',
  'for',
  'of',
  'during',
  'until',
]

/**
 * A month without a year is read in the year up to which the base speaks, since that is the
 * newest one that it can answer for.
 */
export function readTimes(tokens: readonly Token[], asOf: string): readonly TimeMention[] {
  const times: TimeMention[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined) continue
    const month = monthAt(tokens, i)
    if (month !== undefined) {
      const next = tokens[i + 1]?.word ?? ''
      const withYear = YEAR.test(next)
      const year = withYear ? next : asOf.slice(0, 4)
      const to = withYear ? i + 2 : i + 1
      times.push({
        ...monthSpan(Number(year), month),
        span: { from: i, to },
        words: wordsOf(tokens, i, to),
      })
      i = to - 1
    } else if (YEAR.test(token.word)) {
      const year = token.word
      times.push({
        from: `${year}-01-01`,
        to: `${year}-12-31`,
        span: { from: i, to: i + 1 },
        words: token.word,
      })
    }
  }
  return times
}

function monthAt(tokens: readonly Token[], i: number): number | undefined {
  const word = tokens[i]?.word ?? ''
  const index = MONTHS.indexOf(word)
  if (index < 0) return undefined
  if (word === 'may' || word === 'mar') {
    const before = tokens[i - 1]?.word ?? ''
    const after = tokens[i + 1]?.word ?? ''
    if (!MONTH_CONTEXT.includes(before) && !YEAR.test(after)) return undefined
  }
  return index % 12
}

function monthSpan(year: number, month: number): { from: string; to: string } {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const head = `${year}-${String(month + 1).padStart(2, '0')}`
  return { from: `${head}-01`, to: `${head}-${String(last).padStart(2, '0')}` }
}

function wordsOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(token => token.word)
    .join(' ')
}
