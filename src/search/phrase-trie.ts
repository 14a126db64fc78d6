// Finds every listed phrase in a row of stems, longest first at each place.

interface Node<T> {
  readonly next: Map<string, Node<T>>
  readonly ends: T[]
}

export interface PhraseHit<T> {
  /** Half-open range of token numbers. */
  readonly from: number
  readonly to: number
  readonly values: readonly T[]
}

export interface PhraseTrie<T> {
  add(stems: readonly string[], value: T): void
  /** Every phrase that begins at token `from`, shortest first. */
  at(stems: readonly string[], from: number): readonly PhraseHit<T>[]
}

export function createPhraseTrie<T>(): PhraseTrie<T> {
  const root: Node<T> = { next: new Map(), ends: [] }
  return {
    add(stems, value) {
      let node = root
      for (const part of stems) {
        let child = node.next.get(part)
        if (child === undefined) {
          child = { next: new Map(), ends: [] }
          node.next.set(part, child)
        }
        node = child
      }
      if (stems.length > 0 && !node.ends.includes(value)) node.ends.push(value)
    },
    at(stems, from) {
      const hits: PhraseHit<T>[] = []
      let node: Node<T> | undefined = root
      for (let i = from; i < stems.length; i++) {
        node = node.next.get(stems[i] ?? '')
        if (node === undefined) break
        if (node.ends.length > 0) hits.push({ from, to: i + 1, values: node.ends })
      }
      return hits
    },
  }
}
