// A fact as a sentence about it is held against: its statement read piece by piece, and what may be said beside it.
import { type EntityId, entitiesOf, type Fact, formatMonth } from '#magnets'
import { type Claims, type NameClaim, readClaims, roleBefore } from './read-claims.ts'
import type { WordingWords } from './wording-words.ts'

/** A fact as it stands, with everything that its statement claims. */
export interface Stated {
  readonly fact: Fact
  /** What its statement claims. */
  readonly claims: Claims
  /** Names that the statement can't do without: all but places. */
  readonly needed: readonly NameClaim[]
  /** Names with another inside: of a town's miners the town, and the stems of the rest. */
  readonly longer: readonly {
    readonly outer: readonly EntityId[]
    readonly inner: readonly EntityId[]
    readonly rest: readonly string[]
  }[]
  readonly measure: Claims | undefined
  /** What may be said beside: its measure's name, what it is compared with, the kinds of its things. */
  readonly beside: readonly Claims[]
  /** Keys of the dates that may be told of it. */
  readonly dates: ReadonlySet<string>
}

export function statedOf(words: WordingWords, fact: Fact): Stated {
  const { base } = words
  const claims = exactUnits(readClaims(words, fact.statement), fact)
  const kinds = entitiesOf(fact).map(id => base.entity(id)?.kind ?? '')
  const unit = fact.value && base.unit(fact.value.unit)
  // "The share that it makes is 90 percent".
  const share = unit?.suffix === '%' ? unit.plural : undefined
  const measured = base.measure(fact.measure)?.name
  const measure = measured === undefined ? undefined : readClaims(words, measured)
  const texts = [measured, share, fact.comparedWith, ...kinds]
  const beside = texts.flatMap(text => (text && readClaims(words, text.replaceAll('-', ' '))) || [])
  const dates = [fact.period?.text ?? '', `as of ${formatMonth(fact.asOf)}`]
  const more = dates.flatMap(date => readClaims(words, date).dates)
  const needed = claims.names.filter(
    name => name.ids.includes(fact.subject) || roleBefore(words, claims, name.from) !== 'place',
  )
  return {
    fact,
    claims,
    needed,
    measure,
    longer: claims.names.flatMap(name => namesInside(words, claims, name)),
    beside,
    dates: new Set([...claims.dates, ...more].map(({ key }) => key)),
  }
}

function namesInside(
  { names }: WordingWords,
  { tokens }: Claims,
  { ids: outer, from, to }: NameClaim,
): Stated['longer'] {
  const stems = tokens.slice(from, to).map(({ stem }) => stem)
  return stems.flatMap((_, i) =>
    names.at(stems, i).flatMap(({ values: inner, to: end }) => {
      const rest = stems.filter((_stem, at) => at < i || at >= end)
      return rest.length === 0 ? [] : [{ outer, inner, rest }]
    }),
  )
}

/** A sign may stand for several units; the fact knows its own. */
function exactUnits(claims: Claims, { value }: Fact): Claims {
  if (value === undefined) return claims
  const amounts = claims.amounts.map(amount =>
    amount.units.includes(value.unit) ? { ...amount, units: [value.unit] } : amount,
  )
  return { ...claims, amounts }
}
