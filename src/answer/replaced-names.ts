// Names that a question puts in the place of one that the fact has: another firm as the partner, another state.
import type { Base, EntityId, Mention, Reading } from '#magnets'
import { FOREIGN, isForeign } from '../question/has-sense.ts'
import type { FactFrame } from './fact-frame.ts'
import { namedEntities } from './slots.ts'

export interface Replacement {
  readonly mention: Mention
  /** What the fact has in its place, of the same kind; none of them is named by the question. */
  readonly right: readonly EntityId[]
}

/** Kinds of entity of which a fact has one and a question may name a wrong one. */
const KINDS: readonly string[] = ['company', 'country', 'agency', 'place', 'site', 'material']

/** The fact's own entities, and those that they belong to at one remove. */
const CLOSE = 0.9

/** `open` are the mentions that the fact does not account for. */
export function replacedNames(
  base: Base,
  reading: Reading,
  { frame, open }: { frame: FactFrame; open: readonly Mention[] },
): readonly Replacement[] {
  const named = namedEntities(base, reading)
  const implied = new Set(frame.fact.implied)
  const unnamed = [...frame.entities].filter(
    ([id, fit]) => fit >= CLOSE && !named.has(id) && !implied.has(id),
  )
  return open.flatMap(mention => {
    // Of each material the same may be asked, so only what is taken for granted of one is wrong.
    const kinds = kindsOf(base, mention).filter(kind => kind !== 'material' || reading.presumed)
    const right = unnamed
      .map(([id]) => id)
      .filter(id => kinds.includes(base.entity(id)?.kind ?? ''))
    return right.length === 0 ? [] : [{ mention, right }]
  })
}

/** The kinds that the name may be of, as far as they can be mistaken for one another. */
function kindsOf(base: Base, mention: Mention): readonly string[] {
  const kinds = mention.senses.map(ref =>
    ref.type === 'entity' ? base.entity(ref.id)?.kind : foreignKind(mention, ref.id),
  )
  return kinds.filter(kind => kind !== undefined).filter(kind => KINDS.includes(kind))
}

function foreignKind(mention: Mention, id: string): string | undefined {
  return isForeign(mention) && id.startsWith(FOREIGN) ? id.slice(FOREIGN.length) : undefined
}
