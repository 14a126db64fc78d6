// Brings replies to a platform: posted, replaced in place, removed, with patience and an end to it.
import { type Address, PlatformError, type Poster, type Reply } from '#magnets'
import { type RetryOptions, retrying } from './retrying.ts'
import { OVER, type Timers } from './timers.ts'

/** Most answers are there sooner; only a slower one needs a sign of life. */
const PROGRESS_AFTER_MS = 800
/** Where a model words them none is. */
const MODEL_PROGRESS_AFTER_MS = 200
const PROGRESS_TEXT = 'Looking it up…'

/** What the rooms of the house log with: fields first, then a fixed sentence. */
export interface DeliveryLog {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** A reply and where it goes. */
export interface Posting {
  readonly reply: Reply
  /** Key of the message that it answers. */
  readonly key: string
  readonly address: Address
  /** True where a try before may have gone through. */
  readonly doubtful: boolean
}

export interface Outlet {
  /** Where the reply stands; 'unwanted' when it was not needed any more, 'gone' with its place. */
  put(poster: Poster, posting: Posting, retry: Patience): Promise<Address | 'unwanted' | 'gone'>
  /** Removes a reply. Failures are logged. */
  takeBack(poster: Poster, at: Address, key: string, retry: Patience): Promise<void>
  /** Runs the task, with a sign of life where it takes long. */
  withProgress<T>(poster: Poster, address: Address, task: Promise<T>): Promise<T>
}

/** How long one job is patient, and what it does meanwhile. */
export type Patience = Pick<RetryOptions, 'until' | 'wanted' | 'rest' | 'onRetry'>

export interface OutletOptions extends Pick<RetryOptions, 'random' | 'signal'> {
  readonly timers: Timers
  readonly log: DeliveryLog
  /** True where answers take seconds, since a language model words them. */
  readonly slow?: boolean
}

export function createOutlet(options: OutletOptions): Outlet {
  const { timers, log } = options
  const progressAfterMs = options.slow ? MODEL_PROGRESS_AFTER_MS : PROGRESS_AFTER_MS
  return {
    async put(poster, { reply, key, address, doubtful }, patience) {
      const post = (attempt: number): Promise<Address> =>
        poster.post(address, reply, { key, number: doubtful ? attempt + 1 : attempt })
      try {
        return (await retrying(post, { ...options, ...patience })) ?? 'unwanted'
      } catch (error) {
        if (!(error instanceof PlatformError) || error.code !== 'gone') throw error
        log.info({ key, platform: poster.platform }, 'the place for an answer is gone')
        return 'gone'
      }
    },
    async takeBack(poster, at, key, { wanted: _, ...patience }) {
      try {
        await retrying(() => poster.remove(at, key), { ...options, ...patience })
      } catch (error) {
        log.warn({ err: error, platform: poster.platform }, 'a reply could not be removed')
      }
    },
    async withProgress(poster, address, task) {
      const done = new AbortController()
      const show = async (): Promise<void> => {
        await timers.sleep(progressAfterMs, done.signal)
        if (!done.signal.aborted) await poster.progress(address, PROGRESS_TEXT)
      }
      show().catch(error => log.debug({ err: error }, 'no sign of life given'))
      return task.finally(() => done.abort(OVER))
    },
  }
}
