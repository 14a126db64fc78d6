// The names and aliases of all entities as phrases to find in statements.
import type { Draft } from '../draft.ts'
import { indexPhrases, type PhraseIndex } from '../phrases.ts'

/** Misspellings are left out: a statement of ours has none. */
export function entityNames(draft: Draft): PhraseIndex {
  return indexPhrases(
    draft.entities.flatMap(({ item }) =>
      [item.name, ...item.aliases].map(name => [item.id, name] as const),
    ),
  )
}
