// Who may work now: a bounded number at once, taken in turns by persons, so that none delays the others.

export interface Slots {
  /** Resolves when it is this person's turn. */
  acquire(person: string): Promise<void>
  release(person: string): void
}

/** Work that goes on at once; most of it waits for a platform. */
const TOTAL = 64
/** Of one person: a flood takes no more than this share. */
const PER_PERSON = 8

export function createSlots(total: number = TOTAL, perPerson: number = PER_PERSON): Slots {
  const active = new Map<string, number>()
  /** In the order in which persons have their turn. */
  const waiting = new Map<string, (() => void)[]>()
  let free = total

  const mayRun = (person: string): boolean => free > 0 && (active.get(person) ?? 0) < perPerson

  const enter = (person: string): void => {
    free -= 1
    active.set(person, (active.get(person) ?? 0) + 1)
  }

  /** Whoever has had a turn lets the others go first. */
  const goBehind = (person: string): void => {
    const queue = waiting.get(person)
    waiting.delete(person)
    if (queue !== undefined && queue.length > 0) waiting.set(person, queue)
  }

  const admit = (): void => {
    for (const [person, queue] of waiting) {
      if (free === 0) return
      if (!mayRun(person)) continue
      const next = queue.shift()
      goBehind(person)
      if (next === undefined) continue
      enter(person)
      next()
    }
  }

  return {
    acquire(person) {
      if (mayRun(person) && !waiting.has(person)) {
        enter(person)
        return Promise.resolve()
      }
      const { promise, resolve } = Promise.withResolvers<void>()
      const queue = waiting.get(person)
      if (queue === undefined) waiting.set(person, [resolve])
      else queue.push(resolve)
      return promise
    },
    release(person) {
      free += 1
      const left = (active.get(person) ?? 1) - 1
      if (left > 0) active.set(person, left)
      else active.delete(person)
      goBehind(person)
      admit()
    },
  }
}
