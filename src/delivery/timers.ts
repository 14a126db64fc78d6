// Time as delivery sees it: waiting, and limits on what others let us wait for.

export interface Timers {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms`, or at once when the signal fires. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The clock on the wall. */
export const realTimers: Timers = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      if (signal?.aborted) return resolve()
      const done = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', done, { once: true })
    }),
}

/** Nobody asks why a wait has ended; Node would make an error with its stack for each. */
export const OVER = null

/** The result of the work, or the error that `late` makes when it takes longer than `ms`. */
export async function within<T>(
  timers: Timers,
  ms: number,
  work: Promise<T>,
  late: () => Error,
): Promise<T> {
  const over = new AbortController()
  const limit = timers.sleep(ms, over.signal).then(() => {
    if (!over.signal.aborted) throw late()
  })
  try {
    return (await Promise.race([work, limit])) as T
  } finally {
    over.abort(OVER)
  }
}
