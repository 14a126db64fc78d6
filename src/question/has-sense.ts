// What a mention may mean, asked by the ids of the vocabulary.
import type { Mention } from '#magnets'

/** True when the mention may mean the sense, or any sense that begins with an id ending in ":". */
export function hasSense(mention: Mention, id: string): boolean {
  return mention.senses.some(
    ref => ref.type === 'sense' && (id.endsWith(':') ? ref.id.startsWith(id) : ref.id === id),
  )
}

/** Begins the ids of senses that name a kind of entity ("plant", "law") rather than one entity. */
export const OF_KIND = 'of-kind:'

/** Begins the ids of senses for things that the base is silent on; the kind of thing stands behind it. */
export const FOREIGN = 'foreign:'

/** Something that the vocabulary knows the base to be silent on, and nothing else. */
export function isForeign(mention: Mention): boolean {
  return hasSense(mention, FOREIGN) && mention.senses.every(ref => ref.type !== 'entity')
}
