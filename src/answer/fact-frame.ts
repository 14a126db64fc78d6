// What each fact can answer: its entities with what they belong to, its measure, its words.
import type { Base, EntityId, Fact } from '#magnets'
import { entitiesOf } from '#magnets'
import { stemsOf } from '../search/tokenize.ts'
import { hasWord } from './has-word.ts'

/** How well a question's entity is met by a fact, by the relation between the two. */
const DIRECT = 1
const ONE_STEP = 0.9
const TWO_STEPS = 0.7
/** The name stands for another thing as well. */
const MAY_MEAN = 0.8
/** Asked of a kind, told of the wider one. */
const WIDER = 0.5

export interface FactFrame {
  readonly fact: Fact
  /** Facts for which this one is the reason, and where it has no figure those that date its subject. */
  readonly dating: readonly Fact[]
  /** Entities that a question may name to mean this fact, with how well they fit. */
  readonly entities: ReadonlyMap<EntityId, number>
  /** Of these, those of which the fact tells only the wider kind. */
  readonly wider: ReadonlySet<EntityId>
  readonly stems: ReadonlySet<string>
  /** Entities that the statement itself names, so that it can tell who or where. */
  readonly spoken: ReadonlySet<EntityId>
  /** Agents and places of the fact that a question should name when it means this one. */
  readonly counterparts: readonly EntityId[]
  /** Other measures that share many of their words with the fact's, so that people take one for the other. */
  readonly akin: ReadonlySet<string>
  /** The statement denies something ("has no ..."). */
  readonly negative: boolean
  /** It does so by a word for what is missing ("lacks ..."). */
  readonly lacking: boolean
  /** The statement says that there is no other ("the only ..."). */
  readonly sole: boolean
}

export interface FactFrames {
  readonly all: readonly FactFrame[]
  /** Entities that more than a quarter of all facts share: naming one says little. */
  readonly common: ReadonlySet<EntityId>
  /** How many facts' statements name an entity of each kind. */
  readonly tellers: ReadonlyMap<string, number>
}

/** Facts that a newer one replaces answer nothing any more. */
export function createFrames(base: Base): FactFrames {
  const all = framesOf(base)
  return { all, common: commonEntities(all), tellers: tellersByKind(base, all) }
}

function framesOf(base: Base): readonly FactFrame[] {
  const wordsOf = (id: string): readonly string[] =>
    base.vocabulary.senses.filter(sense => sense.id === id).flatMap(({ words }) => words)
  const lacks = wordsOf('lack')
  const denials = [...wordsOf('negation'), ...lacks]
  const exclusions = wordsOf('exclusive')
  const kin = kinOf(base)
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
    for (const id of fact.implied) if (!entities.has(id)) entities.set(id, ONE_STEP)
    // Asked of the whole, the fact about the whole answers and not the one about a part of it.
    for (const other of current) {
      const alike = other.subject === fact.subject && other.measure === fact.measure
      const whole = alike && other.object !== undefined && !own.includes(other.object)
      if (whole && entities.has(other.object ?? '')) entities.set(other.object ?? '', WIDER)
    }
    for (const entity of base.vocabulary.entities) {
      if (entities.has(entity.id)) continue
      const meant = entity.relations.filter(({ to }) => own.includes(to)).map(({ type }) => type)
      if (meant.includes('may-mean')) entities.set(entity.id, MAY_MEAN)
      else if (meant.includes('is-a')) entities.set(entity.id, WIDER)
    }
    const implied = new Set(
      [fact.subject, fact.object ?? ''].flatMap(id =>
        (base.entity(id)?.relations ?? []).map(relation => relation.to),
      ),
    )
    const dates = (other: Fact): boolean =>
      other.because.includes(fact.id) ||
      (fact.value === undefined && other.subject === fact.subject && other.value === undefined)
    return {
      fact,
      dating: current.filter(other => other.period !== undefined && dates(other)),
      entities,
      stems: new Set(stemsOf(`${fact.statement} ${fact.comparedWith ?? ''}`)),
      spoken: new Set([
        ...[...entities.keys()].filter(id => names(base, id, fact.statement)),
        ...own.filter(id => names(base, id, fact.note ?? '')),
      ]),
      counterparts: fact.related.filter(id => !implied.has(id) && id !== fact.subject),
      wider: new Set([...entities].filter(([, fit]) => fit === WIDER).map(([id]) => id)),
      akin: kin.get(fact.measure) ?? new Set(),
      lacking: lacks.some(word => hasWord(fact.statement, word)),
      negative: denials.some(word => hasWord(fact.statement, word)),
      sole: exclusions.some(word => hasWord(fact.statement, word)),
    }
  })
}

function names(base: Base, id: EntityId, statement: string): boolean {
  const entity = base.entity(id)
  return entity !== undefined && [entity.name, ...entity.aliases].some(n => hasWord(statement, n))
}

/** The part of the smaller word list that two measures must share to be kin. */
const KINSHIP = 0.1

function kinOf(base: Base): ReadonlyMap<string, ReadonlySet<string>> {
  const lists = base.vocabulary.measures
    .filter(({ unheld }) => !unheld)
    .map(({ id, words }) => ({ id, words: new Set(words) }))
  return new Map(
    lists.map(one => {
      const akin = lists.filter(other => {
        const shared = [...one.words].filter(word => other.words.has(word)).length
        return other !== one && shared >= KINSHIP * Math.min(one.words.size, other.words.size)
      })
      return [one.id, new Set(akin.map(({ id }) => id))]
    }),
  )
}

function tellersByKind(base: Base, frames: readonly FactFrame[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { spoken } of frames) {
    const kinds = new Set([...spoken].map(id => base.entity(id)?.kind ?? ''))
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

function commonEntities(frames: readonly FactFrame[]): ReadonlySet<EntityId> {
  const counts = new Map<string, number>()
  for (const frame of frames) {
    for (const [id, fit] of frame.entities)
      if (fit >= 0.9) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count * 4 > frames.length).map(([id]) => id))
}
