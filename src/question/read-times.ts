// Years, months and relative times in a question, as ISO days.
import { MONTHS, type TimeMention } from '#magnets'
import type { Token } from '../search/tokenize.ts'

/** Full names, then the same shortened, in lower case. */
const NAMES: readonly string[] = [...MONTHS, ...MONTHS.map(month => month.slice(0, 3))].map(month =>
  month.toLowerCase(),
)

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
export function readTimes(
  tokens: readonly Token[],
  text: string,
  asOf: string,
): readonly TimeMention[] {
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
      const span = monthSpan(Number(year), month)
      const word = bound(tokens, i)
      times.push({
        // "After the deal of June" is also in June.
        ...(word === 'after' ? { ...span, to: '9999-12-31' } : opened(span, word)),
        span: { from: i, to },
        words: text.slice(token.start, tokens[to - 1]?.end),
      })
      i = to - 1
    } else if (YEAR.test(token.word)) {
      const year = token.word
      times.push({
        ...opened({ from: `${year}-01-01`, to: `${year}-12-31` }, bound(tokens, i)),
        span: { from: i, to: i + 1 },
        words: text.slice(token.start, token.end),
      })
    }
  }
  return times
}

interface Days {
  readonly from: string
  readonly to: string
}

/** Words that open a date to one side, with how far before it they may stand. */
const BOUNDS = ['before', 'after', 'by', 'until', 'till'] as const
const BOUND_REACH = 4

/** "before", "after" and the like that govern the date at token `i`: only small words between. */
function bound(tokens: readonly Token[], i: number): (typeof BOUNDS)[number] | undefined {
  for (let at = i - 1; at >= 0 && at >= i - BOUND_REACH; at--) {
    const word = tokens[at]?.word ?? ''
    const found = BOUNDS.find(candidate => candidate === word)
    if (found !== undefined) return found
    if (!['the', 'end', 'of', 'early', 'late', 'year', 'start', 'mid'].includes(word))
      return undefined
  }
  return undefined
}

function opened({ from, to }: Days, word: ReturnType<typeof bound>): Days {
  if (word === 'before') return { from: '0000-01-01', to: dayBefore(from) }
  if (word === 'by' || word === 'until' || word === 'till') return { from: '0000-01-01', to }
  if (word === 'after') return { from: dayAfter(to), to: '9999-12-31' }
  return { from, to }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

function monthAt(tokens: readonly Token[], i: number): number | undefined {
  const word = tokens[i]?.word ?? ''
  const index = NAMES.indexOf(word)
  if (index < 0) return undefined
  if (word === 'may' || word === 'mar') {
    const before = tokens[i - 1]?.word ?? ''
    const after = tokens[i + 1]?.word ?? ''
    if (!MONTH_CONTEXT.includes(before) && !YEAR.test(after)) return undefined
  }
  return index % 12
}

function monthSpan(year: number, month: number): Days {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const head = `${year}-${String(month + 1).padStart(2, '0')}`
  return { from: `${head}-01`, to: `${head}-${String(last).padStart(2, '0')}` }
}
