// Does a shown working over again, from the figures in the YAML: operands, result, unit, and which way it is bounded.
import type { Working } from '#magnets'
import type { Figure } from './independent-check-figures.ts'
import type { Knowledge, TrueFact } from './independent-check-knowledge.ts'

interface Range {
  readonly low: number
  readonly high: number
  readonly loose: boolean
}

/** What is wrong with the working; undefined where it holds. */
export function faultOfWorking(
  knowledge: Knowledge,
  working: Working,
  read: (text: string) => readonly Figure[],
): string | undefined {
  const [left = '', right, more] = working.shown.split(' = ')
  if (right === undefined || more !== undefined) return 'is no single equation'
  const facts = working.facts.flatMap(id => knowledge.facts.get(id) ?? [])
  const own = ownForms[working.operation]
  const shown = own ?? twoOperands
  const worked = shown({ knowledge, working, facts, left, read })
  if (typeof worked === 'string') return worked
  const [result] = read(right)
  if (result === undefined || result.amount !== working.result.amount) return 'shows another result'
  if (working.result.unit !== '' && !result.units.includes(working.result.unit)) {
    return 'shows its result in another unit'
  }
  return faultOfResult(worked.range, worked.scale, working, right)
}

interface Shown {
  readonly knowledge: Knowledge
  readonly working: Working
  readonly facts: readonly TrueFact[]
  readonly left: string
  readonly read: (text: string) => readonly Figure[]
}

type Worked = { readonly range: Range; readonly scale: number } | string

function twoOperands({ knowledge, working, facts, left, read }: Shown): Worked {
  const operator = /\s([÷×+−])\s/.exec(left)?.[1]
  const operands = read(left)
  const [a, b] = operands
  if (operator === undefined || a === undefined || b === undefined || operands.length !== 2) {
    return 'has not two operands'
  }
  const first = rangeFor(a, facts)
  const second =
    working.operation === 'convert' ? factor(knowledge, working, facts, b) : rangeFor(b, facts)
  if (first === undefined || second === undefined) return 'has an operand that no fact states'
  if (operator !== '÷' && operator !== '×' && !sameDimension(knowledge, facts)) {
    return 'combines figures of different dimensions'
  }
  return { range: combine(operator, first, second), scale: scaleOf(working, operator, facts) }
}

/** The parts of a year by which a yearly figure may be divided, as they are written. */
const PARTS: Readonly<Record<string, number>> = {
  '12': 12,
  '4': 4,
  'weeks in a year': 52,
  'days in a year': 365,
}

const ownForms: Readonly<Record<string, (shown: Shown) => Worked>> = {
  sum({ facts, left, read }) {
    const ranges = read(left).map(figure => rangeFor(figure, facts))
    if (ranges.length < 2 || ranges.includes(undefined)) return 'adds what no fact states'
    const zero = { low: 0, high: 0, loose: false }
    return { range: ranges.reduce<Range>((a, b) => combine('+', a, b ?? zero), zero), scale: 1 }
  },
  'per-period'({ facts, left, read }) {
    const [amount = '', part = ''] = left.split(' ÷ ')
    const [figure] = read(amount)
    const range = figure && rangeFor(figure, facts)
    const divisor = PARTS[part]
    if (range === undefined || divisor === undefined) return 'divides by no part of a year'
    const uneven = divisor > 12
    return { range: { ...range, loose: range.loose || uneven }, scale: 1 / divisor }
  },
  'times-a-year'({ facts, left }) {
    const months = Number(/^12 months ÷ (\d+) months$/.exec(left)?.[1])
    const held = facts[0]?.value
    return held?.unit === 'month' && held.amount === months
      ? { range: point(12 / months), scale: 1 }
      : 'counts what no fact states'
  },
  'after-change'({ working, facts, left }) {
    const form = /^“([^”]+)” × \(100% ([−+]) ([\d.]+)%\)$/.exec(left)
    const change = facts[0]?.value
    const { given } = working
    if (form === null || given === undefined || given.words !== form[1])
      return 'has no number of the asker'
    if (change?.amount !== Number(form[3])) return 'applies a change that no fact states'
    const part = form[2] === '−' ? 100 - change.amount : 100 + change.amount
    return { range: point((given.amount * part) / 100), scale: 1 }
  },
  increase({ facts, left, read }) {
    const [to, from, base] = read(left).map(figure => rangeFor(figure, facts))
    if (to === undefined || from === undefined || base?.low !== from.low) {
      return 'compares what no fact states'
    }
    const ratio = combine('÷', to, from)
    return { range: { ...ratio, low: ratio.low - 1, high: ratio.high - 1 }, scale: 100 }
  },
  between({ facts, left }) {
    const [later, earlier] = left.split(' − ')
    const [first, second] = facts.map(({ period }) => moment(period ?? ''))
    const named = [earlier, later].map(text => moment(text ?? ''))
    if (first === undefined || second === undefined) return 'has a date that no fact states'
    if (named[0] !== first || named[1] !== second) return 'has a date that no fact states'
    return { range: point(second - first), scale: 1 }
  },
  'years-from-publication'({ knowledge, facts, left }) {
    const [to, from] = left.split(' − ').map(Number)
    const source = knowledge.sources.get(facts[0]?.source.id ?? '')
    const ends = facts[0]?.period?.includes(String(to)) === true
    return ends && source?.published.startsWith(String(from)) && to && from
      ? { range: point(to - from), scale: 1 }
      : 'has a date that nothing states'
  },
}

