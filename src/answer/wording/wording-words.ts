// The vocabulary as the check of worded sentences uses it: names, units and groups of equal words, by stems.
import type { Base, EntityId } from '#magnets'
import { createPhraseTrie, type PhraseTrie } from '../../search/phrase-trie.ts'
import { stemsOf } from '../../search/tokenize.ts'

export interface WordingWords {
  readonly base: Base
  readonly names: PhraseTrie<EntityId>
  readonly units: PhraseTrie<string>
  /** Ids of groups ("same:produce", "hedge:about") by the phrases in them. */
  readonly groups: PhraseTrie<string>
  /** The groups of words that deny: what stands first in them denies. */
  readonly denying: ReadonlySet<string>
}

/** "same:produce: make, produce": the name ends at the colon before a blank. */
const GROUP = /^([a-z][a-z: -]*?): (.+)$/

/** Before the names of groups of equal words. */
export const EQUAL = 'same:'

/** Words that turn a statement into its contrary. */
export const NEGATION = 'negation'

/** Before a word that tells it from the other side: "~give" among those of receiving. */
export const CONVERSE = '~'

/** Built once for a base, when the first model's sentence is to be checked. */
export function createWordingWords(base: Base): WordingWords {
  const { entities, units, wordings } = base.vocabulary
  const names = createPhraseTrie<EntityId>()
  for (const { id, name, aliases } of entities) {
    for (const phrase of [name, ...aliases]) names.add(stemsOf(phrase), id)
  }
  const unitNames = createPhraseTrie<string>()
  for (const { id, singular, plural, aliases, prefix, suffix } of units) {
    // "A year" is no unit of money: of "$5 a year" the sign tells that.
    const behind = prefix === undefined ? [suffix ?? ''] : []
    for (const phrase of [singular, plural, ...aliases, ...behind]) {
      unitNames.add(stemsOf(phrase), id)
    }
  }
  const groups = createPhraseTrie<string>()
  const heads = new Map<string, string>()
  const denials = new Set<string>()
  for (const line of wordings.split('\n')) {
    const [, id, words = ''] = GROUP.exec(line) ?? []
    if (id === undefined) continue
    const phrases = words.split(',').map(phrase => phrase.trim())
    heads.set(id, phrases[0] ?? '')
    if (id === NEGATION) for (const phrase of phrases) denials.add(phrase)
    for (const phrase of phrases) {
      groups.add(stemsOf(phrase), id)
      if (phrase.startsWith(CONVERSE)) groups.add(stemsOf(phrase), CONVERSE + id)
    }
  }
  const denying = new Set(
    [...heads].flatMap(([id, head]) => (id.startsWith(EQUAL) && denials.has(head) ? [id] : [])),
  )
  return { base, names, units: unitNames, groups, denying }
}

/** The groups with this beginning that a phrase from token `from` on belongs to; the longest phrase decides. */
export function groupAt(
  words: WordingWords,
  stems: readonly string[],
  from: number,
  kind: string,
): { readonly ids: readonly string[]; readonly to: number } | undefined {
  const hits = words.groups.at(stems, from).toReversed()
  for (const { values, to } of hits) {
    const ids = values.filter(id => id.startsWith(kind))
    if (ids.length > 0) return { ids, to }
  }
  return undefined
}
