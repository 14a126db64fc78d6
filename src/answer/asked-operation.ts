// Which arithmetic a question asks for, as far as its words and the best fact tell.
import type { Base, ClaimedFigure, Reading } from '#magnets'
import { hasSense, OF_KIND } from '../question/has-sense.ts'
import type { Match } from './match-facts.ts'
import { PERIODS, type Period } from './periods.ts'
import { meansBaseline } from './slots.ts'

export type Operation =
  | { readonly type: 'share' | 'multiple' | 'difference' | 'increase' | 'sum' | 'between' }
  | { readonly type: 'remainder' | 'growth' | 'per-unit' | 'times-a-year' }
  | { readonly type: 'after-change'; readonly given: ClaimedFigure }
  | { readonly type: 'per-period'; readonly period: Period }
  | { readonly type: 'convert'; readonly unit: string }

/** Words right before a unit that ask for the answer in it ("in kilograms", "how many acres"). */
const CONVERTS: ReadonlySet<string> = new Set(['in', 'into', 'to', 'many', 'as'])

/** A thing that a fact touches only at two removes (a plant's country) is not what it is about. */
const CLOSE = 0.9

/** Beside a share asked of a fall: what is there all the same. */
const STILL = /\b(?:still|left|remain(?:s|ed|ing)?)\b/i

/** Words between a denial and the one denied: "does NOT belong to them". */
const DENIAL_REACH = 3

/** Every operation that the words allow, the most telling first. */
export function askedOperations(base: Base, reading: Reading, best: Match): readonly Operation[] {
  const { fact } = best.frame
  const asks = (id: string): boolean => reading.mentions.some(mention => hasSense(mention, id))
  const operations: Operation[] = []
  const dimension = fact.value && base.unit(fact.value.unit)?.dimension
  const direction = base.measure(fact.measure)?.direction
  if (dimension === 'ratio' && best.measureMatched) {
    const given = direction === undefined ? undefined : ownNumber(base, reading, best)
    if (given !== undefined) operations.push({ type: 'after-change', given })
    // Who has the rest is not said by how much the rest is, and "none" asks for no rest.
    const who = reading.kinds.includes('who') || reading.kinds[0] === 'whether'
    const share = asks('op:share') || reading.kinds.includes('share')
    const after = direction === 'down' && share && STILL.test(reading.text)
    if (!who && (asks('op:remainder') || after || deniesHolder(reading, best))) {
      operations.push({ type: 'remainder' })
    }
    if (direction === 'up' && (asks('op:multiple') || claimsMultiple(base, reading))) {
      operations.push({ type: 'growth' })
    }
  }
  // A unit of the same dimension as the fact's, but another one, asks for a conversion.
  if (best.entityMatched || best.figureMatched) {
    for (const { senses, optional, before } of reading.mentions) {
      if (optional && !CONVERTS.has(before)) continue
      for (const ref of senses) {
        if (ref.type === 'unit') operations.push({ type: 'convert', unit: ref.id })
      }
    }
  }
  // "How many times" of something that lasts so long, "how many in a year".
  const often = asks('op:multiple') || (asks('count') && namesYear(reading))
  if (asks('op:times-a-year') || (dimension === 'time' && often)) {
    operations.push({ type: 'times-a-year' })
  }
  if (asks('op:per-unit')) operations.push({ type: 'per-unit' })
  for (const period of Object.keys(PERIODS) as Period[]) {
    if (asks(`period:${period}`)) operations.push({ type: 'per-period', period })
  }
  if (asks('op:between')) operations.push({ type: 'between' })
  if (asks('op:sum')) operations.push({ type: 'sum' })
  if (asks('op:multiple') || countsToMatch(base, reading)) operations.push({ type: 'multiple' })
  if (asks('op:increase')) operations.push({ type: 'increase' })
  // By how much something fell is what the fact says; by how much more, it takes two.
  const margin = asks('op:margin') && (direction === undefined || asks('compare:'))
  if (asks('op:difference') || margin) operations.push({ type: 'difference' })
  if (asks('op:share') || reading.kinds.includes('share')) operations.push({ type: 'share' })
  return operations
}

function namesYear({ mentions }: Reading): boolean {
  return mentions.some(({ senses }) => senses.some(ref => ref.id === 'year'))
}

/** "If it was 100 a year ago, how many now?": a number of the asker's own, to which the change applies. */
function ownNumber(base: Base, reading: Reading, { frame }: Match): ClaimedFigure | undefined {
  const then = meansBaseline(frame, reading) || reading.mentions.some(m => hasSense(m, 'op:index'))
  if (!then) return undefined
  const own = reading.figures.filter(({ amount, unit }) => {
    const dimension = unit === undefined ? 'count' : base.unit(unit)?.dimension
    const countable = dimension === 'count' || dimension?.startsWith('mass') === true
    return countable && amount > 1 && amount !== frame.fact.value?.amount
  })
  return own.length === 1 ? own[0] : undefined
}

function claimsMultiple(base: Base, reading: Reading): boolean {
  return reading.figures.some(
    ({ unit }) => unit !== undefined && base.unit(unit)?.dimension === 'multiple',
  )
}

/** "How many of these plants would it take to equal that?" */
function countsToMatch(base: Base, { mentions }: Reading): boolean {
  const counted = mentions.some((mention, i) => {
    const next = mentions.slice(i + 1).find(({ span }) => span.from >= mention.span.to)
    const thing = next?.senses.some(
      ref => base.entity(ref.id)?.kind === 'site' || ref.id === `${OF_KIND}site`,
    )
    return hasSense(mention, 'count') && thing === true && next !== undefined
      ? next.span.from - mention.span.to <= 2
      : false
  })
  return counted && mentions.some(mention => hasSense(mention, 'equals'))
}

/** "How much is NOT theirs": a share asked for, and denied of the very one who holds it. */
function deniesHolder(reading: Reading, { frame }: Match): boolean {
  return reading.mentions.some((mention, i) => {
    if (!hasSense(mention, 'negation')) return false
    const next = reading.mentions.slice(i + 1).find(({ span, senses }) => {
      const near = span.from >= mention.span.to && span.from - mention.span.to <= DENIAL_REACH
      return near && senses.some(ref => ref.type === 'entity')
    })
    return next?.senses.some(ref => (frame.entities.get(ref.id) ?? 0) >= CLOSE) === true
  })
}
