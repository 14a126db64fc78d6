// Shows an answer while it grows: posted once, changed in place, and taken over by what comes in the end.
import type { Address, Poster, Reply } from '#magnets'
import type { DeliveryLog } from './outlet.ts'
import { type Timers, within } from './timers.ts'

/** Sooner than this nobody has begun to wait. */
const SHOW_AFTER_MS = 900
/** Platforms take about one change a second of a message. */
const PAUSE_MS = 1_000
/** A try that hangs must not hold up the answer. */
const END_LIMIT_MS = 3_000

export interface Showing {
  /** Takes what there is by now; shown at once, or skipped where that would be too soon or too often. */
  show(sofar: Reply): void
  /** Where something stands once nothing more is shown; `doubtful` where a try may have gone through. */
  end(): Promise<{ readonly stands?: Address; readonly doubtful: boolean }>
}

export interface ShowingOptions {
  readonly poster: Poster
  readonly address: Address
  /** Key of the message that is answered. */
  readonly key: string
  readonly timers: Timers
  readonly log: Pick<DeliveryLog, 'debug'>
}

/**
 * One try each, by the same mark as the answer itself: whoever takes over from a process that died
 * finds what stands and changes it.
 */
export function createShowing({ poster, address, key, timers, log }: ShowingOptions): Showing {
  const began = timers.now()
  let stands: Address | undefined
  let doubtful = false
  let last = Number.NEGATIVE_INFINITY
  let ended = false
  let posting: Promise<void> | undefined

  async function post(sofar: Reply): Promise<void> {
    try {
      stands = await poster.post(stands ?? address, sofar, { key, number: 1 })
    } catch (error) {
      // What is missed here comes with the answer.
      doubtful = true
      ended = true
      log.debug({ err: error, platform: poster.platform }, 'a part of an answer was not shown')
    }
    posting = undefined
  }

  return {
    show(sofar) {
      const now = timers.now()
      const early = now - began < SHOW_AFTER_MS || now - last < PAUSE_MS
      if (ended || posting !== undefined || early) return
      last = now
      posting = post(sofar)
    },
    async end() {
      ended = true
      const late = (): Error => new Error('showing a part of an answer did not end')
      await within(timers, END_LIMIT_MS, posting ?? Promise.resolve(), late).catch(() => {
        doubtful = true
      })
      return { ...(stands === undefined ? {} : { stands }), doubtful }
    },
  }
}
