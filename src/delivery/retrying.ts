// Tries again what a platform refuses for the moment, with growing pauses and an end.
import { PlatformError } from '#magnets'
import { type Timers, within } from './timers.ts'

/** An answer that comes later than this after its question helps nobody. */
export const GIVE_UP_AFTER_MS = 10 * 60_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** Adapters have limits of their own; this one keeps a conversation alive when they fail to. */
const ATTEMPT_LIMIT_MS = 60_000

export interface RetryOptions {
  readonly timers: Timers
  /** From 0 up to 1: spreads the pauses, so that many don't come back at once. */
  readonly random: () => number
  /** Ends the pauses; what failed last is then thrown. */
  readonly signal: AbortSignal
  /** Epoch milliseconds after which nothing is tried again. */
  readonly until: number
  /** Asked before each try; false ends without a result. */
  readonly wanted?: () => Promise<boolean>
  /** Waits; others may work meanwhile. */
  readonly rest: (waiting: Promise<unknown>) => Promise<void>
  readonly onRetry: (error: PlatformError) => void
}

/**
 * Runs the task until it succeeds; `attempt` counts from 1. Only `rate-limited` and `unavailable`
 * are tried again, and so is an attempt that hangs: the poster looks for what it may have left.
 * Undefined when no longer wanted.
 */
export async function retrying<T>(
  task: (attempt: number) => Promise<T>,
  options: RetryOptions,
): Promise<T | undefined> {
  const { timers, signal } = options
  for (let attempt = 1; (await options.wanted?.()) ?? true; attempt += 1) {
    try {
      return await within(timers, ATTEMPT_LIMIT_MS, task(attempt), hung)
    } catch (error) {
      const pause = pauseAfter(error, attempt, options.random())
      const late = pause === undefined || timers.now() + pause > options.until
      if (!(error instanceof PlatformError) || late || signal.aborted) throw error
      options.onRetry(error)
      await options.rest(timers.sleep(pause, signal))
      if (signal.aborted) throw error
    }
  }
  return undefined
}

function hung(): PlatformError {
  const words = `The platform gave no answer within ${ATTEMPT_LIMIT_MS / 1000} seconds`
  return new PlatformError('unavailable', words)
}

/** Milliseconds until the next try; undefined when there is none. */
function pauseAfter(error: unknown, attempt: number, random: number): number | undefined {
  if (!(error instanceof PlatformError)) return undefined
  if (error.code !== 'rate-limited' && error.code !== 'unavailable') return undefined
  const spread = 0.5 + random / 2
  // Who is told to wait comes back a little later, and not all at once.
  if (error.retryAfterMs !== undefined) return error.retryAfterMs * (1 + random / 10)
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * spread
}
