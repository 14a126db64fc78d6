// Which two facts a comparison or a share is worked out from.
import type { Base, Fact, Mention, Reading } from '#magnets'
import { hasSense } from '../question/has-sense.ts'
import type { Match } from './match-facts.ts'
import { sameDimension, sameScale } from './same-dimension.ts'
import { holdsIn } from './slots.ts'

/** A thing that a fact touches only at two removes (a plant's country) is not what it is about. */
const CLOSE = 0.9

/** Scores this close leave it open which of two facts is meant. */
export const RIVAL = 1.6

/** The two best facts with comparable figures that together account for what the question names. */
export function comparablePair(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): readonly [Fact, Fact] | undefined {
  const given =
    givenPair(base, reading, matches) ??
    recalledPair(base, reading) ??
    timedPair(base, reading, matches)
  if (given !== undefined) return given
  const withValue = matches.filter(
    match => match.frame.fact.value !== undefined && (match.entityMatched || match.measureMatched),
  )
  const top = matches[0]
  // What is worked out must be about what fits about best, or be what that fact itself rests on.
  const isCentral = (...pair: readonly Match[]): boolean =>
    pair.some(({ score }) => score >= (top?.score ?? 0) - RIVAL) ||
    pair.every(({ frame }) => top?.frame.fact.because.includes(frame.fact.id))
  const pairs = withValue
    .slice(0, 4)
    .flatMap(first =>
      withValue
        .filter(second => isCentral(first, second) && isPair(base, reading, first, second))
        .map(second => [first, second] as const),
    )
  // Two things before two stages of one: a stage may only say which figure of the one is meant.
  const pair = pairs.find(([a, b]) => a.frame.fact.subject !== b.frame.fact.subject) ?? pairs[0]
  if (pair === undefined) return undefined
  const [a, b] = pair.map(match => atFull(reading, withValue, match).frame.fact)
  if (a === undefined || b === undefined) return undefined
  return (a.value?.amount ?? 0) >= (b.value?.amount ?? 0) ? [a, b] : [b, a]
}

/** The two dated facts that together account for what the question names, the best first. */
export function datedPair(matches: readonly Match[]): readonly [Match, Match] | undefined {
  const dated = matches
    .filter(
      match =>
        match.frame.fact.period !== undefined && (match.measureMatched || match.entityMatched),
    )
    .slice(0, DATED)
  for (const [i, first] of dated.entries()) {
    const second = dated
      .slice(i + 1)
      .find(other => !first.open.some(mention => other.open.includes(mention) && !mention.optional))
    if (second !== undefined && addsTo(first, second)) return [first, second]
  }
  return undefined
}

/** Each accounts for something that the other leaves open. */
function addsTo(first: Match, second: Match): boolean {
  const own = (one: Match, other: Match): boolean =>
    other.open.some(mention => !one.open.includes(mention))
  return own(first, second) && own(second, first)
}

/** So many dated facts are tried for a pair. */
const DATED = 6

/** One measure at two times: those that the question names, or the only two that the base has. */
function timedPair(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): readonly [Fact, Fact] | undefined {
  const best = matches[0]
  if (best === undefined || best.strange.length > 0 || !best.measureMatched) return undefined
  const { fact } = best.frame
  const same = matches
    .map(({ frame }) => frame.fact)
    .filter(
      other =>
        other.subject === fact.subject &&
        other.measure === fact.measure &&
        other.object === fact.object &&
        other.stage === fact.stage &&
        other.value !== undefined &&
        other.period !== undefined &&
        other.related.join() === fact.related.join(),
    )
  const named = reading.times.flatMap(time => same.find(other => holdsIn(other, time)) ?? [])
  const [one, other, more] = reading.times.length > 0 ? [...new Set(named)] : same
  if (one?.value === undefined || other?.value === undefined || more !== undefined) return undefined
  if (!sameScale(base, one.value.unit, other.value.unit)) return undefined
  return one.value.amount >= other.value.amount ? [one, other] : [other, one]
}

