// Recomputes a shown working, so that no figure passes the guard merely because it was written down.
import type { Base, Fact, Working } from '#magnets'
import { PERIODS } from './periods.ts'
import { readFigures } from './read-figures.ts'

/** Rounding for display may move a result by at most this part of it. */
const TOLERANCE = 0.0205

/** True when the left side's figures may stand in such a working of these facts, and give its result. */
export function workingHolds(base: Base, working: Working): boolean {
  const cut = working.shown.lastIndexOf(' = ')
  const facts = working.facts.flatMap(id => base.fact(id) ?? [])
  if (cut < 0 || facts.length !== working.facts.length) return false
  // What stands in quotation marks is the asker's own number.
  const left = working.shown
    .slice(0, cut)
    .replace(/“[^”]*”/g, ' ')
    .replaceAll('%', ' percent')
  const operands = readFigures(left).map(({ amount }) => amount)
  const values = facts.flatMap(({ value }) => value?.amount ?? [])
  const value = OPERATIONS[working.operation]?.({ base, working, facts, values, operands })
  const { amount } = working.result
  return value !== undefined && Math.abs(value - amount) <= TOLERANCE * Math.abs(amount)
}

interface Shown {
  readonly base: Base
  readonly working: Working
  readonly facts: readonly Fact[]
  /** The facts' own figures. */
  readonly values: readonly number[]
  /** The figures on the left side, in their order. */
  readonly operands: readonly number[]
}

type Evaluate = (shown: Shown) => number | undefined

/** What an operation may be done on, and what it comes to; undefined where an operand has no right to be there. */
const OPERATIONS: Readonly<Record<string, Evaluate>> = {
  share: onTwo((part, whole) => (100 * part) / whole),
  multiple: onTwo((one, other) => one / other),
  'per-unit': onTwo((one, other) => one / other),
  difference: onTwo((one, other) => one - other),
  sum: ({ values, operands }) =>
    operands.length > 1 && operands.every(operand => values.includes(operand))
      ? operands.reduce((total, operand) => total + operand, 0)
      : undefined,
  remainder: fromWhole((whole, part) => whole - part),
  growth: fromWhole((whole, part) => (whole + part) / 100),
  'per-period': ({ working, values, operands: [amount, divisor = periodIn(working.shown)] }) =>
    amount !== undefined && values.includes(amount) && isPeriod(divisor)
      ? amount / divisor
      : undefined,
  increase: ({ values, operands: [to, from, base] }) =>
    to !== undefined && values.includes(to) && from !== undefined && values.includes(from)
      ? base === from
        ? (100 * (to - from)) / from
        : undefined
      : undefined,
  'years-from-publication': ({ base, facts: [fact], operands: [to, from] }) => {
    const published = Number(base.source(fact?.source ?? '')?.published.slice(0, 4))
    const year = Number(/\d{4}/.exec(fact?.period?.written ?? '')?.[0])
    return to === year && from === published ? to - from : undefined
  },
  'times-a-year': ({ base, facts, operands: [year, months] }) => {
    const held = facts.some(({ value }) => {
      const unit = base.unit(value?.unit ?? '')
      return value !== undefined && value.amount * (unit?.toBase ?? Number.NaN) === months
    })
    return held && year === PERIODS.month && months ? year / months : undefined
  },
  'after-change': ({ working: { given, shown }, values, operands: [whole, change] }) =>
    given !== undefined && whole === 100 && change !== undefined && values.includes(change)
      ? (given.amount * (shown.includes('−') ? whole - change : whole + change)) / 100
      : undefined,
  between: ({ facts, working }) => {
    const [earlier, later] = facts.map(({ period }) => period?.written.match(/\d+/g)?.map(Number))
    if (earlier?.[0] === undefined || later?.[0] === undefined) return undefined
    const years = later[0] - earlier[0]
    return working.result.unit === 'year'
      ? years
      : years * PERIODS.month + (later[1] ?? 0) - (earlier[1] ?? 0)
  },
  convert: ({ base, facts: [fact], working, operands: [amount] }) => {
    const from = base.unit(fact?.value?.unit ?? '')
    const to = base.unit(working.result.unit)
    if (amount === undefined || amount !== fact?.value?.amount) return undefined
    if (!from?.toBase || !to?.toBase) return undefined
    return from.dimension === to.dimension ? (amount * from.toBase) / to.toBase : undefined
  },
}

function onTwo(evaluate: (one: number, other: number) => number): Evaluate {
  return ({ values, operands: [one, other, more] }) => {
    if (one === undefined || other === undefined || more !== undefined) return undefined
    return values.includes(one) && values.includes(other) ? evaluate(one, other) : undefined
  }
}

/** On 100 percent and a fact's share. */
function fromWhole(evaluate: (whole: number, part: number) => number): Evaluate {
  return ({ values, operands: [whole, part, more] }) => {
    if (whole !== 100 || part === undefined || more !== undefined) return undefined
    return values.includes(part) ? evaluate(whole, part) : undefined
  }
}

/** "÷ days in a year": the divisor that is not written as a figure. */
function periodIn(shown: string): number | undefined {
  const word = /÷ (week|day)s in a year/.exec(shown)?.[1]
  return word === 'week' || word === 'day' ? PERIODS[word] : undefined
}

function isPeriod(divisor: number | undefined): divisor is number {
  return Object.values<number | undefined>(PERIODS).includes(divisor)
}
