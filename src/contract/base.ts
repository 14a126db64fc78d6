// The base of facts as everything else sees it: immutable, indexed, replaced whole when it is reloaded.
import type { EntityId, Fact, FactId, MeasureId, Source, Status } from './fact.ts'
import type { Entity, Measure, Unit, Vocabulary } from './vocabulary.ts'

export interface Base {
  readonly facts: readonly Fact[]
  readonly sources: readonly Source[]
  readonly vocabulary: Vocabulary
  /** ISO day: the latest `asOf` of all facts. */
  readonly asOf: string
  /** A short hash of the content: equal on every machine that holds the same knowledge. */
  readonly version: string
  fact(id: FactId): Fact | undefined
  source(id: string): Source | undefined
  entity(id: EntityId): Entity | undefined
  measure(id: MeasureId): Measure | undefined
  unit(id: string): Unit | undefined
}

/** What commands choose facts by; never by id. All given conditions must hold. */
export interface FactFilter {
  readonly measure?: MeasureId | readonly MeasureId[]
  readonly family?: string
  /** The fact's subject, object or a related entity. */
  readonly about?: EntityId
  readonly subject?: EntityId
  readonly subjectKind?: string
  readonly status?: Status | readonly Status[]
  readonly stage?: 'initial' | 'full'
  readonly topic?: string
  readonly hasValue?: boolean
}

/** Builds the indexed base from parts that were validated before. */
export function makeBase(parts: {
  readonly facts: readonly Fact[]
  readonly sources: readonly Source[]
  readonly vocabulary: Vocabulary
  readonly version: string
}): Base {
  const facts = new Map(parts.facts.map(fact => [fact.id, fact]))
  const sources = new Map(parts.sources.map(source => [source.id, source]))
  const entities = new Map(parts.vocabulary.entities.map(entity => [entity.id, entity]))
  const measures = new Map(parts.vocabulary.measures.map(measure => [measure.id, measure]))
  const units = new Map(parts.vocabulary.units.map(unit => [unit.id, unit]))
  const asOf = parts.facts.reduce((latest, fact) => (fact.asOf > latest ? fact.asOf : latest), '')
  return {
    ...parts,
    asOf,
    fact: id => facts.get(id),
    source: id => sources.get(id),
    entity: id => entities.get(id),
    measure: id => measures.get(id),
    unit: id => units.get(id),
  }
}

/** The facts that satisfy every condition of the filter, in the base's order. */
export function selectFacts(base: Base, filter: FactFilter): readonly Fact[] {
  const among = <T>(wanted: T | readonly T[] | undefined, have: T): boolean =>
    wanted === undefined || (Array.isArray(wanted) ? wanted.includes(have) : wanted === have)
  return base.facts.filter(
    fact =>
      among(filter.measure, fact.measure) &&
      among(filter.status, fact.status) &&
      (filter.family === undefined || base.measure(fact.measure)?.family === filter.family) &&
      (filter.about === undefined || entitiesOf(fact).includes(filter.about)) &&
      (filter.subject === undefined || fact.subject === filter.subject) &&
      (filter.subjectKind === undefined ||
        base.entity(fact.subject)?.kind === filter.subjectKind) &&
      (filter.stage === undefined || fact.stage === filter.stage) &&
      (filter.topic === undefined || fact.topic === filter.topic) &&
      (filter.hasValue === undefined || (fact.value !== undefined) === filter.hasValue),
  )
}

/** The entities that relate to this one: a company's sites, a government's agencies. */
export function belongingTo(base: Base, id: EntityId): readonly EntityId[] {
  return base.vocabulary.entities
    .filter(entity => entity.relations.some(relation => relation.to === id))
    .map(entity => entity.id)
}

/** Every entity that a fact names, subject first, without repeats. */
export function entitiesOf(fact: Fact): readonly EntityId[] {
  const all = [fact.subject, fact.object, fact.place, ...fact.related]
  return [...new Set(all.filter(id => id !== undefined))]
}

/** The entities of these kinds that some fact names, in the vocabulary's order: choices of commands. */
export function entitiesInFacts(base: Base, kinds: readonly string[]): readonly Entity[] {
  const named = new Set(base.facts.flatMap(entitiesOf))
  return base.vocabulary.entities.filter(({ id, kind }) => kinds.includes(kind) && named.has(id))
}