/** The figures of the last two turns, where the question speaks of "the two". */
export function recalledPair(base: Base, { recalled }: Reading): readonly [Fact, Fact] | undefined {
  const facts = recalled.flatMap(id => base.fact(id) ?? []).filter(({ value }) => value)
  const [one, other] = facts
  if (one?.value === undefined || other?.value === undefined) return undefined
  if (!sameScale(base, one.value.unit, other.value.unit)) return undefined
  return one.value.amount >= other.value.amount ? [one, other] : [other, one]
}

/** Of a plan with stages its full extent is meant, where the question names no stage. */
function atFull(reading: Reading, matches: readonly Match[], match: Match): Match {
  const { fact } = match.frame
  if (fact.stage !== 'initial' || reading.mentions.some(m => hasSense(m, 'stage:'))) return match
  const full = matches.find(({ frame }) => {
    const other = frame.fact
    return (
      other.subject === fact.subject && other.measure === fact.measure && other.stage === 'full'
    )
  })
  return full ?? match
}

/** Tons of one material and tons of another are not set against each other; money is money. */
function goTogether(base: Base, a: Fact, b: Fact): boolean {
  if (a.object === b.object || dimensionOf(base, a) === 'money') return true
  const [open, other] = a.object === undefined ? [a, b] : [b, a]
  return open.object === undefined && open.related.includes(other.object ?? '')
}

/** The two facts whose very figures the question gives, where their figures can be compared. */
export function givenPair(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): readonly [Fact, Fact] | undefined {
  const facts = reading.figures.flatMap(({ amount, unit }) => {
    const holds = ({ frame: { fact } }: Match): boolean =>
      fact.value?.amount === amount &&
      (unit === undefined || sameDimension(base, unit, fact.value.unit))
    return matches.find(holds)?.frame.fact ?? []
  })
  const [one, other, more] = [...new Set(facts)]
  if (one?.value === undefined || other?.value === undefined || more !== undefined) return undefined
  if (!sameScale(base, one.value.unit, other.value.unit)) return undefined
  return one.value.amount >= other.value.amount ? [one, other] : [other, one]
}

function isPair(base: Base, reading: Reading, first: Match, second: Match): boolean {
  const [a, b] = [first.frame.fact, second.frame.fact]
  if (a.id === b.id || !a.value || !b.value) return false
  if (!sameScale(base, a.value.unit, b.value.unit)) return false
  const sameMeasure = a.measure === b.measure
  // Sales and grants are both money, and still nothing to set against each other.
  if (!sameMeasure && (dimensionOf(base, a) === 'ratio' || !first.frame.akin.has(b.measure)))
    return false
  const unmet = first.open.filter(mention => second.open.includes(mention) && tellsApart(mention))
  if (unmet.length > 0) return false
  const adds = (one: Match, other: Match): boolean =>
    one.open.some(mention => !other.open.includes(mention) && meets(other, mention))
  if (a.subject !== b.subject) {
    return goTogether(base, a, b) && adds(first, second) && adds(second, first)
  }
  // Two figures of one measure for two destinations or partners: both are asked for.
  if (sameMeasure && a.stage === b.stage && a.object === b.object) return adds(second, first)
  if (a.object !== b.object) return names(reading, a.object) && names(reading, b.object)
  return a.stage !== b.stage && reading.mentions.some(mention => hasSense(mention, 'stage:'))
}

/** The fact is about the very thing, or about what belongs to it at one remove. */
function meets({ frame }: Match, { senses }: Mention): boolean {
  return senses.some(ref => ref.type === 'entity' && (frame.entities.get(ref.id) ?? 0) >= CLOSE)
}

function namesThing({ senses }: Mention): boolean {
  return senses.some(ref => ref.type === 'entity')
}

/** Only things and stages tell two facts apart; other words may be mere verbs. */
function tellsApart(mention: Mention): boolean {
  return hasSense(mention, 'stage:') || namesThing(mention)
}

function names(reading: Reading, id: string | undefined): boolean {
  return reading.mentions.some(({ senses }) => senses.some(ref => ref.id === id))
}

export function dimensionOf(base: Base, fact: Fact): string | undefined {
  return fact.value === undefined ? undefined : base.unit(fact.value.unit)?.dimension
}
