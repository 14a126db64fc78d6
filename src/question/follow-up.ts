// Fills what a follow-up leaves unsaid from the turns before it.
import type { Base, Conversation, Mention, Reading, SenseRef, Turn } from '#magnets'
import { entitiesOf } from '#magnets'
import { pointedAt } from './ordinals.ts'

/** How far a meaning taken from an earlier turn is believed. */
const CARRIED = 0.8

/** Not a place in the text: carried mentions come from an earlier turn. */
const NOWHERE = { from: -1, to: -1 }

const STAGE = /^stage:/

/** Arithmetic needs two things, so the one that is not named is the last one. */
const OPERATION = /^op:(?:share|multiple|difference)$|^kind:share$/

/** Adds the last turn's entities where none is named, and its measures where nothing is asked. */
export function resolveFollowUp(base: Base, reading: Reading, conversation: Conversation): Reading {
  const pointed = pointedAt(base, reading, conversation, id => ({
    ...carry({ type: 'entity', id }),
    optional: false,
  }))
  if (pointed !== undefined) {
    const { fact, mentions } = pointed
    return { ...reading, mentions, ...(fact ? { pointed: fact } : {}), followUp: true }
  }
  const resolved = withContext(base, reading, conversation)
  const both = reading.mentions.some(({ senses }) => senses.some(ref => RECALLS.has(ref.id)))
  if (!both) return resolved
  const recalled = conversation.turns.toReversed().flatMap(({ facts }) => facts.slice(0, 1))
  const about = recalled
    .slice(0, 2)
    .flatMap(id => base.fact(id) ?? [])
    .flatMap(entitiesOf)
  if (!named(reading, 'entity').every(id => about.includes(id))) return resolved
  return { ...resolved, recalled: [...new Set(recalled)] }
}

/** Senses by which a question speaks of several things said before. */
const RECALLS: ReadonlySet<string> = new Set([
  'both',
  'op:difference',
  'op:multiple',
  'op:share',
  'compare:more',
])

function withContext(base: Base, reading: Reading, conversation: Conversation): Reading {
  const last = conversation.turns.findLast(
    turn => turn.facts.length > 0 || turn.entities.length > 0,
  )
  if (last === undefined || !leansOnContext(reading)) return reading
  const carried: Mention[] = []
  const other = reading.mentions.some(({ senses }) => senses.some(ref => ref.id === 'other'))
    ? otherThan(base, last)
    : undefined
  if (other !== undefined) {
    const named = { ...carry({ type: 'entity', id: other }), optional: false }
    const measured = reading.mentions.some(m => m.senses.some(ref => ref.type === 'measure'))
    const asked = measured ? [] : last.measures.map(id => carry({ type: 'measure', id }))
    return { ...reading, mentions: [...reading.mentions, named, ...asked], followUp: true }
  }
  const strongMeasure = reading.mentions.some(
    mention => !mention.optional && mention.senses.some(ref => ref.type === 'measure'),
  )
  const kinds = new Set(named(reading, 'entity').map(id => base.entity(id)?.kind))
  const operates = reading.mentions.some(({ senses }) => senses.some(ref => OPERATION.test(ref.id)))
  // "And this one?": the new one takes the place of whatever did the same.
  const swaps = SWAPS.test(reading.text) && [...kinds].some(kind => ACTORS.has(kind ?? ''))
  const entities = focusOf(base, last).filter(id => {
    const kind = base.entity(id)?.kind
    const replaced = kind !== undefined && (kinds.has(kind) || (swaps && ACTORS.has(kind)))
    return !named(reading, 'entity').includes(id) && !replaced
  })
  // Without a name of its own the question is about the last subject, and nothing else answers it.
  const nameless = !reading.mentions.some(
    mention => !mention.optional && mention.senses.some(ref => ref.type === 'entity'),
  )
  for (const [i, id] of entities.entries()) {
    const firm = i === 0 && (nameless || operates)
    carried.push({ ...carry({ type: 'entity', id }), optional: !firm })
  }
  const stage = base.fact(last.facts[0] ?? '')?.stage
  const staged = reading.mentions.some(({ senses }) => senses.some(ref => STAGE.test(ref.id)))
  if (stage !== undefined && !staged && !swaps)
    carried.push(carry({ type: 'sense', id: `stage:${stage}` }))
  const valueless = base.fact(last.facts[0] ?? '')?.value === undefined
  const asksFigure = reading.kinds.includes('value')
  // A mere verb may also mean a measure; keywords without one of their own take the last one all the same.
  const weakly = named(reading, 'measure').length > 0 && reading.kinds[0] !== 'open'
  if (!strongMeasure && !weakly && !(asksFigure && valueless)) {
    for (const id of last.measures.slice(0, 1)) carried.push(carry({ type: 'measure', id }))
  }
  // A figure of the same sort is asked of the new one, whatever its measure is called.
  const unit = base.fact(last.facts[0] ?? '')?.value?.unit
  if (swaps && unit !== undefined) carried.push(carry({ type: 'unit', id: unit }))
  return { ...reading, mentions: [...reading.mentions, ...carried], followUp: carried.length > 0 }
}

const ACTORS: ReadonlySet<string> = new Set(['country', 'company', 'site'])

const SWAPS = /^\W*(?:and|what about|how about|and what about|and how about)\s+(?:\S+\s*){1,3}$/i

/** "The other one": of the same kind as the last one, and named beside it in some fact. */
function otherThan(base: Base, last: Turn): string | undefined {
  for (const id of last.entities.flatMap(focus => [focus, ...ownersOf(base, focus)])) {
    const kind = base.entity(id)?.kind
    const beside = base.facts
      .map(entitiesOf)
      .filter(all => all.includes(id))
      .flat()
      .filter(other => other !== id && base.entity(other)?.kind === kind && hasOwn(base, other))
    const [other, ...more] = [...new Set(beside)]
    if (other !== undefined && more.length === 0) return other
  }
  return undefined
}

/** Something of its own stands in the base, so that it can be "the other one". */
function hasOwn(base: Base, id: string): boolean {
  return base.facts.some(({ subject }) => subject === id || ownersOf(base, subject).includes(id))
}

function ownersOf(base: Base, id: string): readonly string[] {
  return base.entity(id)?.relations.map(({ to }) => to) ?? []
}

/** A question leans on what was said when it names no agent or site of its own, or only asks about "it". */
function leansOnContext(reading: Reading): boolean {
  const firm = reading.mentions.filter(mention => !mention.optional)
  const entities = firm.filter(({ senses }) => senses.some(ref => ref.type === 'entity'))
  const measures = firm.filter(({ senses }) => senses.some(ref => ref.type === 'measure'))
  const pronoun = reading.mentions.some(({ senses }) => senses.some(ref => ref.id === 'pronoun'))
  return entities.length === 0 || measures.length === 0 || pronoun
}

/** What the last turn was about, as far as the base still holds it. */
function focusOf(base: Base, turn: Turn): readonly string[] {
  return turn.entities.filter(id => base.entity(id) !== undefined)
}

function named(reading: Reading, type: SenseRef['type']): readonly string[] {
  return reading.mentions.flatMap(({ senses }) =>
    senses.filter(ref => ref.type === type).map(ref => ref.id),
  )
}

function carry(ref: SenseRef): Mention {
  return {
    span: NOWHERE,
    words: '',
    stems: [],
    before: '',
    senses: [ref],
    certainty: CARRIED,
    optional: true,
  }
}
