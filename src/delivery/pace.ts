// How fast one person may press in windows: a token bucket in memory, since a window waits for no store.

/** As many people as press in windows within a minute; who was longest away begins anew. */
const PEOPLE = 5_000
const MINUTE_MS = 60_000

export interface Pace {
  /** Milliseconds until the next press is answered; undefined where this one is. */
  wait(person: string): number | undefined
}

/**
 * `perMinute` presses a minute, 0 for no limit; a bucket holds one minute's worth. Each process
 * counts for itself: what is shown in a window costs no platform anything.
 */
export function createPace(perMinute: number, now: () => number): Pace {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    wait(person) {
      if (perMinute === 0) return undefined
      const at = now()
      const bucket = buckets.get(person) ?? { tokens: perMinute, at }
      const earned = (Math.max(0, at - bucket.at) * perMinute) / MINUTE_MS
      const tokens = Math.min(perMinute, bucket.tokens + earned)
      buckets.delete(person)
      buckets.set(person, { tokens: tokens < 1 ? tokens : tokens - 1, at })
      const [oldest] = buckets.keys()
      if (buckets.size > PEOPLE && oldest !== undefined) buckets.delete(oldest)
      return tokens < 1 ? Math.ceil(((1 - tokens) * MINUTE_MS) / perMinute) : undefined
    },
  }
}
