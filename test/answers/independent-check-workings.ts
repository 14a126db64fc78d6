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
  const operator = /\s([÷×+−])\s/.exec(left)?.[1]
  const operands = read(left)
  const [a, b] = operands
  if (operator === undefined || a === undefined || b === undefined || operands.length !== 2) {
    return 'has not two operands'
  }
  const facts = working.facts.flatMap(id => knowledge.facts.get(id) ?? [])
  const first = rangeFor(a, facts)
  const second =
    working.operation === 'convert' ? factor(knowledge, working, facts, b) : rangeFor(b, facts)
  if (first === undefined || second === undefined) return 'has an operand that no fact states'
  if (operator !== '÷' && operator !== '×' && !sameDimension(knowledge, facts)) {
    return 'combines figures of different dimensions'
  }
  const [shown] = read(right)
  const { result } = working
  if (shown === undefined || shown.amount !== result.amount) return 'shows another result'
  if (!shown.units.includes(result.unit)) return 'shows its result in another unit'
  const scale = scaleOf(working, operator, facts)
  return faultOfResult(combine(operator, first, second), scale, working, right)
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
  return Math.abs(exact - shown.amount) < exact * 1e-4 ? point(exact) : undefined
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
  if (off > 0.021) return `does not come to that but to ${target}`
  const says = /\b(?:about|nearly)\b/.test(text)
  const rounded = off > 1e-9
  return (rounded || range.loose) && !says ? 'is not said to be about so much' : undefined
}
