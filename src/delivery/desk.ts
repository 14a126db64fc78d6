// Works on one event: makes its answer, brings it to the platform, and says how it ended.
import {
  type Address,
  type Conversation,
  type Incoming,
  type Meter,
  PlatformError,
  type Poster,
  type Reply,
  UserError,
} from '#magnets'
import { type Loaded, messageKeyOf } from '../store/load.ts'
import type { Settlement } from '../store/settle.ts'
import type { Store } from '../store/store.ts'
import { withButtons } from './buttons.ts'
import { failureFields, failureReply } from './failure.ts'
import { keep, referenceOf } from './keeping.ts'
import { keptFor } from './kept-for.ts'
import type { Job, Turnstile } from './lanes.ts'
import { isDoubtful, isLatest } from './latest.ts'
import type { ChannelModes } from './modes.ts'
import { limitNotice } from './notices.ts'
import type { DeliveryLog, Outlet, Patience, Posting } from './outlet.ts'
import { createPresses } from './presses.ts'
import type { Refusals } from './refusals.ts'
import { type Engines, type Response, respond } from './respond.ts'
import { GIVE_UP_AFTER_MS } from './retrying.ts'
import { createShowing, type Showing } from './showing.ts'
import { type Timers, within } from './timers.ts'
import { FIRST_VIEW } from './views.ts'

/** A command that takes longer is given up. */
const RESPOND_LIMIT_MS = 30_000
/** A platform that was down so long that we gave up is still down: a word is tried for longer. */
const APOLOGY_LIMIT_MS = 30 * 60_000
/** How often a lease that ran out is looked at again. */
const LEASE_PAUSE_MS = 200

export interface DeskOptions {
  readonly engines: Engines
  readonly store: Store
  readonly outlet: Outlet
  readonly timers: Timers
  readonly newReference: () => string
  readonly log: DeliveryLog
  readonly meter: Meter
  readonly posters: ReadonlyMap<string, Poster>
  readonly refusals: Refusals
  readonly modes: ChannelModes
  readonly signal: AbortSignal
}

export type Desk = (job: Job, turnstile: Turnstile) => Promise<Settlement | undefined>

/** An event on the desk. */
interface Case {
  readonly job: Job
  readonly incoming: Incoming
  readonly loaded: Loaded
  readonly poster: Poster
  readonly patience: Patience
}

/** A case that failed, perhaps for want of a poster. */
type Failed = Omit<Case, 'poster'> & { readonly poster: Poster | undefined }

/** How a case ended, but for what every settlement has. */
type Ending = Pick<Settlement, 'end' | 'reply' | 'turn' | 'receipt' | 'gap'>

const DONE = { end: { state: 'done' } } as const

