// Puts an end to waiting on the outside.
import { PlatformError } from '#magnets'

/** The promise's result, or PlatformError `unavailable` after `limitMs`. */
export async function withTimeLimit<T>(
  promise: Promise<T>,
  limitMs: number,
  what: string,
): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new PlatformError('unavailable', `${what} took longer than ${limitMs} ms`))
  }, limitMs)
  try {
    return await Promise.race([promise, over])
  } finally {
    clearTimeout(timer)
  }
}
