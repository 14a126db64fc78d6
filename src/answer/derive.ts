// Answers that follow from the facts by arithmetic: which operation a question asks for, and on which facts.
import type { Base, Derived, Fact, Mention, Reading } from '#magnets'
import { hasSense } from '../question/read-question.ts'
import type { Calculator } from './arithmetic.ts'
import type { Match } from './match-facts.ts'
import { sameDimension } from './same-dimension.ts'

export interface Derivation {
  readonly derived: Derived
  readonly facts: readonly Fact[]
}

/** Words right before a unit that ask for the answer in it ("in kilograms", "how many acres"). */
const CONVERTS: ReadonlySet<string> = new Set(['in', 'into', 'to', 'many', 'as'])

/** A thing that a fact touches only at two removes (a plant's country) is not what it is about. */
const CLOSE = 0.9

/** Scores this close leave it open which of two facts is meant. */
const RIVAL = 1.6

/** Works out what the question asks for, or gives undefined where it asks for no arithmetic. */
export function derive(
  base: Base,
  calculator: Calculator,
  reading: Reading,
  matches: readonly Match[],
): Derivation | undefined {
  const asks = (operation: string): boolean =>
    reading.mentions.some(mention => hasSense(mention, `op:${operation}`))
  const best = matches[0]
  const fact = best?.frame.fact
  if (best === undefined || fact === undefined) return undefined
  const single = (derived: Derived | undefined): Derivation | undefined =>
    derived && { derived, facts: [fact] }
  const isRatio = dimensionOf(base, fact) === 'ratio'
  // Who has the rest is not said by how much the rest is.
  if (asks('remainder') && reading.kinds.includes('who')) return undefined
  const leftOut = asks('remainder') || deniesHolder(reading, best)
  if (leftOut && isRatio && best.measureMatched) return single(calculator.remainder(fact))
  const growth = base.measure(fact.measure)?.direction === 'up' && isRatio
  const claimsMultiple = reading.figures.some(
    ({ unit }) => unit !== undefined && base.unit(unit)?.dimension === 'multiple',
  )
  if ((asks('multiple') || claimsMultiple) && growth && best.measureMatched) {
    return single(calculator.growthMultiple(fact))
  }
  // A unit of the same dimension as the fact's, but another one, asks for a conversion.
  const units = reading.mentions.filter(({ before }) => CONVERTS.has(before))
  for (const ref of best.entityMatched ? units.flatMap(({ senses }) => senses) : []) {
    const converted = ref.type === 'unit' ? calculator.convert(fact, ref.id) : undefined
    if (converted !== undefined) return single(converted)
  }
  if (asks('per-unit')) {
    const money = matches.find(match => dimensionOf(base, match.frame.fact) === 'money')?.frame.fact
    for (const match of matches) {
      const derived = money && calculator.perUnit(money, match.frame.fact)
      if (derived && money) return { derived, facts: [money, match.frame.fact] }
    }
  }
  // A share that a fact states is looked up, not worked out.
  const stated = isRatio && best.measureMatched
  const claimsShare =
    !isRatio &&
    matches[0]?.measureMatched === true &&
    !matches.some(match => isRival(base, best, match)) &&
    reading.figures.some(({ unit }) => unit !== undefined && base.unit(unit)?.dimension === 'ratio')
  const wantsShare = !stated && (asks('share') || reading.kinds.includes('share') || claimsShare)
  if (!wantsShare && !asks('multiple') && !asks('difference')) return undefined
  const pair = comparablePair(base, reading, matches)
  if (pair === undefined) return undefined
  const [larger, smaller] = pair
  const derived = asks('multiple')
    ? calculator.multiple(larger, smaller)
    : asks('difference')
      ? calculator.difference(larger, smaller)
      : calculator.share(smaller, larger)
  return derived && { derived, facts: [smaller, larger] }
}

/** The two best facts with comparable figures that together account for what the question names. */
function comparablePair(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): readonly [Fact, Fact] | undefined {
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
  const [a, b] = [pair[0].frame.fact, pair[1].frame.fact]
  return (a.value?.amount ?? 0) >= (b.value?.amount ?? 0) ? [a, b] : [b, a]
}

function isPair(base: Base, reading: Reading, first: Match, second: Match): boolean {
  const [a, b] = [first.frame.fact, second.frame.fact]
  if (a.id === b.id || !a.value || !b.value) return false
  if (!sameDimension(base, a.value.unit, b.value.unit)) return false
  const sameMeasure = a.measure === b.measure
  if (dimensionOf(base, a) === 'ratio' && !sameMeasure) return false
  const unmet = first.open.filter(mention => second.open.includes(mention) && tellsApart(mention))
  if (unmet.length > 0) return false
  const adds = (one: Match, other: Match): boolean =>
    one.open.some(mention => !other.open.includes(mention) && meets(other, mention))
  if (a.subject !== b.subject) return adds(first, second) && adds(second, first)
  // Two figures of one measure for two destinations or partners: both are asked for.
  if (sameMeasure && a.stage === b.stage && a.object === b.object) return adds(second, first)
  if (a.object !== b.object) return names(reading, a.object) && names(reading, b.object)
  return a.stage !== b.stage && reading.mentions.some(mention => hasSense(mention, 'stage:'))
}

/** A stated share that fits about as well as the best fact: then nothing needs working out. */
function isRival(base: Base, best: Match, match: Match): boolean {
  return dimensionOf(base, match.frame.fact) === 'ratio' && match.score > best.score - RIVAL
}

/** Only things and stages tell two facts apart; other words may be mere verbs. */
/** "How much is NOT theirs": a share asked for, and denied of the very one who holds it. */
function deniesHolder(reading: Reading, { frame }: Match): boolean {
  return reading.mentions.some((mention, i) => {
    const next = reading.mentions[i + 1]
    const holder = next?.senses.some(ref => (frame.entities.get(ref.id) ?? 0) >= CLOSE)
    return hasSense(mention, 'negation') && next?.span.from === mention.span.to && holder
  })
}

/** The fact is about the very thing, or about what belongs to it at one remove. */
function meets({ frame }: Match, { senses }: Mention): boolean {
  return senses.some(ref => ref.type === 'entity' && (frame.entities.get(ref.id) ?? 0) >= CLOSE)
}

function namesThing({ senses }: Mention): boolean {
  return senses.some(ref => ref.type === 'entity')
}

function tellsApart(mention: Mention): boolean {
  return hasSense(mention, 'stage:') || namesThing(mention)
}

function names(reading: Reading, id: string | undefined): boolean {
  return reading.mentions.some(({ senses }) => senses.some(ref => ref.id === id))
}

function dimensionOf(base: Base, fact: Fact): string | undefined {
  return fact.value === undefined ? undefined : base.unit(fact.value.unit)?.dimension
}
