// A set that forgets what was added longest ago once it is full.

export interface Recent<T> {
  add(value: T): void
  has(value: T): boolean
}

export function createRecent<T>(capacity: number): Recent<T> {
  const values = new Set<T>()
  return {
    add(value) {
      values.delete(value)
      values.add(value)
      const [oldest] = values
      if (values.size > capacity && oldest !== undefined) values.delete(oldest)
    },
    has: value => values.has(value),
  }
}
