// The words of all senses of one namespace, as phrases under the name that follows the colon.
import type { Draft } from '../draft.ts'
import { indexPhrases, type PhraseIndex } from '../phrases.ts'

/** For "status": the words of `status:planned` stand under "planned", and so on. */
export function senseWords(draft: Draft, namespace: string): PhraseIndex {
  return indexPhrases(
    draft.senses
      .filter(({ item }) => item.id.startsWith(`${namespace}:`))
      .flatMap(({ item }) => {
        const name = item.id.slice(namespace.length + 1)
        return item.words.map(words => [name, words] as const)
      }),
  )
}
