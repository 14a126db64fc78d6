// Answers that follow from the facts by arithmetic: tries what the question asks for, in order.
import type { Base, Derived, Fact, Reading } from '#magnets'
import { hasSense } from '../question/has-sense.ts'
import type { Calculator } from './arithmetic.ts'
import { askedOperations, type Operation } from './asked-operation.ts'
import type { Match } from './match-facts.ts'
import { comparablePair, datedPair, dimensionOf, givenPair, RIVAL } from './operands.ts'

export interface Derivation {
  readonly derived: Derived
  readonly facts: readonly Fact[]
}

interface Asked {
  readonly base: Base
  readonly calculator: Calculator
  readonly reading: Reading
  readonly matches: readonly Match[]
}

/** Works out what the question asks for, or gives undefined where it asks for no arithmetic. */
export function derive(
  base: Base,
  calculator: Calculator,
  reading: Reading,
  matches: readonly Match[],
): Derivation | undefined {
  const best = matches[0]
  if (best === undefined) return undefined
  const asked = { base, calculator, reading, matches }
  const claimed: readonly Operation[] = claimsShare(asked, best) ? [{ type: 'share' }] : []
  for (const operation of [...askedOperations(base, reading, best), ...claimed]) {
    const derivation = workOut(operation, asked, best)
    if (derivation !== undefined) return derivation
  }
  return undefined
}

function workOut(operation: Operation, asked: Asked, best: Match): Derivation | undefined {
  const { base, calculator, reading, matches } = asked
  const { fact } = best.frame
  const single = (derived: Derived | undefined): Derivation | undefined =>
    derived && { derived, facts: [fact] }
  switch (operation.type) {
    case 'after-change':
      return single(calculator.afterChange(fact, operation.given))
    case 'remainder':
      return single(calculator.remainder(fact))
    case 'growth':
      return single(calculator.growthMultiple(fact))
    case 'convert':
      return single(calculator.convert(fact, operation.unit))
    case 'times-a-year':
      return best.measureMatched ? single(calculator.timesAYear(fact)) : undefined
    case 'per-period':
      return single(calculator.perPeriod(fact, operation.period))
    case 'per-unit':
      return perUnit(asked)
    case 'sum':
      return sum(asked)
    case 'between':
      return between(asked) ?? sincePublication(asked, best)
    case 'increase':
      return increase(asked)
    case 'share':
      // A share that a fact states is looked up, not worked out.
      if (
        dimensionOf(base, fact) === 'ratio' &&
        best.measureMatched &&
        givenPair(base, reading, matches) === undefined
      ) {
        return undefined
      }
  }
  const pair = comparablePair(base, reading, matches)
  if (pair === undefined) return undefined
  const [larger, smaller] = pair
  if (operation.type === 'share' && wholeIsSmaller(asked, smaller, larger)) return undefined
  const derived =
    operation.type === 'share'
      ? calculator.share(smaller, larger)
      : calculator[operation.type](larger, smaller)
  return derived && { derived, facts: [smaller, larger] }
}

/** How far behind "what share" the whole may be named. */
const WHOLE_REACH = 1

/** "What share of the one": the one is the whole, and no part is larger than it. */
function wholeIsSmaller({ reading, matches }: Asked, smaller: Fact, larger: Fact): boolean {
  const { mentions } = reading
  const asks = mentions.find(m => hasSense(m, 'op:share') || hasSense(m, 'kind:share'))
  const whole = mentions.find(
    ({ span, senses }) =>
      asks !== undefined &&
      span.from >= asks.span.to &&
      span.from - asks.span.to <= WHOLE_REACH &&
      senses.some(ref => ref.type === 'entity'),
  )
  const meant = (fact: Fact): boolean =>
    whole?.senses.some(
      ref =>
        matches.find(({ frame }) => frame.fact.id === fact.id)?.frame.entities.get(ref.id) === 1,
    ) === true
  return meant(smaller) && !meant(larger)
}

/** A percentage claimed of a figure that is no share, where no stated share fits about as well. */
function claimsShare({ base, reading, matches }: Asked, best: Match): boolean {
  const stated = (match: Match): boolean =>
    dimensionOf(base, match.frame.fact) === 'ratio' && match.score > best.score - RIVAL
  return (
    best.measureMatched &&
    dimensionOf(base, best.frame.fact) !== 'ratio' &&
    !matches.some(stated) &&
    reading.figures.some(({ unit }) => unit !== undefined && base.unit(unit)?.dimension === 'ratio')
  )
}

function perUnit({ base, calculator, reading, matches }: Asked): Derivation | undefined {
  // What is asked per ton must be money.
  const other = reading.mentions.some(({ senses, optional }) =>
    senses.some(
      ref =>
        ref.type === 'unit' &&
        !optional &&
        !/^(?:money|mass|price)/.test(base.unit(ref.id)?.dimension ?? ''),
    ),
  )
  if (other) return undefined
  const money = matches.find(
    match => dimensionOf(base, match.frame.fact) === 'money' && match.entityMatched,
  )?.frame.fact
  for (const { frame } of matches) {
    const derived = money && calculator.perUnit(money, frame.fact)
    if (derived && money) return { derived, facts: [money, frame.fact] }
  }
  return undefined
}

/** From the smaller to the larger of two figures; a stated rise needs no working out. */
function increase({ base, calculator, reading, matches }: Asked): Derivation | undefined {
  const pair = comparablePair(base, reading, matches)
  if (pair === undefined) return undefined
  const [to, from] = pair
  const derived = calculator.increase(from, to)
  return derived && { derived, facts: [from, to] }
}

/** "How many years from the article to then?" */
function sincePublication(
  { base, calculator, reading }: Asked,
  { frame, measureMatched }: Match,
): Derivation | undefined {
  const published = base.source(frame.fact.source)?.published.slice(0, 4) ?? ''
  const meant =
    reading.mentions.some(mention => hasSense(mention, 'publication')) ||
    reading.times.some(({ from, to }) => from.startsWith(published) && to.startsWith(published))
  const derived = meant && measureMatched && calculator.yearsFromPublication(frame.fact)
  return derived ? { derived, facts: [frame.fact] } : undefined
}

/** Everything that fits the question alike, as long as its parts may be added. */
function sum({ calculator, matches }: Asked): Derivation | undefined {
  const [best] = matches
  const facts = matches
    .filter(
      match =>
        match.measureMatched &&
        match.entityMatched &&
        match.frame.fact.measure === best?.frame.fact.measure &&
        match.frame.fact.value !== undefined,
    )
    .map(({ frame }) => frame.fact)
  const derived = calculator.sum(facts)
  return derived && { derived, facts }
}

/** From the earlier of two dated facts to the later. */
function between({ calculator, matches }: Asked): Derivation | undefined {
  const facts = (datedPair(matches) ?? [])
    .map(({ frame }) => frame.fact)
    .sort((a, b) => ((a.period?.to ?? '') < (b.period?.to ?? '') ? -1 : 1))
  const [earlier, later] = facts
  const derived = earlier && later && calculator.timeBetween(earlier, later)
  return derived && { derived, facts }
}