const MONTHS =
  'January February March April May June July August September October November December'

/** A year as it is, a month as the number of months since the year 0. */
function moment(text: string): number | undefined {
  const iso = /^(?:by |since )?(\d{4})(?:-(\d{2}))?$/.exec(text)
  if (iso?.[2] !== undefined) return Number(iso[1]) * 12 + Number(iso[2])
  if (iso !== null) return Number(iso[1])
  const [name = '', year] = text.split(' ')
  const month = MONTHS.split(' ').indexOf(name) + 1
  return month > 0 && year !== undefined ? Number(year) * 12 + month : undefined
}

/** The range of the fact's figure that the operand is; 100 percent stands for the whole. */
function rangeFor(figure: Figure, facts: readonly TrueFact[]): Range | undefined {
  const value = facts.find(fact => fact.value?.amount === figure.amount)?.value
  if (value === undefined) {
    return figure.amount === 100 && figure.units.includes('percent') ? point(100) : undefined
  }
  if (figure.units.length > 0 && !figure.units.includes(value.unit)) return undefined
  const { amount, hedge } = value
  if (/^(?:more than|at least)$/.test(hedge)) return { low: amount, high: Infinity, loose: false }
  if (/^(?:less than|at most|up to)$/.test(hedge)) return { low: 0, high: amount, loose: false }
  return { ...point(amount), loose: hedge !== 'exact' }
}

function point(amount: number): Range {
  return { low: amount, high: amount, loose: false }
}

function factor(
  knowledge: Knowledge,
  working: Working,
  facts: readonly TrueFact[],
  shown: Figure,
): Range | undefined {
  const from = knowledge.units.get(facts[0]?.value?.unit ?? '')
  const to = knowledge.units.get(working.result.unit)
  if (from?.to_base === undefined || to?.to_base === undefined) return undefined
  if (from.dimension !== to.dimension) return undefined
  const exact = from.to_base / to.to_base
  const holds = (value: number): boolean => Math.abs(exact - value) < exact * 1e-4
  // Small factors are shown as divisors.
  if (holds(1 / shown.amount)) return point(1 / exact)
  return holds(shown.amount) ? point(exact) : undefined
}

function sameDimension(knowledge: Knowledge, facts: readonly TrueFact[]): boolean {
  const dimensions = facts.map(({ value }) => knowledge.units.get(value?.unit ?? '')?.dimension)
  return new Set(dimensions).size === 1
}

/** Percent of a quotient, and the multiple that a percentage says. */
function scaleOf(working: Working, operator: string, facts: readonly TrueFact[]): number {
  const percents = facts.every(({ value }) => value?.unit === 'percent')
  if (working.result.unit === 'percent' && operator === '÷') return 100
  return working.result.unit === 'times' && operator === '+' && percents ? 0.01 : 1
}

function combine(operator: string, a: Range, b: Range): Range {
  const loose = a.loose || b.loose
  if (operator === '+') return { low: a.low + b.low, high: a.high + b.high, loose }
  if (operator === '−') return { low: a.low - b.high, high: a.high - b.low, loose }
  if (operator === '×') return { low: a.low * b.low, high: a.high * b.high, loose }
  return { low: a.low / b.high, high: b.low === 0 ? Infinity : a.high / b.low, loose }
}

function faultOfResult(range: Range, scale: number, working: Working, text: string) {
  const { amount, hedge } = working.result
  const low = range.low * scale
  const high = range.high * scale
  const closed = Number.isFinite(low) && low > 0 && low === high
  const upper = hedge === 'at most' || hedge === 'less than' || hedge === 'up to'
  const lower = hedge === 'at least' || hedge === 'more than'
  const target = closed || upper ? high : low
  if (!Number.isFinite(target) || (!closed && !upper && !lower)) return 'is bounded the wrong way'
  if (closed && (upper || lower)) return 'is bounded though its figures are not'
  const off = Math.abs(target - amount) / Math.abs(amount)
  // A bound that is rounded to its safe side stays true.
  const safe = (lower && amount <= target) || (upper && amount >= target)
  if (off > 0.021) return `does not come to that but to ${target}`
  const says = /\b(?:about|nearly)\b/.test(text)
  const rounded = off > 1e-9 && !safe
  return (rounded || range.loose) && !says ? 'is not said to be about so much' : undefined
}
