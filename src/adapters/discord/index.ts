// Connects to Discord's gateway, hands over what people write, and posts the answers.
import { randomUUID } from 'node:crypto'
import type { Adapter, Core, Incoming, Route } from '#magnets'
import { createApi } from './api.ts'
import { apology } from './apology.ts'
import { CHANNEL_EVENTS, createChannelBook } from './channel-book.ts'
import { type ReadingContext, shardOf } from './context.ts'
import { createEndpoint } from './endpoint.ts'
import { createGateway } from './gateway.ts'
import { createHandedBook } from './handed-book.ts'
import { createIdentity } from './identity.ts'
import { createInteractions } from './interactions.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import { readyPayload } from './payloads.ts'
import type { Draw } from './pictures.ts'
import { createPoster } from './poster.ts'
import { receiveDeletes, receiveEdit, receiveMessage } from './receive-message.ts'
import { channelWay } from './ways.ts'

export type { Log } from './log.ts'

export interface DiscordOptions {
  readonly core: Core
  readonly token: string
  /** Another address than Discord's own, without the version: for tests. */
  readonly apiUrl?: string
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now?: () => number
  /**
   * Connections to the gateway over all machines; Discord asks for more than one beyond 2500
   * servers. Default: 1.
   */
  readonly shardCount?: number
  /** Those that `start` serves, from 0. Default: all. */
  readonly shards?: readonly number[]
  /** With it Discord may hand interactions over by HTTP: see `routes`. */
  readonly publicKey?: string
  /** False where interactions by HTTP are all that is wanted. Default: true. */
  readonly gateway?: boolean
  /** True where the application has the Message Content intent. Default: false. */
  readonly messageContent?: boolean
  /** How long a slow `accept` is waited for before an interaction is acknowledged. */
  readonly deferAfterMs?: number
  /** How long one call of Discord's HTTP interface may take. Default: ten seconds. */
  readonly callTimeoutMs?: number
  /** True where the process reaches Discord through a proxy. */
  readonly behindProxy?: boolean
  /** Draws charts as pictures. Default: they are told in text. */
  readonly draw?: Draw
  /** Makes the ids that people and the log share for a failure. */
  readonly newReference?: () => string
}

/** Leaves a second of Discord's three for the way there. */
const DEFER_AFTER_MS = LIMITS.firstReplyMs - 1000

/** An adapter that can share the gateway with others, each serving some of the shards. */
export interface DiscordAdapter extends Adapter {
  /**
   * Serves exactly these shards of `shardCount` from now on, and resolves when they are ready. What
   * was served before is let go only then, so that no event falls between; where it rejects
   * (PlatformError), what was served before still is. Without any shard there is no connection, and
   * the poster works all the same. Does nothing before `start` and after `stop`.
   */
  serve(shards: readonly number[]): Promise<void>
}

export function createDiscordAdapter(options: DiscordOptions): DiscordAdapter {
  const { core, log, now = Date.now, shardCount = 1, messageContent = false } = options
  const connects = options.gateway ?? true
  const newReference = options.newReference ?? (() => randomUUID().slice(0, 8))
  const api = createApi(options)
  const identity = createIdentity(api)
  const reach = { api, me: identity.ask }
  const channels = createChannelBook()
  const { parentOf, seenByAll } = channels
  const interactions = createInteractions({
    core,
    api,
    log,
    deferAfterMs: options.deferAfterMs ?? DEFER_AFTER_MS,
    newReference,
    seenByAll,
  })
  const handed = createHandedBook(now())
  let taking = false
  const { hears } = core
  const context = (): ReadingContext => ({ bot: identity.known, parentOf, seenByAll, hears })

  const hand = async (incoming: Incoming | undefined): Promise<void> => {
    if (incoming === undefined) return
    handed.note(incoming)
    try {
      // Pending while the store is out: nothing is lost as long as the process lives. What is still
      // pending when it dies is, for Discord wants no acknowledgement and repeats no event.
      await core.accept(incoming)
    } catch (error) {
      const reference = newReference()
      log.error({ err: error, reference, key: incoming.key }, 'a message failed')
      // Nobody waits for an answer to what was only overheard or deleted.
      if (incoming.kind !== 'message' || incoming.addressed === 'overheard') return
      const way = channelWay(reach, incoming.address)
      await way.create(apology(reference), 0, `${incoming.key}/failed`).catch(again => {
        log.warn({ err: again, reference }, 'Discord took no word about a failure')
      })
    }
  }

  const handDeletes = (data: unknown): Promise<unknown> => {
    const found = receiveDeletes(data, { ...context(), mayKnow: handed.mayKnow }, now())
    return Promise.all(found.map(hand))
  }
  const heard: Readonly<Record<string, (data: unknown) => unknown>> = {
    READY(data) {
      const ready = readyPayload.safeParse(data)
      if (ready.success) identity.note(ready.data.user.id)
      else log.error({ err: ready.error }, 'Discord did not say who we are')
    },
    ...Object.fromEntries(
      CHANNEL_EVENTS.map(event => [event, (data: unknown) => channels.note(event, data)]),
    ),
    MESSAGE_CREATE: data => hand(receiveMessage(data, context())),
    MESSAGE_UPDATE: data => hand(receiveEdit(data, context())),
    MESSAGE_DELETE: handDeletes,
    MESSAGE_DELETE_BULK: handDeletes,
    INTERACTION_CREATE: data => interactions.handle(data),
  }
  const listening = Object.entries(heard).map(([event, listener]) => {
    const listen = async (data: unknown): Promise<void> => {
      if (!taking) return
      try {
        await listener(data)
      } catch (error) {
        log.error({ err: error, event }, 'an event from Discord could not be read')
      }
    }
    return [event, listen] as const
  })
  const gateway = createGateway({
    ...options,
    shardCount,
    listeners: Object.fromEntries(listening),
  })

  const serve = async (shards: readonly number[]): Promise<void> => {
    if (!connects) return
    if (!taking || !(await gateway.serve(shards))) return
    channels.keep(guild => shards.includes(shardOf(guild, shardCount)))
    // Until now their messages were somebody else's business.
    handed.shareUntil(now())
    log.info({ bot: identity.known, shards, shardCount }, 'serving shards of Discord')
  }

  return {
    poster: createPoster({
      ...reach,
      ...{ log, now, deaf: !(connects && messageContent), draw: options.draw },
      acknowledged: interactions.acknowledged,
    }),
    routes: routesOf(options, { now, open: () => taking, handle: interactions.handle }),
    ...(connects ? {} : { commandsOnly: true }),
    connected: () => taking && (!connects || gateway.ready()),
    serve,
    async start() {
      taking = true
      try {
        await serve(options.shards ?? Array.from({ length: shardCount }, (_, id) => id))
      } catch (error) {
        taking = false
        throw error
      }
    },
    async stop() {
      taking = false
      await gateway.close()
      log.info({}, 'disconnected from Discord')
    },
  }
}

function routesOf(
  { publicKey, log }: DiscordOptions,
  rest: Pick<Parameters<typeof createEndpoint>[0], 'now' | 'open' | 'handle'>,
): readonly Route[] {
  return publicKey === undefined ? [] : [createEndpoint({ ...rest, publicKey, log })]
}
