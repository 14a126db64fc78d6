// Leaves a model alone that keeps failing: after some faults in a row nobody waits for it, until one try gets through.

/** Faults in a row that open the breaker. */
const OPEN_AFTER = 3
const FIRST_REST_MS = 15_000
const LONGEST_REST_MS = 5 * 60_000

export interface Breaker {
  /** True where a call may be made; while it rests, one try is let through at the end of each rest. */
  admits(): boolean
  succeeded(): void
  failed(): void
}

/** `now` is epoch milliseconds. */
export function createBreaker(now: () => number): Breaker {
  let faults = 0
  let restUntil = 0
  let restMs = FIRST_REST_MS
  return {
    admits() {
      if (faults < OPEN_AFTER) return true
      if (now() < restUntil) return false
      // Whoever comes next within the rest waits for how this try ends.
      restUntil = now() + restMs
      return true
    },
    succeeded() {
      faults = 0
      restMs = FIRST_REST_MS
    },
    failed() {
      faults += 1
      if (faults < OPEN_AFTER) return
      restUntil = now() + restMs
      restMs = Math.min(LONGEST_REST_MS, restMs * 2)
    },
  }
}
