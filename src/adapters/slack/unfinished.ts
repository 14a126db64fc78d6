// What went out of answers that could not be finished, so that the next try goes on from there.

/** More than this are not in flight; a process that died forgets them all, and then marks help. */
const REMEMBERED = 1000

export interface Unfinished<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  delete(key: string): void
}

/** By the attempt's key; what was set longest ago goes first. */
export function createUnfinished<V>(): Unfinished<V> {
  const values = new Map<string, V>()
  return {
    get: key => values.get(key),
    set(key, value) {
      values.delete(key)
      values.set(key, value)
      const [oldest] = values.keys()
      if (values.size > REMEMBERED && oldest !== undefined) values.delete(oldest)
    },
    delete: key => void values.delete(key),
  }
}
