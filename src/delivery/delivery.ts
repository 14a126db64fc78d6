// Accepted once, answered once: takes what adapters hand over and brings the answers to their posters.
import {
  type Conversation,
  type Core,
  conversationKey,
  type Incoming,
  type Poster,
  UserError,
} from '#magnets'
import { createConversations } from './conversations.ts'
import { createCore } from './core.ts'
import { failureFields, failureReply } from './failure.ts'
import { createInbox } from './inbox.ts'
import { createLedger, type Entry } from './ledger.ts'
import { createOutlet, type DeliveryLog } from './outlet.ts'
import { createReception } from './reception.ts'
import { type Engines, type Response, respond } from './respond.ts'
import { createSharing, SHARE_ACTION } from './sharing.ts'
import { type Timers, within } from './timers.ts'

/** A command that takes longer is given up. */
const RESPOND_LIMIT_MS = 30_000
/** How long `stop` lets work in hand finish. */
const STOP_LIMIT_MS = 10_000
const FORGOTTEN = 'I no longer have that answer. Ask again, and share it then.'

export interface DeliveryOptions extends Engines {
  readonly timers: Timers
  /** From 0 up to 1. */
  readonly random: () => number
  /** A short id that a person can pass on; the log has it too. */
  readonly newReference: () => string
  readonly log: DeliveryLog
}

export interface Delivery {
  readonly core: Core
  /** From now on answers for this poster's platform go there. */
  attach(poster: Poster): void
  /** Takes nothing more; resolves when all is answered or time is up, with what was left undone. */
  stop(limitMs?: number): Promise<number>
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { timers, random, log } = options
  const posters = new Map<string, Poster>()
  const ledger = createLedger()
  const conversations = createConversations()
  const sharing = createSharing()
  const ending = new AbortController()
  const outlet = createOutlet({ timers, random, log, signal: ending.signal })
  const inbox = createInbox({ work })
  const receive = createReception({ inbox, ledger, conversations })
  let stopping = false

  async function work(incoming: Incoming): Promise<void> {
    const poster = posters.get(incoming.place.platform)
    try {
      if (poster === undefined) throw new Error(`no poster for ${incoming.place.platform}`)
      if (incoming.kind === 'delete') await outlet.takeBack(poster, entryOf(incoming))
      else await answer(poster, incoming)
    } catch (error) {
      await fail(poster, incoming, error)
    }
  }

  function entryOf(incoming: Incoming): Entry | undefined {
    return ledger.find(incoming.place.platform, messageOf(incoming))
  }

  async function answer(poster: Poster, incoming: Incoming): Promise<void> {
    const entry = entryOf(incoming)
    const conversation = entry?.conversation ?? conversationKey(incoming.place, incoming.asker)
    const wanted = (): boolean =>
      entry === undefined || (!entry.deleted && entry.latest === incoming.key)
    const overheard = 'addressed' in incoming && incoming.addressed === 'overheard'
    const welcome = !overheard || entry?.reply !== undefined || conversations.has(conversation)
    if (!wanted() || !welcome) return

    const history = conversations.before(conversation, messageOf(incoming))
    const response = await outlet.withProgress(poster, incoming, prepare(incoming, history))
    if (!wanted()) return
    if (response === undefined) return outlet.takeBack(poster, entry)
    const posting = { reply: response.reply, key: incoming.key, wanted }
    const posted = await outlet.put(poster, incoming, entry, posting)
    if (posted && response.turn && wanted()) {
      conversations.put(conversation, messageOf(incoming), response.turn)
    }
  }

  async function prepare(incoming: Incoming, before: Conversation): Promise<Response | undefined> {
    if (incoming.kind === 'action' && incoming.action === SHARE_ACTION) {
      return { reply: sharing.shared(incoming) ?? options.notice(FORGOTTEN) }
    }
    const late = (): Error => new Error(`no answer within ${RESPOND_LIMIT_MS / 1000} seconds`)
    const task = respond(options, incoming, before)
    const response = await within(timers, RESPOND_LIMIT_MS, task, late)
    return response && { ...response, reply: sharing.offer(incoming, response.reply) }
  }

  async function fail(
    poster: Poster | undefined,
    incoming: Incoming,
    error: unknown,
  ): Promise<void> {
    const reference = options.newReference()
    const fields = failureFields(incoming, error, reference)
    if (error instanceof UserError) log.info(fields, 'a person asked for what cannot be done')
    else log.error(fields, 'an answer failed')
    const reply = failureReply(options.notice, error, reference)
    const pointless = reply === undefined || incoming.kind === 'delete' || ending.signal.aborted
    if (poster === undefined || pointless) return
    try {
      const posting = { reply: options.guard(reply), key: `${incoming.key}/failed` }
      await outlet.put(poster, incoming, entryOf(incoming), posting)
    } catch (again) {
      log.error(failureFields(incoming, again, reference), 'nor could the failure be told')
    }
  }

  const accept: Core['accept'] = async incoming => {
    if (stopping) return 'ignored'
    try {
      return await receive(incoming)
    } catch (error) {
      log.error(failureFields(incoming, error, options.newReference()), 'an event was not taken')
      return 'ignored'
    }
  }

  return {
    core: createCore(options, accept),
    attach: poster => void posters.set(poster.platform, poster),
    async stop(limitMs = STOP_LIMIT_MS) {
      stopping = true
      const over = new AbortController()
      await Promise.race([inbox.idle(), timers.sleep(limitMs, over.signal)])
      over.abort()
      ending.abort()
      return inbox.waiting()
    },
  }
}

/** Key of the message that the event is about. */
function messageOf(incoming: Incoming): string {
  return 'original' in incoming ? incoming.original : incoming.key
}
