// What goes on beside the questions: the lease is renewed, work that nobody does is found, old rows expire.
import type { Store } from '../store/store.ts'
import type { Lanes } from './lanes.ts'
import type { ChannelModes } from './modes.ts'
import type { DeliveryLog } from './outlet.ts'
import type { Timers } from './timers.ts'

const TICK_MS = 1_000
/** Ticks between renewals of the lease. */
const BEAT_TICKS = 3
/** Ticks between looks for work of our own that was lost sight of. */
const OWN_TICKS = 5
/** Ticks between readings of what others have set. */
const MODES_TICKS = 5
/** Ticks between clearings out. */
const EXPIRE_TICKS = 6 * 3_600
/** Lanes that are taken over at once. */
const LANES_AT_ONCE = 100

export interface UpkeepOptions {
  readonly store: Store
  readonly lanes: Lanes
  readonly timers: Timers
  readonly log: DeliveryLog
  readonly modes: ChannelModes
  /** Version of the base as it is now. */
  readonly base: () => string
  /** Those that we can post to. */
  readonly platforms: () => readonly string[]
  readonly keepDays: number
  /** Jobs that may be in hand. */
  readonly room: () => number
  readonly signal: AbortSignal
}

/** Runs until the signal fires. What fails is tried again at the next tick. */
export async function keepUp(options: UpkeepOptions): Promise<void> {
  const { store, timers, signal, log, modes } = options
  for (let tick = 0; !signal.aborted; tick += 1) {
    try {
      if (tick % BEAT_TICKS === 0) await renew(options)
      await takeOver(options)
      if (tick % MODES_TICKS === 0) await modes.refresh()
      if (tick % OWN_TICKS === OWN_TICKS - 1) await findOwn(options)
      if (tick % EXPIRE_TICKS === 0) await store.expire(timers.now(), options.keepDays)
    } catch (error) {
      // The store says by itself, once, that it can't be reached.
      log.debug({ err: error }, 'upkeep failed and is tried again')
    }
    await timers.sleep(TICK_MS, signal)
  }
}

async function renew({ store, lanes, base, log }: UpkeepOptions): Promise<void> {
  if (await store.membership.beat(base())) return
  const names = lanes.names()
  const ours = await store.inbox.stillOwned(names)
  const lost = names.filter(name => !ours.has(name))
  lanes.abandon(new Set(lost))
  store.membership.resume()
  log.warn({ kept: ours.size, lost: lost.length }, 'the lease had run out and was renewed')
}

async function takeOver({ store, lanes, room, platforms }: UpkeepOptions): Promise<void> {
  if (room() <= 0 || platforms().length === 0) return
  const found = await store.inbox.claimOrphans(platforms(), LANES_AT_ONCE)
  for (const work of found) lanes.add({ ...work, recovered: true })
}

async function findOwn({ store, lanes }: UpkeepOptions): Promise<void> {
  const found = await store.inbox.ownWaiting()
  for (const work of found) lanes.add({ ...work, recovered: true })
}
