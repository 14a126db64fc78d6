// One question about several things of a kind ("of this firm and that one", "at first and at full scale"), as one question each.
import type { Base, EntityId, Mention, Reading } from '#magnets'
import { hasSense } from './has-sense.ts'

export interface SpreadItem {
  /** The thing or stage that this question is about. */
  readonly id: string
  readonly reading: Reading
}

/** Kinds of entity whose members are spoken of side by side, in the order in which a question is spread. */
const KINDS: readonly (readonly string[])[] = [
  ['company'],
  ['site'],
  ['agency'],
  ['country'],
  ['material', 'product'],
]

/** Kinds that answer who: which of them is meant is a choice, and no name to be told. */
const AGENTS: readonly string[] = ['company', 'agency', 'country']

/** More than this at once is a list of its own. */
const MOST = 4

/** The question put to each of the things that it names side by side; empty where it names but one. */
export function spread(base: Base, reading: Reading): readonly SpreadItem[] {
  for (const kinds of KINDS) {
    const items = sideBySide(base, reading, kinds)
    if (items.length >= 2 && items.length <= MOST) {
      return items.map(id => ({ id, reading: aboutOnly(base, reading, { id, items }) }))
    }
  }
  const staged = reading.mentions.filter(mention => hasSense(mention, 'stage:'))
  const stages = [...new Set(staged.flatMap(stagesOf))]
  if (stages.length < 2 || staged.every(({ optional }) => optional)) return []
  return stages.map(id => ({ id, reading: atStage(reading, id) }))
}

/** Things of the kind, of which none belongs to another; "both" without names means all that have something. */
function sideBySide(base: Base, reading: Reading, kinds: readonly string[]): readonly EntityId[] {
  const named = new Set(
    reading.mentions
      .filter(({ optional, span }) => !optional && span.from >= 0)
      .flatMap(mention => entityOf(base, mention, kinds) ?? []),
  )
  const all = reading.mentions.some(mention => hasSense(mention, 'both'))
  const other = reading.mentions.some(mention => hasSense(mention, 'other')) && named.size === 1
  const [kind = ''] = kinds
  const wholeKind =
    kind === 'company' &&
    ((all && named.size === 0 && !namesSite(base, reading)) || (other && !reading.followUp))
  return wholeKind ? withOwn(base, kind) : [...named].filter(id => !isPart(base, id, named))
}

function entityOf(base: Base, { senses }: Mention, kinds: readonly string[]): EntityId | undefined {
  const fits = (id: string): boolean => kinds.includes(base.entity(id)?.kind ?? '')
  return senses.find(ref => ref.type === 'entity' && fits(ref.id))?.id
}

/** Sites of which "both" may speak as well. */
function namesSite(base: Base, { mentions }: Reading): boolean {
  return mentions.some(({ senses, optional }) =>
    senses.some(ref => !optional && base.entity(ref.id)?.kind === 'site'),
  )
}

function isPart(base: Base, id: EntityId, others: ReadonlySet<EntityId>): boolean {
  return base.entity(id)?.relations.some(({ to }) => others.has(to)) === true
}

/** Entities of the kind that own something: a site, or a fact about themselves. */
function withOwn(base: Base, kind: string): readonly EntityId[] {
  const owners = new Set(
    base.vocabulary.entities
      .filter(entity => entity.kind === 'site')
      .flatMap(({ relations }) => relations.map(({ to }) => to)),
  )
  return base.vocabulary.entities
    .filter(entity => entity.kind === kind && owners.has(entity.id))
    .map(entity => entity.id)
}

function aboutOnly(
  base: Base,
  reading: Reading,
  { id, items }: { id: EntityId; items: readonly EntityId[] },
): Reading {
  const others = new Set(items.filter(other => other !== id))
  const kept = reading.mentions
    .filter(mention => !mention.senses.some(ref => others.has(ref.id)))
    .filter(mention => !hasSense(mention, 'both'))
  const named = kept.some(({ senses }) => senses.some(ref => ref.id === id))
  const mentions = named ? kept : [...kept, unsaid({ type: 'entity', id })]
  const agents = AGENTS.includes(base.entity(id)?.kind ?? '')
  const kinds = reading.kinds.filter(kind => kind !== 'who' || !agents)
  const { asks, ...rest } = reading
  return {
    ...rest,
    ...(asks === undefined || asks === base.entity(id)?.kind ? {} : { asks }),
    kinds: kinds.length === 0 ? ['open'] : kinds,
    mentions: mentions.filter(mention => !isOwned(base, mention, others)),
  }
}

/** What belongs to another of the things goes with it. */
function isOwned(base: Base, { senses }: Mention, others: ReadonlySet<EntityId>): boolean {
  return senses.some(
    ref => ref.type === 'entity' && base.entity(ref.id)?.relations.some(({ to }) => others.has(to)),
  )
}

function stagesOf({ senses }: Mention): readonly string[] {
  return senses.filter(({ id }) => id.startsWith('stage:')).map(({ id }) => id)
}

function atStage(reading: Reading, stage: string): Reading {
  const mentions = reading.mentions.filter(
    mention => !hasSense(mention, 'stage:') || hasSense(mention, stage),
  )
  return { ...reading, mentions }
}

function unsaid(ref: Mention['senses'][number]): Mention {
  return {
    span: { from: -1, to: -1 },
    words: '',
    stems: [],
    before: '',
    senses: [ref],
    certainty: 1,
    optional: false,
  }
}
