// Who does what to whom: by verbs, by small words, and by the order of names where no verb tells it.

import { stemsOf } from '../../search/tokenize.ts'
import { causeOf, loosenedBonds, readBonds, readOwned, swappedOwners } from './bonds.ts'
import { compareDeeds } from './compare-deeds.ts'
import { conceptsOf } from './concepts.ts'
import type { Claims } from './read-claims.ts'
import { readRoles, turnedRoles } from './roles.ts'
import { type Deed, readDeeds, type Sides, thingsIn } from './sides.ts'
import type { Stated } from './stated.ts'
import type { WordingWords } from './wording-words.ts'

/** What the sentence turns round against its facts. */
export function roleReasons(
  words: WordingWords,
  said: Claims,
  by: readonly Stated[],
): readonly string[] {
  const [only] = by
  const deeds = by.length === 1 && only !== undefined ? deedsOf(words, said, only) : NO_DEEDS
  const sorted = ({ tokens }: Claims): string =>
    tokens
      .map(({ word }) => word)
      .sort()
      .join(' ')
  const turned = turnedRoles(
    readRoles(words, said),
    by.map(({ claims }) => readRoles(words, claims)),
    {
      reordered: by.some(({ claims }) => sorted(claims) === sorted(said)),
      does: (one, other) => deeds.stated.some(deed => doesTo(deed, one, other)),
    },
  )
  const told = (names: string): boolean => {
    const [one = '', other = ''] = names.split(' ')
    return deeds.kept.some(([mine, theirs]) => {
      const [first, second] = [one, other].map(id =>
        sideOf(mine, id) === sideOf(theirs, id) ? sideOf(mine, id) : undefined,
      )
      // Of two that do it, or are in it together, their own order tells more.
      const together = first === second && mine.rest === undefined
      return first !== undefined && second !== undefined && !together
    })
  }
  return [
    ...turned
      .filter(names => !told(names))
      .map(names => `who does it to whom is turned round: ${names}.`),
    ...deeds.turned.map(verb => `"${verb}" is said of another side than its facts have it.`),
    ...deeds.swapped.map(words => `what "${words}" has is another's in its facts.`),
    ...deeds.loose.map(word => `what stands behind "${word}" stands elsewhere in its facts.`),
  ]
}

function sideOf({ doer, done, rest }: Sides, id: string): 'doer' | 'done' | undefined {
  if (doer.has(id)) return 'doer'
  return done.has(id) || rest?.has(id) ? 'done' : undefined
}

/** Whom "it" stands for in a sentence, nobody knows. */
const NOBODY: ReadonlySet<string> = new Set()

const NO_DEEDS = { turned: [], kept: [], loose: [], swapped: [], stated: [] } as const

/** Whoever has something of another's does nothing to that one. */
function doesTo({ says, holds }: Deed, one: string, other: string): boolean {
  if (holds) return false
  return [...says.values()].some(({ doer, done }) => doer.has(one) && done.has(other))
}

function deedsOf({ base }: WordingWords, said: Claims, { fact, claims }: Stated) {
  const { subject } = fact
  const self = new Set([subject, ...stemsOf(base.entity(subject)?.name ?? '')])
  const everything = new Set(conceptsOf(claims).flatMap(ids => [...ids]))
  const stated = readDeeds(claims, self, { stated: true })
  const named = said.names.flatMap(({ proper, ids }) => (proper ? ids : []))
  return {
    stated,
    swapped: swappedOwners(readOwned(said), readOwned(claims)),
    ...compareDeeds(
      readDeeds(said, NOBODY, { stated: false }),
      stated,
      new Set([...thingsIn(claims), ...named]),
    ),
    loose: loosenedBonds(
      readBonds(said, { stated: false }),
      [...readBonds(claims, { stated: true }), ...causesIn(stated)],
      everything,
    ),
  }
}

/** "A drives B" says that B is because of A. */
function causesIn(deeds: readonly Deed[]) {
  return deeds.flatMap(({ says, causes }) =>
    causes ? [...says.values()].map(({ doer }) => causeOf(doer)) : [],
  )
}
