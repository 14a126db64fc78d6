// Text to a vector without any model: its words' groups of letters, hashed into so many dimensions.

const DIMENSIONS = 512
const SHORTEST = 3
const LONGEST = 5

/** Deterministic, of length 1; words that share letters are near to each other, and nothing else is. */
export function gramVector(text: string): readonly number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0)
  for (const word of text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []) {
    const marked = `<${word}>`
    for (let size = SHORTEST; size <= LONGEST; size += 1) {
      for (let at = 0; at + size <= marked.length; at += 1) {
        const hash = hashOf(marked.slice(at, at + size))
        const index = hash % DIMENSIONS
        // A sign of its own, so that grams that meet by chance cancel out as often as they add up.
        vector[index] = (vector[index] ?? 0) + ((hash >>> 16) & 1 ? 1 : -1)
      }
    }
  }
  const length = Math.hypot(...vector)
  return length === 0 ? vector : vector.map(number => number / length)
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) {
    hash ^= letter.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  return hash
}
