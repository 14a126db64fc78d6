// The last look before an answer: does it have the very slot that was asked for?
import { type Base, type Fact, isAhead, type Reading, type SenseRef } from '#magnets'
import { hasSense } from '../question/has-sense.ts'
import { isRemainder } from './contradictions.ts'
import type { Match } from './match-facts.ts'
import { sameDimension } from './same-dimension.ts'
import { namedEntities, wantedKinds } from './slots.ts'

/** Kinds that want a figure: a fact without one does not answer them. */
const FIGURE_KINDS: readonly string[] = ['value', 'share', 'duration']

/** Kinds of entity that answer who. */
const AGENT_KINDS: readonly string[] = ['company', 'agency', 'country', 'group']

/** "How long" may ask for a time or a length, but for nothing that is counted in these. */
const NEVER_LONG = /^(?:money|price|ratio|mass)/

/** Dates asked for more closely than a year, with the longest span that still answers. */
const GRAINS = [
  { sense: 'grain:month', days: 31 },
  { sense: 'grain:day', days: 1 },
] as const

/** Why facts that are otherwise near do not answer the question; undefined where they do. */
export function misfit(
  base: Base,
  reading: Reading,
  fitting: readonly Match[],
): string | undefined {
  const facts = fitting.map(match => match.frame.fact)
  const [first] = facts
  if (first === undefined) return 'nothing fits'
  const kind = reading.kinds[0] ?? 'open'
  if (asksCount(base, reading)) return 'no count stated'
  const elsewhen = reading.mentions.some(mention => hasSense(mention, 'time:other'))
  const before = reading.mentions.some(mention => hasSense(mention, 'baseline'))
  if (before && isAhead(first)) return 'a plan for what is past'
  if (elsewhen && facts.every(fact => fact.comparedWith === undefined)) return 'another time'
  if (FIGURE_KINDS.includes(kind) && first.value === undefined) {
    return 'no figure stated'
  }
  if (kind === 'share' && !facts.some(fact => hasDimension(base, fact, 'ratio'))) {
    return 'no share stated'
  }
  if (kind === 'share' && isChange(base, first) && !saysChange(reading)) return 'a change, no share'
  const remainder =
    reading.mentions.some(mention => hasSense(mention, 'op:remainder')) ||
    reading.figures.some(figure => facts.some(fact => isRemainder(reading, figure, fact)))
  if (remainder && reading.kinds.includes('who')) return 'nobody named for the rest'
  const wantsName = kind === 'who' || kind === 'name' || reading.asks !== undefined
  if (wantsName && !fitting.some(match => tellsWanted(base, reading, match))) return 'nobody named'
  const since = first.period?.from !== undefined && first.period.to === undefined
  if (
    kind === 'duration' &&
    !since &&
    facts.every(fact => NEVER_LONG.test(dimensionOf(base, fact)))
  ) {
    return 'no duration stated'
  }
  if (FIGURE_KINDS.includes(kind) && asksPart(reading, fitting)) return 'only a part of it'
  if (!answersUnit(base, reading, facts)) return 'no figure in that unit'
  const grain = GRAINS.find(({ sense }) => reading.mentions.some(m => hasSense(m, sense)))
  if (
    grain !== undefined &&
    reading.kinds.includes('when') &&
    facts.every(fact => spanDays(fact) > grain.days)
  )
    return 'no closer date'
  if (kind === 'when' && facts.every(fact => fact.period === undefined)) return 'no date stated'
  const deed = fitting[0]?.measureMatched !== true && asksMeasureFirmly(reading)
  if (kind === 'when' && deed) return 'the date of something else'
  const dated = fitting.some(
    ({ frame }) => frame.fact.period === undefined && frame.dating.length > 0,
  )
  if (!dated && reading.times.some(time => facts.every(fact => !speaksOf(base, fact, time)))) {
    return 'another time'
  }
  return undefined
}

const ASKS_ADVICE = /^\W*(?:so\W+|and\W+)?should\s+(?:i|we|my|our|the us|investors)\b/i

