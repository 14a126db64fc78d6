// What each fact can answer: its entities with what they belong to, its measure, its words.
import type { Base, EntityId, Fact } from '#magnets'
import { entitiesOf } from '#magnets'
import { stemsOf } from '../search/tokenize.ts'
import { hasWord } from './has-word.ts'

/** How well a question's entity is met by a fact, by the relation between the two. */
const DIRECT = 1
const ONE_STEP = 0.9
const TWO_STEPS = 0.7
/** Asked of a kind, told of the wider one. */
const WIDER = 0.5

export interface FactFrame {
  readonly fact: Fact
  /** Entities that a question may name to mean this fact, with how well they fit. */
  readonly entities: ReadonlyMap<EntityId, number>
  readonly stems: ReadonlySet<string>
  /** Entities that the statement itself names, so that it can tell who or where. */
  readonly spoken: ReadonlySet<EntityId>
  /** Agents and places of the fact that a question should name when it means this one. */
  readonly counterparts: readonly EntityId[]
}

export interface FactFrames {
  readonly all: readonly FactFrame[]
  /** Entities that more than a quarter of all facts share: naming one says little. */
  readonly common: ReadonlySet<EntityId>
}

/** Facts that a newer one replaces answer nothing any more. */
export function createFrames(base: Base): FactFrames {
  const all = framesOf(base)
  return { all, common: commonEntities(all) }
}

function framesOf(base: Base): readonly FactFrame[] {
  const superseded = new Set(base.facts.map(fact => fact.supersedes))
  const current = base.facts.filter(fact => !superseded.has(fact.id))
  return current.map(fact => {
    const entities = new Map<EntityId, number>()
    const reach = (id: EntityId, fit: number): void => {
      if ((entities.get(id) ?? 0) >= fit) return
      entities.set(id, fit)
      const next = fit === DIRECT ? ONE_STEP : TWO_STEPS
      if (fit <= TWO_STEPS) return
      for (const relation of base.entity(id)?.relations ?? []) reach(relation.to, next)
    }
    const own = entitiesOf(fact)
    for (const id of own) reach(id, DIRECT)
    for (const entity of base.vocabulary.entities) {
      const wider = entity.relations.some(
        ({ type, to }) => (type === 'is-a' || type === 'may-mean') && own.includes(to),
      )
      if (wider && !entities.has(entity.id)) entities.set(entity.id, WIDER)
    }
    const implied = new Set(
      [fact.subject, fact.object ?? ''].flatMap(id =>
        (base.entity(id)?.relations ?? []).map(relation => relation.to),
      ),
    )
    return {
      fact,
      entities,
      stems: new Set(stemsOf(`${fact.statement} ${fact.comparedWith ?? ''}`)),
      spoken: new Set([...entities.keys()].filter(id => names(base, id, fact.statement))),
      counterparts: fact.related.filter(id => !implied.has(id) && id !== fact.subject),
    }
  })
}

function names(base: Base, id: EntityId, statement: string): boolean {
  const entity = base.entity(id)
  return entity !== undefined && [entity.name, ...entity.aliases].some(n => hasWord(statement, n))
}

function commonEntities(frames: readonly FactFrame[]): ReadonlySet<EntityId> {
  const counts = new Map<string, number>()
  for (const frame of frames) {
    for (const [id, fit] of frame.entities)
      if (fit >= 0.9) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count * 4 > frames.length).map(([id]) => id))
}
