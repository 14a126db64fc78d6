// A true sentence, the base that it speaks of, and what makes lies of it.
import type { Base, FactId } from '#magnets'

export interface Sentence {
  readonly text: string
  readonly facts: readonly FactId[]
}

export interface Stage {
  readonly base: Base
  /** The next number from 0 to 1; seeded, so that each run makes the same lies. */
  readonly random: () => number
}

/** Many lies from one truth; one that happens to be true is thrown out later. */
export type Mutator = (truth: Sentence, stage: Stage) => readonly Sentence[]

/** The same facts, another text. */
export function retold({ facts }: Sentence, texts: readonly string[]): readonly Sentence[] {
  return texts.map(text => ({ text, facts }))
}

/** Each way of putting the replacement in place of one match of the pattern. */
export function replaced(
  text: string,
  pattern: RegExp,
  instead: (match: string) => readonly string[],
): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(match => {
    const before = text.slice(0, match.index)
    const after = text.slice(match.index + match[0].length)
    return instead(match[0]).map(word => before + word + after)
  })
}

export function some<T>(list: readonly T[], count: number, random: () => number): readonly T[] {
  const left = [...list]
  const chosen: T[] = []
  while (chosen.length < count && left.length > 0) {
    chosen.push(...left.splice(Math.floor(random() * left.length), 1))
  }
  return chosen
}

/** Mulberry32: small, and the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