/** Asked for a guess or a judgement, only a figure that itself looks ahead answers. */
export function asksOpinion(reading: Reading, best: Match): boolean {
  const { fact } = best.frame
  const asks =
    ASKS_ADVICE.test(reading.text) || reading.mentions.some(mention => hasSense(mention, 'opinion'))
  return asks && !(fact.status === 'projected' && fact.value !== undefined && best.coverage >= 0.8)
}

/** "How many" right before a thing asks for its number, which no measure of it gives. */
function asksCount(base: Base, reading: Reading): boolean {
  return reading.mentions.some(({ span, senses }, i) => {
    const next = reading.mentions[i + 1]
    return (
      senses.some(ref => ref.id === 'count') &&
      next?.span.from === span.to &&
      next.senses.every(ref => ref.type === 'entity' && base.entity(ref.id) !== undefined)
    )
  })
}

/** The statement names one of the kind asked for that the question does not already name. */
function tellsWanted(base: Base, reading: Reading, { frame }: Match): boolean {
  const kinds = kindsAsked(reading)
  const named = namedEntities(base, reading)
  return [...frame.spoken].some(id => !named.has(id) && kinds.includes(base.entity(id)?.kind ?? ''))
}

function isChange(base: Base, { measure }: Fact): boolean {
  return base.measure(measure)?.direction !== undefined
}

/** It speaks of a rise or fall, not only of what rose or fell. */
function saysChange({ mentions }: Reading): boolean {
  return mentions.some(
    m => hasSense(m, 'direction:') || hasSense(m, 'baseline') || hasSense(m, 'compare:'),
  )
}

function kindsAsked(reading: Reading): readonly string[] {
  const who = reading.asks === undefined && reading.kinds[0] === 'who'
  return who ? AGENT_KINDS : (wantedKinds(reading) ?? [])
}

/** What holds for the whole says nothing of the part that is asked for. */
function asksPart({ mentions }: Reading, fitting: readonly Match[]): boolean {
  return mentions.some(({ senses, optional, span }) => {
    const fits = senses.flatMap(ref => (ref.type === 'entity' ? [ref.id] : []))
    if (optional || span.from < 0 || fits.length === 0) return false
    return fitting.every(({ frame }) => fits.every(id => frame.wider.has(id)))
  })
}

function asksMeasureFirmly({ mentions }: Reading): boolean {
  return mentions.some(
    ({ optional, senses }) =>
      !optional &&
      senses.some(ref => ref.type === 'measure') &&
      senses.every(ref => ref.type !== 'entity'),
  )
}

/** A unit asked for beside no figure ("in tons", "how many dollars") is the unit of the answer. */
function answersUnit(base: Base, reading: Reading, facts: readonly Fact[]): boolean {
  const units = reading.mentions
    .filter(({ optional, senses }) => !optional && senses.every(isUnitOrMeasure))
    .map(({ senses }) => senses.filter(ref => ref.type === 'unit').map(ref => ref.id))
    .filter(ids => ids.length > 0)
  return units.every(ids =>
    facts.some(
      ({ value }) => value !== undefined && ids.some(id => sameDimension(base, id, value.unit)),
    ),
  )
}

/** A word that also names a thing (a passenger, a ferry) asks for no unit. */
function isUnitOrMeasure(ref: SenseRef): boolean {
  return ref.type === 'unit' || ref.type === 'measure'
}

/** A fact without a date holds for the year up to which the base speaks, and for no other. */
function speaksOf(base: Base, fact: Fact, time: { from: string; to: string }): boolean {
  if (fact.period !== undefined) return true
  const year = base.asOf.slice(0, 4)
  const wholeYear = time.from.endsWith('-01-01') || time.to.endsWith('-12-31')
  return wholeYear && (time.from.startsWith(year) || time.to.startsWith(year))
}

function spanDays({ period }: Fact): number {
  if (period?.from === undefined || period.to === undefined) return Number.POSITIVE_INFINITY
  return (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1
}

function hasDimension(base: Base, fact: Fact, dimension: string): boolean {
  return dimensionOf(base, fact) === dimension
}

function dimensionOf(base: Base, { value }: Fact): string {
  return value === undefined ? '' : (base.unit(value.unit)?.dimension ?? '')
}
