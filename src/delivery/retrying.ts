// Tries again what a platform refuses for the moment, with growing pauses and an end.
import { PlatformError } from '#magnets'
import { type Timers, within } from './timers.ts'

export const MAX_ATTEMPTS = 5
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A platform that asks for a longer pause than this gets no further try: the answer would be stale. */
const LONGEST_RETRY_AFTER_MS = 120_000
/** Adapters have limits of their own; this one keeps a conversation alive when they fail to. */
const ATTEMPT_LIMIT_MS = 60_000

export interface RetryOptions {
  readonly timers: Timers
  /** From 0 up to 1: spreads the pauses, so that many don't come back at once. */
  readonly random: () => number
  /** Ends the pauses; what failed last is then thrown. */
  readonly signal: AbortSignal
  /** Asked before each try; false ends without a result. */
  readonly wanted?: () => boolean
}

/**
 * Runs the task until it succeeds. Only `rate-limited` and `unavailable` are tried again, and an
 * attempt that hangs is not, for it may have gone through. Undefined when no longer wanted.
 */
export async function retrying<T>(
  task: (attempt: number) => Promise<T>,
  options: RetryOptions,
): Promise<T | undefined> {
  for (let attempt = 1; options.wanted?.() ?? true; attempt += 1) {
    try {
      return await within(options.timers, ATTEMPT_LIMIT_MS, task(attempt), hung)
    } catch (error) {
      const pause = pauseAfter(error, attempt, options.random())
      if (pause === undefined || options.signal.aborted) throw error
      await options.timers.sleep(pause, options.signal)
      if (options.signal.aborted) throw error
    }
  }
  return undefined
}

function hung(): Error {
  return new Error(`The platform gave no answer within ${ATTEMPT_LIMIT_MS / 1000} seconds`)
}

/** Milliseconds until the next try; undefined when there is none. */
function pauseAfter(error: unknown, attempt: number, random: number): number | undefined {
  if (!(error instanceof PlatformError) || attempt >= MAX_ATTEMPTS) return undefined
  if (error.code !== 'rate-limited' && error.code !== 'unavailable') return undefined
  if (error.retryAfterMs !== undefined) {
    return error.retryAfterMs <= LONGEST_RETRY_AFTER_MS ? error.retryAfterMs : undefined
  }
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)
  return pause * (0.5 + random / 2)
}
