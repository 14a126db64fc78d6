// Values by key, of which what was set longest ago is forgotten once there are too many.

export interface RecentValues<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  delete(key: string): void
}

/** More than these are not in hand at once. */
const IN_HAND = 1000

/** Holds `capacity` values at most; setting one again makes it the latest. */
export function createRecentValues<V>(capacity: number = IN_HAND): RecentValues<V> {
  const values = new Map<string, V>()
  return {
    get: key => values.get(key),
    set(key, value) {
      values.delete(key)
      values.set(key, value)
      const [oldest] = values.keys()
      if (values.size > capacity && oldest !== undefined) values.delete(oldest)
    },
    delete: key => void values.delete(key),
  }
}
