// Limits how long others let us wait.

/** Stands for what did not come in time. */
export const LATE: unique symbol = Symbol('late')

/** What the work resolves to, or LATE where that takes longer than the limit; rejects with it. */
export async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T | typeof LATE> {
  const { promise, resolve } = Promise.withResolvers<typeof LATE>()
  const limit = setTimeout(() => resolve(LATE), limitMs)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(limit)
  }
}

/**
 * Asks with a limit, and once at a time: who asks meanwhile gets the same answer, so that a flood of
 * requests is one question. Undefined where asking failed or took too long. Never rejects.
 */
export function askInTime<T>(ask: () => Promise<T>, limitMs: number): () => Promise<T | undefined> {
  let asked: Promise<T | undefined> | undefined
  async function answer(): Promise<T | undefined> {
    try {
      const answered = await inTime(ask(), limitMs)
      return answered === LATE ? undefined : answered
    } catch {
      return undefined
    }
  }
  return () => {
    asked ??= answer().finally(() => {
      asked = undefined
    })
    return asked
  }
}
