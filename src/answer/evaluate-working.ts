// Recomputes a shown working, so that no figure passes the guard merely because it was written down.
import type { Base, Working } from '#magnets'
import { readFigures } from './read-figures.ts'

/** Rounding for display may move a result by at most this part of it. */
const TOLERANCE = 0.0205

/** True when the left side's figures are those of the working's facts (or 100) and give its result. */
export function workingHolds(base: Base, working: Working): boolean {
  const cut = working.shown.lastIndexOf(' = ')
  if (cut < 0) return false
  const left = working.shown.slice(0, cut)
  const operands = readFigures(left.replaceAll('%', ' percent')).map(figure => figure.amount)
  const operator = /[÷−×+]/.exec(left)?.[0]
  const [a, b] = operands
  if (operator === undefined || a === undefined || b === undefined || operands.length !== 2) {
    return false
  }
  const values = working.facts.flatMap(id => base.fact(id)?.value?.amount ?? [])
  const factor = working.operation === 'convert'
  if (!values.includes(a) && a !== 100) return false
  if (!factor && !values.includes(b)) return false
  const raw = operator === '÷' ? a / b : operator === '−' ? a - b : operator === '+' ? a + b : a * b
  const { amount } = working.result
  return [raw, raw * 100, raw / 100].some(
    value => Math.abs(value - amount) <= TOLERANCE * Math.abs(amount),
  )
}
