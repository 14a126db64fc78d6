// Time that passes only when a test says so, for everything that waits through Timers.
import type { Timers } from '../../src/delivery/timers.ts'

export interface TestTime extends Timers {
  /** Lets time pass; what is due runs in order, and what it sets in motion comes to rest between. */
  advance(ms: number): Promise<void>
}

/** Rounds of the event loop in which batches, queries and promises come to rest. */
const ROUNDS = 15

export function createTestTime(start = Date.parse('2026-11-23T12:00:00Z')): TestTime {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  let now = start

  const rest = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) await new Promise(setImmediate)
  }
  return {
    now: () => now,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      const sleeper = { at: now + ms, wake: resolve }
      sleepers.push(sleeper)
      const end = (): void => {
        const index = sleepers.indexOf(sleeper)
        if (index >= 0) sleepers.splice(index, 1)
        resolve()
      }
      signal?.addEventListener('abort', end, { once: true })
      return promise
    },
    async advance(ms) {
      const until = now + ms
      await rest()
      for (;;) {
        sleepers.sort((a, b) => a.at - b.at)
        const next = sleepers[0]
        if (next === undefined || next.at > until) break
        sleepers.shift()
        now = next.at
        next.wake()
        await rest()
      }
      now = until
    },
  }
}