export function createDesk(options: DeskOptions): Desk {
  const { engines, store, outlet, timers, log, meter } = options
  const { notice } = engines
  const presses = createPresses({ store, notice, now: timers.now, meter })

  return async (job, turnstile) => {
    let read: Loaded
    try {
      read = await store.inbox.load(job)
    } catch (error) {
      return unreadable(job, error)
    }
    const { incoming, ...loaded } = read
    // Done, given up or forgotten meanwhile: there is nothing to end but our hold on the lane.
    if (incoming === undefined) return blank(job)
    const poster = options.posters.get(incoming.place.platform)
    let ending: Ending | undefined
    const patience = patienceFor(job, loaded, incoming, turnstile)
    try {
      if (poster === undefined) throw new Error(`no poster for ${incoming.place.platform}`)
      ending = await work({ job, incoming, loaded, poster, patience })
    } catch (error) {
      ending = await fail({ job, incoming, loaded, poster, patience }, error)
    }
    if (ending === undefined || !turnstile.ours()) return undefined
    return { ...blank(job, incoming), ...ending }
  }

  /** What waits and can't be read, sealed with a key that is lost, must not be tried for ever. */
  function unreadable(job: Job, error: unknown): Settlement | undefined {
    // While we are stopping nothing is read: whoever goes on does it.
    if (options.signal.aborted) return undefined
    const reference = options.newReference()
    log.error({ err: error, id: job.id, reference }, 'an event could not be read again')
    return { ...blank(job), end: { state: 'dead', code: 'unreadable', reference } }
  }

  function patienceFor(
    job: Job,
    { message, takenAt }: Loaded,
    incoming: Incoming,
    turnstile: Turnstile,
  ): Patience {
    let first = true
    return {
      until: takenAt + GIVE_UP_AFTER_MS,
      rest: waiting => turnstile.rest(waiting),
      onRetry: error => meter.retried(incoming.place.platform, error.code),
      async wanted() {
        await holdLease(turnstile)
        if (!turnstile.ours()) return false
        const again = first ? message : (await store.inbox.load({ ...job, incoming })).message
        first = false
        return isLatest(incoming, again)
      },
    }
  }

  /** While the data can't be reached for long, another process may take us for dead. */
  async function holdLease(turnstile: Turnstile): Promise<void> {
    while (!store.membership.holds() && turnstile.ours() && !options.signal.aborted) {
      await turnstile.rest(timers.sleep(LEASE_PAUSE_MS, options.signal))
    }
  }

  async function work(at: Case): Promise<Ending | undefined> {
    const { incoming, loaded } = at
    const { message } = loaded
    if (incoming.kind === 'delete') return takeBack(at)
    if (!isLatest(incoming, message)) return DONE
    if (isLeftAlone(at)) return DONE
    const address = message?.reply ?? incoming.address
    const showing = showingFor(at, address)
    const response = await outlet.withProgress(at.poster, address, prepare(at, showing))
    if (response === undefined) return message?.reply === undefined ? DONE : takeBack(at)
    return post(at, response, { address, showing })
  }

  /** Only messages can be changed as often as one likes; a command's answer has few changes to spend. */
  function showingFor({ job, incoming, loaded, poster }: Case, address: Address) {
    const { kind } = incoming
    const plain = kind === 'message' || kind === 'edit'
    if (!plain || isDoubtful(job, incoming, loaded)) return undefined
    return createShowing({ poster, address, key: messageKeyOf(incoming), timers, log })
  }

  /** What we only overhear, where nobody talks with us, or where we were asked to be quiet. */
  function isLeftAlone({ incoming, loaded: { message, before } }: Case): boolean {
    if (!('addressed' in incoming) || incoming.addressed !== 'overheard') return false
    if (before.turns.at(-1)?.quiet) return true
    const talking = message?.reply !== undefined || before.turns.length > 0
    return !talking && options.modes.of(incoming.place) !== 'every'
  }

  async function prepare(
    { job, incoming, loaded, poster }: Case,
    showing: Showing | undefined,
  ): Promise<Response | undefined> {
    const refused = options.refusals.take(job.id)
    if (refused !== undefined) return { reply: limitNotice(notice, refused) }
    const late = (): Error => new Error(`no answer within ${RESPOND_LIMIT_MS / 1000} seconds`)
    const answering = answer(job, incoming, { before: loaded.before, poster, showing })
    return within(timers, RESPOND_LIMIT_MS, answering, late)
  }

  async function answer(
    job: Job,
    incoming: Incoming,
    {
      before,
      poster,
      showing,
    }: Pick<Case, 'poster'> & {
      readonly before: Conversation
      readonly showing: Showing | undefined
    },
  ): Promise<Response | undefined> {
    const { kind, asker, place } = incoming
    const pressed = kind === 'action' || kind === 'form' ? presses.press(incoming) : undefined
    const { audienceOf } = poster
    const person = {
      ...{ asker, conversation: before },
      keeping: keptFor({ ...{ store, modes: options.modes, poster, incoming }, row: job.id }),
      ...(audienceOf && { audience: () => audienceOf(asker, place, incoming.address) }),
      ...(showing && { onPartial: showing.show }),
    }
    const response = await (pressed ?? respond(engines, incoming, person))
    if (response === undefined) return undefined
    return pressed ? { ...response, reply: engines.guard(response.reply).reply } : response
  }

  async function post(
    at: Case,
    response: Response,
    { address, showing }: { readonly address: Address; readonly showing: Showing | undefined },
  ): Promise<Ending | undefined> {
    const { job, incoming, loaded, poster } = at
    const { reply, asked } = response
    const key = messageKeyOf(incoming)
    const shown = await showing?.end()
    const posting: Posting = {
      reply: dressed(incoming, response, poster),
      key,
      address: shown?.stands ?? address,
      doubtful: isDoubtful(job, incoming, loaded) || shown?.doubtful === true,
    }
    const stands = await outlet.put(poster, posting, at.patience)
    if (stands === 'unwanted' && shown?.stands && loaded.message?.reply === undefined) {
      await outlet.takeBack(poster, shown.stands, key, at.patience)
    }
    if (typeof stands === 'string') return DONE
    const now = timers.now()
    const { outcome } = reply
    const { kind, place } = incoming
    meter.answered({ platform: place.platform, kind, outcome, tookMs: now - loaded.takenAt })
    if (asked !== undefined && asked.account.guard !== 'passed') meter.guardRejected()
    const base = engines.base()
    const { before } = loaded
    const kept = keep({ base, incoming, before, response, lane: job.lane, address: stands, now })
    if (kept.gap !== undefined) meter.gap('refused')
    return {
      ...DONE,
      ...kept,
      ...(loaded.message === undefined ? {} : { reply: stands }),
      ...(response.turn === undefined ? {} : { turn: response.turn }),
    }
  }

  /** With the id of its receipt and, where somebody can press them, its buttons. */
  function dressed(incoming: Incoming, { reply, asked, shows }: Response, poster: Poster): Reply {
    if (asked === undefined && shows === undefined) return reply
    const { receipt, view } = shows ?? { receipt: referenceOf(incoming), view: FIRST_VIEW }
    const named = { ...reply, reference: receipt }
    if (poster.buttonless) return named
    return withButtons(incoming, named, { receipt, view, related: engines.related(reply) })
  }

  async function takeBack({ job, incoming, loaded, poster, patience }: Case): Promise<Ending> {
    const stood = loaded.message?.reply
    // Without a place it may still stand: a process that died has posted it and told nobody.
    if (stood !== undefined || job.recovered) {
      await outlet.takeBack(poster, stood ?? incoming.address, messageKeyOf(incoming), patience)
    }
    return { ...DONE, reply: 'removed', turn: 'removed' }
  }

  async function fail(
    { incoming, loaded, poster, patience }: Failed,
    error: unknown,
  ): Promise<Ending | undefined> {
    // We are asked to stop: whoever goes on tries again.
    if (options.signal.aborted) return undefined
    const reference = options.newReference()
    const fields = failureFields(incoming, error, reference)
    const known = error instanceof UserError
    if (known) log.info(fields, 'a person asked for what cannot be done')
    else log.error(fields, 'an answer failed')
    const reply = failureReply(notice, error, reference)
    let told: Address | undefined
    if (poster !== undefined && reply !== undefined && incoming.kind !== 'delete') {
      const address = loaded.message?.reply ?? incoming.address
      const key = messageKeyOf(incoming)
      const posting = { reply: engines.guard(reply).reply, key, address, doubtful: true }
      const until = timers.now() + APOLOGY_LIMIT_MS
      try {
        const at = await outlet.put(poster, posting, { ...patience, until })
        if (typeof at !== 'string') told = at
      } catch (again) {
        log.error(failureFields(incoming, again, reference), 'nor could the failure be told')
      }
    }
    const stands = told !== undefined && loaded.message !== undefined ? { reply: told } : {}
    if (known) return { ...DONE, ...stands }
    meter.deadLettered(incoming.place.platform)
    const code = error instanceof PlatformError ? error.code : 'defect'
    return { end: { state: 'dead', code, reference }, ...stands }
  }

  function blank(job: Job, incoming: Incoming | undefined = job.incoming) {
    const { id, lane, person } = job
    const platform = incoming?.place.platform ?? ''
    const message = incoming === undefined ? '' : messageKeyOf(incoming)
    return { id, lane, platform, message, person }
  }
}
