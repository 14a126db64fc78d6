// Brings replies to a platform: posted, replaced in place, removed, with patience and an end to it.
import { type Address, type Incoming, PlatformError, type Poster, type Reply } from '#magnets'
import type { Entry } from './ledger.ts'
import { type RetryOptions, retrying } from './retrying.ts'

/** Most answers are there sooner; only a slower one needs a sign of life. */
const PROGRESS_AFTER_MS = 800
const PROGRESS_TEXT = 'Looking it up…'

/** What the rooms of the house log with: fields first, then a fixed sentence. */
export interface DeliveryLog {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface OutletOptions extends Omit<RetryOptions, 'wanted'> {
  readonly log: DeliveryLog
}

/** A reply, and the occasion of it: `key` is what idempotent posting hangs on. */
export interface Posting {
  readonly reply: Reply
  readonly key: string
  /** Asked before each try. */
  readonly wanted?: () => boolean
}

export interface Outlet {
  /** Posts where the reply to the message stands, else anew. False when it was not needed any more. */
  put(poster: Poster, incoming: Incoming, entry: Entry | undefined, p: Posting): Promise<boolean>
  /** Removes the reply to a message. Failures are logged. */
  takeBack(poster: Poster, entry: Entry | undefined): Promise<void>
  /** Runs the task, with a sign of life where it takes long. */
  withProgress<T>(poster: Poster, incoming: Incoming, task: Promise<T>): Promise<T>
}

export function createOutlet(options: OutletOptions): Outlet {
  const { timers, log } = options
  return {
    async put(poster, incoming, entry, { reply, key, wanted }) {
      const address = entry?.reply ?? incoming.address
      const post = (number: number): Promise<Address> =>
        poster.post(address, reply, { key, number })
      try {
        const stood = await retrying(post, { ...options, ...(wanted && { wanted }) })
        if (stood !== undefined && entry !== undefined) entry.reply = stood
        return stood !== undefined
      } catch (error) {
        if (!(error instanceof PlatformError) || error.code !== 'gone') throw error
        log.info({ key, platform: poster.platform }, 'the place for an answer is gone')
        return false
      }
    },
    async takeBack(poster, entry) {
      const stood = entry?.reply
      if (entry === undefined || stood === undefined) return
      delete entry.reply
      try {
        await retrying(() => poster.remove(stood), options)
      } catch (error) {
        log.warn({ err: error, platform: poster.platform }, 'a reply could not be removed')
      }
    },
    async withProgress(poster, incoming, task) {
      const done = new AbortController()
      const show = async (): Promise<void> => {
        await timers.sleep(PROGRESS_AFTER_MS, done.signal)
        if (!done.signal.aborted) await poster.progress(incoming.address, PROGRESS_TEXT)
      }
      show().catch(error => log.debug({ err: error, key: incoming.key }, 'no sign of life given'))
      return task.finally(() => done.abort())
    },
  }
}
