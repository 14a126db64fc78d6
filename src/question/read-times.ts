// Years, months and relative times in a question, as ISO days.
import { MONTHS, type TimeMention } from '#magnets'
import type { Token } from '../search/tokenize.ts'

/** Full names, then the same shortened, in lower case. */
const NAMES: readonly string[] = [...MONTHS, ...MONTHS.map(month => month.slice(0, 3))].map(month =>
  month.toLowerCase(),
)

const YEAR = /^(?:19|20)\d{2}$/

/** "FY24", "CY2024": a year with what kind of year it is. */
const MARKED_YEAR = /^(?:fy|cy)(?:20)?(\d{2})$/

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
      const next = yearAt(tokens, i + 1, text)
      const withYear = next !== undefined
      const year = next ?? String(Number(asOf.slice(0, 4)) - (isBefore(tokens, i) ? 1 : 0))
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
      continue
    }
    const year = yearAt(tokens, i, text)
    if (year !== undefined) {
      times.push({
        ...opened(
          { from: `${year}-01-01`, to: `${year}-12-31` },
          ends(tokens, i) ? 'by' : bound(tokens, i),
        ),
        span: { from: i, to: i + 1 },
        words: text.slice(token.start, token.end),
      })
    }
  }
  return times
}

/** "Last May" beside "this May" is that of the year before. */
function isBefore(tokens: readonly Token[], i: number): boolean {
  const month = tokens[i]?.word
  const others = tokens.flatMap(({ word }, at) => (word === month && at !== i ? [at] : []))
  return tokens[i - 1]?.word === 'last' && others.some(at => tokens[at - 1]?.word === 'this')
}

/** Of this century, in four digits: "2024", "FY24", "'24", and "in 24" at the end of a clause. */
function yearAt(tokens: readonly Token[], i: number, text: string): string | undefined {
  const token = tokens[i]
  if (token === undefined) return undefined
  if (YEAR.test(token.word)) return token.word
  const marked = MARKED_YEAR.exec(token.word)?.[1]
  if (marked !== undefined) return `20${marked}`
  if (!/^\d{2}$/.test(token.word)) return undefined
  const quoted = /['’]/.test(text.charAt(token.start - 1))
  const last = token.closes || i === tokens.length - 1
  return quoted || (last && tokens[i - 1]?.word === 'in') ? `20${token.word}` : undefined
}

/** "Before the year is out" is still in the year. */
function ends(tokens: readonly Token[], i: number): boolean {
  const [verb, end] = [tokens[i + 1]?.word, tokens[i + 2]?.word ?? '']
  const over = verb === 'is' && ['out', 'over', 'up', 'done'].includes(end)
  return bound(tokens, i) === 'before' && (over || verb === 'ends')
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
