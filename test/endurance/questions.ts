// What people asked in a run, as it was said, changed and taken back; the verdict is over these.
import type { Topic } from './topics.ts'

/** How one event fared on its way in. */
export interface Handed {
  /** The key by which the bot's inbox knows it. */
  readonly key: string
  /** When it was told to be taken: by 200, by a callback; undefined where it wasn't. */
  takenAt?: number
}

export interface Wording extends Handed {
  readonly topic: Topic
}

export type QuestionKind =
  | 'slack message'
  | 'slack command'
  | 'discord message'
  | 'discord interaction'

export interface Question {
  readonly kind: QuestionKind
  /** Where answers stand in the order of their questions. */
  readonly conversation: string
  /** When it was first handed over. */
  readonly sentAt: number
  /** As asked first, and every edit. */
  readonly wordings: [Wording, ...Wording[]]
  removed?: Handed
}

/** An answer of the bot, as a person finds it at the end. */
export interface Standing {
  readonly text: string
}

/** What the platforms saw of the answers to one question. */
export interface Answers {
  readonly standing: readonly Standing[]
  /** Messages that were ever posted for it, replaced ones counted once. */
  readonly posts: number
  /** Its first post's place among all posts. */
  readonly order: number
}

interface Reading<M> {
  /** Key of the question that a message answers; undefined where it answers none. */
  readonly keyOf: (message: M) => string | undefined
  readonly textOf: (message: M) => string
}

/** Sorts messages by the question that they answer. */
export function gatherAnswers<M>(
  posted: readonly M[],
  standing: Iterable<M>,
  { keyOf, textOf }: Reading<M>,
): ReadonlyMap<string, Answers> {
  const found = new Map<string, { standing: Standing[]; posts: number; order: number }>()
  const of = (key: string) => {
    const known = found.get(key) ?? { standing: [], posts: 0, order: found.size }
    found.set(key, known)
    return known
  }
  for (const message of posted) {
    const key = keyOf(message)
    if (key !== undefined) of(key).posts += 1
  }
  for (const message of standing) {
    const key = keyOf(message)
    if (key !== undefined) of(key).standing.push({ text: textOf(message) })
  }
  return found
}
