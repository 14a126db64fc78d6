// Resolves descriptions: a kind of thing with its place or owner ("the firm's plant in the south").
import type { Base, Entity, Mention, Reading } from '#magnets'
import { OF_KIND } from './has-sense.ts'

/** A description is believed a little less than a name. */
const DESCRIBED = 0.9

/** What a description means is not said in so many words. */
const UNSAID = { from: -1, to: -1 }

/** Adds the one entity of the named kind that every other entity of the question relates to. */
export function describeEntities(base: Base, read: Reading): Reading {
  const beside = read.mentions.some(({ senses }) =>
    senses.some(ref => base.entity(ref.id)?.kind === 'site'),
  )
  const first = beside ? 0 : 1
  const reading = {
    ...read,
    mentions: read.mentions.map(mention =>
      mention.span.from < first ? mention : namesake(base, mention),
    ),
  }
  const added = reading.mentions.flatMap(mention => {
    const kind = kindOf(mention)
    if (kind === undefined) return []
    const named = reading.mentions.flatMap(({ senses }) =>
      senses.flatMap(ref => (ref.type === 'entity' ? [base.entity(ref.id)] : [])),
    )
    const anchors = named.filter(entity => entity !== undefined && isAnchor(base, entity, kind))
    if (anchors.length === 0 || named.some(entity => entity?.kind === kind)) return []
    const fitting = base.vocabulary.entities.filter(
      entity =>
        entity.kind === kind &&
        anchors.every(anchor => anchor !== undefined && relates(base, entity, anchor)),
    )
    const [only] = fitting
    return only === undefined || fitting.length > 1 ? [] : [described(mention, only)]
  })
  return added.length === 0 ? reading : { ...reading, mentions: [...reading.mentions, ...added] }
}

/** A common word with a capital inside a sentence, or beside another site, is the name that begins with it. */
function namesake(base: Base, mention: Mention): Mention {
  if (!/^\p{Lu}/u.test(mention.words)) return mention
  const senses = mention.senses.map(ref => {
    const meant = (ref.type === 'entity' ? base.entity(ref.id)?.relations : [])?.find(
      ({ type, to }) => type === 'may-mean' && base.entity(to)?.name.startsWith(mention.words),
    )
    return meant === undefined ? ref : { ...ref, id: meant.to }
  })
  return { ...mention, senses }
}

function kindOf(mention: Mention): string | undefined {
  return mention.senses.find(ref => ref.id.startsWith(OF_KIND))?.id.slice(OF_KIND.length)
}

/** Only what some entity of the kind relates to can tell it from the others. */
function isAnchor(base: Base, anchor: Entity, kind: string): boolean {
  return base.vocabulary.entities.some(
    entity => entity.kind === kind && relates(base, entity, anchor),
  )
}

function relates(base: Base, entity: Entity, anchor: Entity): boolean {
  return (
    entity.relations.some(
      ({ to }) => to === anchor.id || base.entity(to)?.relations.some(r => r.to === anchor.id),
    ) || anchor.relations.some(({ to }) => to === entity.id)
  )
}

function described(mention: Mention, entity: Entity): Mention {
  return {
    ...mention,
    span: UNSAID,
    senses: [{ type: 'entity', id: entity.id }],
    certainty: DESCRIBED,
    optional: true,
  }
}
