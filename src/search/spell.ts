// Forgives typing errors: the nearest known word by edits, found through deletions and not by a scan.

export interface Speller {
  /** The nearest known word, or undefined when none is near enough or two are equally near. */
  nearest(word: string): string | undefined
}

/** Words shorter than this are never corrected: too many are one edit apart. */
const MIN_LENGTH = 4

/** From this length on two edits are forgiven. */
const LONG_WORD = 8

/** Builds the index over the known words; memory grows with their total length. */
export function createSpeller(known: Iterable<string>): Speller {
  const byDeletion = new Map<string, string[]>()
  const words = new Set(known)
  for (const word of words) {
    if (word.length < MIN_LENGTH || /\d/.test(word)) continue
    for (const key of deletions(word, word.length >= LONG_WORD ? 2 : 1)) {
      const list = byDeletion.get(key)
      if (list === undefined) byDeletion.set(key, [word])
      else list.push(word)
    }
  }
  return {
    nearest(word) {
      if (words.has(word)) return word
      if (word.length < MIN_LENGTH || word.length > 40 || /\d/.test(word)) return undefined
      const limit = word.length >= LONG_WORD ? 2 : 1
      let best: { word: string; distance: number } | undefined
      let tied = false
      const seen = new Set<string>()
      for (const key of deletions(word, limit)) {
        for (const candidate of byDeletion.get(key) ?? []) {
          if (seen.has(candidate)) continue
          seen.add(candidate)
          const distance = editDistance(word, candidate)
          if (distance > limit || candidate[0] !== word[0]) continue
          if (best === undefined || distance < best.distance) {
            best = { word: candidate, distance }
            tied = false
          } else if (distance === best.distance) tied = true
        }
      }
      return tied ? undefined : best?.word
    },
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** True when one edit, not of its first letter, makes the word one that `isWord` accepts. */
export function oneEditAway(word: string, isWord: (word: string) => boolean): boolean {
  for (let i = 1; i <= word.length; i++) {
    const [head, tail] = [word.slice(0, i), word.slice(i)]
    if (tail !== '' && isWord(head + tail.slice(1))) return true
    if (tail.length > 1 && isWord(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2)))
      return true
    for (const letter of LETTERS) {
      if (isWord(head + letter + tail) || (tail !== '' && isWord(head + letter + tail.slice(1)))) {
        return true
      }
    }
  }
  return false
}

/** The word and everything that is left when up to `depth` letters are taken out. */
function deletions(word: string, depth: number): ReadonlySet<string> {
  const all = new Set([word])
  let layer = [word]
  for (let step = 0; step < depth; step++) {
    const next: string[] = []
    for (const current of layer) {
      for (let i = 0; i < current.length; i++) {
        const shorter = current.slice(0, i) + current.slice(i + 1)
        if (!all.has(shorter)) {
          all.add(shorter)
          next.push(shorter)
        }
      }
    }
    layer = next
  }
  return all
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, at(beforeLast, j - 2) + 1)
      }
      row.push(value)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
