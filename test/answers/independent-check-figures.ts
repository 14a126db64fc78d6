// Finds figures with their unit and hedge, and dates, in a text: the independent checker's own reader.
import type { TrueUnit } from './independent-check-knowledge.ts'

export interface Figure {
  /** Scaled: "$1.2 billion" is 1,200,000,000. */
  readonly amount: number
  readonly words: string
  /** Every unit that the words beside it may mean; empty where there is none. */
  readonly units: readonly string[]
  /** Text up to the figure, without a currency sign. */
  readonly before: string
  /** Written as four digits from 1800 to 2199 without a unit. */
  readonly isYear: boolean
  /** "two", "twice": written as a word. */
  readonly isWord: boolean
}

export interface FoundDate {
  /** "2025-06-24", "2025-06", or "-06" for a month without a year. */
  readonly iso: string
  readonly words: string
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

const SCALES: Readonly<Record<string, number>> = {
  ...{ thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 },
  ...{ k: 1e3, m: 1e6, mn: 1e6, bn: 1e9 },
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50 },
  ...{ sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100, hundreds: 100, dozen: 12 },
  ...{ thousand: 1e3, thousands: 1e3, million: 1e6, millions: 1e6, billion: 1e9, billions: 1e9 },
  ...{ half: 0.5, twice: 2, doubled: 2, tripled: 3, quadrupled: 4 },
}

const DIGITS =
  /(?<![\p{L}\p{N}])(?<!\p{N}[.,])\p{Nd}+(?:,\p{Nd}{3})*(?:\.\p{Nd}+)?(?:[ -]?(thousand|million|billion|trillion)(?!\p{L})|(k|m|mn|bn)(?![\p{L}\p{N}]))?|[½⅓⅔¼¾]/giu
const WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${Object.keys(NUMBER_WORDS).join('|')})(?!\\p{L})`,
  'giu',
)

const MONTH = `(?:${MONTHS.join('|')})`
const DATES: readonly RegExp[] = [
  /(?<year>\d{4})-(?<number>\d{2})(?:-(?<day>\d{2}))?(?!\d)/g,
  new RegExp(`\\b(?<day>\\d{1,2}) (?<month>${MONTH}) (?<year>\\d{4})\\b`, 'g'),
  new RegExp(`\\b(?<month>${MONTH}) (?<day>\\d{1,2}),? (?<year>\\d{4})\\b`, 'g'),
  new RegExp(`\\b(?<month>${MONTH})(?: of)? (?<year>\\d{4})\\b`, 'g'),
  // Without a year, "May" and "March" are months only where they can't begin a sentence.
  new RegExp(`(?<=[a-z] )(?<month>${MONTH})\\b|\\b(?<alone>${MONTH})(?=$|[,.;)])`, 'g'),
]

/** Dates down to the month, and the text with blanks in their place. */
export function readDates(text: string): { readonly dates: readonly FoundDate[]; rest: string } {
  const dates: FoundDate[] = []
  let rest = text
  for (const form of DATES) {
    rest = rest.replace(form, (whole: string, ...more: unknown[]) => {
      const { year = '', number, month, alone, day } = more.at(-1) as Record<string, string>
      const name = month ?? alone ?? ''
      const at = number ?? String(MONTHS.indexOf(name) + 1).padStart(2, '0')
      const iso = [`${year}-${at}`, ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-')
      dates.push({ iso, words: whole })
      return ' '.repeat(whole.length)
    })
  }
  return { dates, rest }
}

/** Reads figures; made for one set of units. */
export function figureReader(units: Iterable<TrueUnit>): (text: string) => readonly Figure[] {
  const all = [...units]
  const forms = all.flatMap(unit =>
    [
      unit.singular,
      unit.plural,
      unit.suffix,
      ...unit.aliases,
      ...(unit.id === 'percent' ? ['percent'] : []),
    ]
      .filter(form => form !== undefined)
      .map(form => ({ id: unit.id, form: flat(form) })),
  )
  forms.sort((a, b) => b.form.length - a.form.length)
  const prefixes = all.filter(unit => unit.prefix !== undefined)

  const unitsAt = (before: string, after: string): readonly string[] => {
    const sign = prefixes.filter(({ prefix = '' }) => before.endsWith(prefix))
    if (sign.length > 0) {
      const told = sign.filter(({ suffix }) => suffix !== undefined && after.startsWith(suffix))
      return (told.length > 0 ? told : sign.filter(unit => unit.suffix === undefined)).map(
        ({ id }) => id,
      )
    }
    const next = flat(after.slice(0, 40))
    const best = forms.find(
      ({ form }) => next.startsWith(form) && !/^\p{L}/u.test(next.slice(form.length)),
    )
    return best === undefined
      ? []
      : forms.filter(({ form }) => form === best.form).map(({ id }) => id)
  }

  return text => {
    const found = (match: RegExpExecArray, amount: number, digits: boolean): Figure => {
      const end = match.index + match[0].length
      const before = text.slice(0, match.index)
      const units = unitsAt(before, text.slice(end))
      const isYear = digits && /^(?:1[89]|2[01])\d\d$/.test(match[0]) && units.length === 0
      return {
        amount,
        words: match[0],
        units,
        before: before.replace(/\s*[$€£¥]?$/, ''),
        isYear,
        isWord: !digits,
      }
    }
    const plain = Array.from(text.matchAll(DIGITS), match => found(match, amountOf(match), true))
    const taken = Array.from(
      text.matchAll(DIGITS),
      ({ index, 0: { length } }) => [index, index + length] as const,
    )
    const worded = Array.from(text.matchAll(WORDS), match => ({
      match,
      amount: NUMBER_WORDS[match[0].toLowerCase()] ?? NaN,
    }))
      .filter(({ match }) => !taken.some(([from, to]) => match.index >= from && match.index < to))
      .map(({ match, amount }) => found(match, amount, false))
    return [...plain, ...worded]
  }
}

function amountOf(match: RegExpExecArray): number {
  const scale = SCALES[(match[1] ?? match[2] ?? '').toLowerCase()] ?? 1
  const number = /^[\d,]+(?:\.\d+)?/.exec(match[0])?.[0].replaceAll(',', '')
  // Other digits than ASCII are never ours: NaN equals no figure.
  return number === undefined ? NaN : Number((Number(number) * scale).toPrecision(12))
}

function flat(form: string): string {
  return form
    .toLowerCase()
    .replace(/^[\s-]+/, '')
    .replaceAll('-', ' ')
}
