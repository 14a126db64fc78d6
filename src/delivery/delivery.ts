// Accepted once, answered once: takes what adapters hand over and brings the answers to their posters.
import { type Asker, type Core, type Meter, type Poster, UserError } from '#magnets'
import type { Depth } from '../store/dead-letters.ts'
import { personOf } from '../store/known.ts'
import type { Store } from '../store/store.ts'
import { createCore } from './core.ts'
import { createDesk } from './desk.ts'
import { failureFields } from './failure.ts'
import { closeGaps } from './gap-watch.ts'
import { glance } from './glance.ts'
import { homeOf, type Recent } from './home.ts'
import { createLanes } from './lanes.ts'
import { createChannelModes } from './modes.ts'
import { createOutlet, type DeliveryLog } from './outlet.ts'
import { createPace } from './pace.ts'
import { intakeOf } from './reception.ts'
import { createRefusals } from './refusals.ts'
import type { Engines } from './respond.ts'
import { createSlots } from './slots.ts'
import { type Timers, within } from './timers.ts'
import { keepUp } from './upkeep.ts'

/** How long `stop` lets work in hand finish. */
const STOP_LIMIT_MS = 8_000
/** What a database that is away keeps us from is left alone. */
const LEAVE_LIMIT_MS = 500
/** What is in hand lives in memory; the rest waits in the store. */
const MAX_IN_HAND = 10_000
/** Questions that a person finds at home, of those looked at: some were asked more than once. */
const RECENT_SHOWN = 5
const RECENT_LOOKED_AT = 20

export interface DeliveryOptions extends Engines {
  readonly store: Store
  readonly timers: Timers
  /** From 0 up to 1. */
  readonly random: () => number
  /** A short id that a person can pass on; the log has it too. */
  readonly newReference: () => string
  readonly log: DeliveryLog
  readonly meter: Meter
  /** Days that what people said is kept. */
  readonly keepDays: number
  /** Who runs the bot: "<platform>:<id>". */
  readonly curators: readonly string[]
  /** Presses a minute that one person is answered in windows; 0 for no limit. */
  readonly pressLimit: number
  /** True where a language model words the answers, which takes seconds. */
  readonly slow?: boolean
}

