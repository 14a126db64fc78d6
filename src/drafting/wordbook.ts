// The base's vocabulary as a reader of documents uses it: names, measures, units and words with one job.
import type { Base, EntityId, Fact, MeasureId } from '#magnets'
import { indexPhrases, type Phrase, type PhraseIndex } from '../knowledge/phrases.ts'
import { createPhraseTrie, type PhraseTrie } from '../search/phrase-trie.ts'
import { stemsOf, tokenize } from '../search/tokenize.ts'

export type Role = 'subject' | 'object' | 'place' | 'related'

export interface Wordbook {
  readonly base: Base
  /** Names and aliases: found in a document exactly as the check finds them in a statement. */
  readonly names: PhraseIndex
  readonly hedges: readonly Phrase[]
  readonly statuses: PhraseIndex
  /** By stems, so that a document may inflect what the vocabulary lists. */
  readonly measures: PhraseTrie<MeasureId>
  readonly opposites: PhraseTrie<MeasureId>
  /** Ids of senses: pronouns, "plant" for a site, words of a stage. */
  readonly senses: PhraseTrie<string>
  /** How many measures share the words: what all share tells little. */
  sharing(stems: readonly string[]): number
  /** How often the base's facts give a thing of this kind the role, from 0 to 1. */
  roleShare(entity: EntityId, role: Role, measure?: MeasureId): number
}

/** A phrase with its characters and every meaning that it has. */
export interface Hit {
  readonly ids: readonly string[]
  readonly stems: readonly string[]
  readonly from: number
  readonly to: number
}

export function createWordbook(base: Base): Wordbook {
  const { entities, measures, senses } = base.vocabulary
  const ofSense = (namespace: string): PhraseIndex =>
    indexPhrases(
      senses
        .filter(({ id }) => id.startsWith(namespace))
        .flatMap(({ id, words }) => words.map(word => [id.slice(namespace.length), word] as const)),
    )
  const byMeasure = createPhraseTrie<MeasureId>()
  const contrary = createPhraseTrie<MeasureId>()
  const byStem = createPhraseTrie<string>()
  const sharing = new Map<string, Set<MeasureId>>()
  for (const { id, name, words, opposites } of measures) {
    for (const phrase of [name, ...words]) {
      const stems = stemsOf(phrase)
      byMeasure.add(stems, id)
      const key = stems.join(' ')
      sharing.set(key, (sharing.get(key) ?? new Set()).add(id))
    }
    for (const phrase of opposites) contrary.add(stemsOf(phrase), id)
  }
  for (const { id, words } of senses) {
    if (/^(?:pronoun$|of-kind:|stage:|direction:)/.test(id)) {
      for (const phrase of words) byStem.add(stemsOf(phrase), id)
    }
  }
  return {
    base,
    names: indexPhrases(
      entities.flatMap(({ id, name, aliases }) =>
        [name, ...aliases].map(phrase => [id, phrase] as const),
      ),
    ),
    hedges: [...ofSense('hedge:').values()].flat(),
    statuses: ofSense('status:'),
    measures: byMeasure,
    opposites: contrary,
    senses: byStem,
    sharing: stems => sharing.get(stems.join(' '))?.size ?? 1,
    roleShare: rolesLearned(base),
  }
}

/** The longest phrase at each place, without overlap. */
export function hitsIn(text: string, trie: PhraseTrie<string>): readonly Hit[] {
  const tokens = tokenize(text)
  const stems = tokens.map(token => token.stem)
  const hits: Hit[] = []
  for (let at = 0; at < tokens.length; at++) {
    const longest = trie.at(stems, at).at(-1)
    const [first, last] = [tokens[at], tokens[(longest?.to ?? 0) - 1]]
    if (longest === undefined || first === undefined || last === undefined) continue
    const { from, to, values } = longest
    hits.push({ ids: values, stems: stems.slice(from, to), from: first.start, to: last.end })
    at = to - 1
  }
  return hits
}

/**
 * Kinds are free words of a curator's, so that what they are good for is learned from the facts:
 * whether countries are rather what facts are about or where it is.
 */
function rolesLearned(base: Base): Wordbook['roleShare'] {
  const counts = new Map<string, Record<Role, number>>()
  const count = (id: EntityId | undefined, role: Role, { measure }: Fact): void => {
    const kind = id === undefined ? undefined : base.entity(id)?.kind
    if (kind === undefined) return
    for (const key of [kind, `${kind} ${measure}`]) {
      const known = counts.get(key) ?? { subject: 0, object: 0, place: 0, related: 0 }
      known[role] += 1
      counts.set(key, known)
    }
  }
  for (const fact of base.facts) {
    count(fact.subject, 'subject', fact)
    count(fact.object, 'object', fact)
    count(fact.place, 'place', fact)
    for (const id of fact.related) count(id, 'related', fact)
  }
  return (entity, role, measure) => {
    const kind = base.entity(entity)?.kind ?? ''
    const known = counts.get(`${kind} ${measure}`) ?? counts.get(kind)
    if (known === undefined) return role === 'subject' ? UNKNOWN_KIND : 0
    return known[role] / (known.subject + known.object + known.place + known.related)
  }
}

/** Of a kind that no fact names yet, most things are what a fact is about. */
const UNKNOWN_KIND = 0.5