export interface Delivery {
  readonly core: Core
  /** From now on answers for this poster's platform go there. */
  attach(poster: Poster): void
  /** Joins those who share the store, and goes on with what others left. */
  start(): Promise<void>
  /** The base has changed: what it closes is closed. */
  baseChanged(): Promise<void>
  depth(): Promise<Depth>
  /** Takes nothing more; resolves when all is answered or time is up, with what was handed back. */
  stop(limitMs?: number): Promise<number>
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, timers, random, log, meter } = options
  const posters = new Map<string, Poster>()
  const ending = new AbortController()
  const refusals = createRefusals()
  const curators = new Set(options.curators)
  const { signal } = ending
  const pace = createPace(options.pressLimit, timers.now)
  const outlet = createOutlet({
    ...{ timers, random, log, signal },
    ...(options.slow ? { slow: true } : {}),
  })
  const modes = createChannelModes(store.settings)
  const desk = createDesk({
    ...options,
    engines: options,
    outlet,
    posters,
    refusals,
    modes,
    signal,
  })
  const lanes = createLanes({
    slots: createSlots(),
    work: desk,
    async settle(settlement, idle) {
      const begun = timers.now()
      const more = await store.inbox.settle(settlement, idle).catch((error: unknown) => {
        // The answer stands: without what could not be kept of it, it must not be given again.
        const { turn: _, receipt: __, gap: ___, ...end } = settlement
        log.error({ err: error, id: settlement.id }, 'what is kept of an answer was not written')
        return store.inbox.settle(end, idle)
      })
      meter.committed(timers.now() - begun)
      return more
    },
    onLost: (error, { id }) => log.warn({ err: error, id }, 'the end of a job was not written'),
  })
  const room = (): number => MAX_IN_HAND - lanes.count()
  store.inbox.limitRoom(() => room() > 0)
  let stopping = false
  let upkeep: Promise<void> = Promise.resolve()

  const accept: Core['accept'] = async given => {
    // Not taken, so that the platform sends it again, to another process or to the next.
    if (stopping) throw new UserError('stopping', 'Magnets is stopping and takes nothing more.')
    const incoming = { ...given, asker: withRights(given.asker) }
    const begun = timers.now()
    const { outcome, row, refused } = await store.inbox.take(intakeOf(incoming, modes))
    meter.accepted({
      platform: incoming.place.platform,
      accepted: outcome,
      tookMs: timers.now() - begun,
    })
    if (row !== undefined) {
      if (refused?.allowed === false) refusals.note(row.id, refused)
      const person = personOf({ incoming })
      lanes.add({ ...row, person, incoming, takenAt: begun, recovered: false })
    }
    return outcome
  }

  /** Platforms don't know who runs us; the configuration does. */
  function withRights(asker: Asker): Asker {
    return curators.has(`${asker.platform}:${asker.id}`)
      ? { ...asker, audience: 'operator' }
      : asker
  }

  /** For a person's home. */
  async function recent(asker: Asker): Promise<Recent> {
    const { platform, id, audience } = asker
    const person = `${platform}:${id}`
    const questions = await store.receipts.latest(person, RECENT_LOOKED_AT)
    const asked = [...new Set(questions.map(({ question }) => question))].slice(0, RECENT_SHOWN)
    if (audience !== 'operator') return { questions: asked, gaps: [] }
    const gaps = await store.gaps.list({ person, place: homeOf(asker) }, { limit: RECENT_SHOWN })
    return { questions: asked, gaps: gaps.map(({ subject }) => subject) }
  }

  async function baseChanged(): Promise<void> {
    try {
      const closed = await closeGaps({ store, engines: options, now: timers.now, accept })
      if (closed > 0) log.info({ closed }, 'gaps were closed by new facts')
    } catch (error) {
      log.warn(
        { err: error },
        'whether the new base closes gaps is looked at again at the next start',
      )
    }
  }

  return {
    core: createCore({
      engines: options,
      ...{ modes, recent, withRights },
      glance: asked => glance({ ...options, pace, engines: options }, asked),
      async accept(incoming) {
        try {
          return await accept(incoming)
        } catch (error) {
          const fields = failureFields(incoming, error, options.newReference())
          if (!stopping) log.error(fields, 'an event was not taken')
          throw error
        }
      },
    }),
    attach: poster => void posters.set(poster.platform, poster),
    async start() {
      await store.membership.join(options.base().version)
      await modes.refresh()
      const { keepDays } = options
      const base = (): string => options.base().version
      const platforms = (): readonly string[] => [...posters.keys()]
      const own = { store, lanes, timers, log, modes }
      upkeep = keepUp({ ...own, base, platforms, keepDays, room, signal })
      await baseChanged()
    },
    baseChanged,
    depth: () => store.deadLetters.depth(timers.now()),
    async stop(limitMs = STOP_LIMIT_MS) {
      stopping = true
      const over = new AbortController()
      const finished = lanes.finish()
      await Promise.race([finished, timers.sleep(limitMs, over.signal)])
      over.abort()
      ending.abort()
      store.inbox.end()
      await Promise.race([upkeep, timers.sleep(LEAVE_LIMIT_MS)])
      const left = lanes.count()
      await leave(left)
      return left
    },
  }

  /** What may still be on its way keeps its lease, so that nobody posts beside it. */
  async function leave(left: number): Promise<void> {
    if (left > 0) return
    try {
      const late = (): Error => new Error('the store took no leave in time')
      await within(timers, LEAVE_LIMIT_MS, store.membership.leave(), late)
    } catch (error) {
      log.warn({ err: error }, 'others will see only later that this process has ended')
    }
  }
}
