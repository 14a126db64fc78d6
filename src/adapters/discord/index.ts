// Connects to Discord's gateway, hands over what people write, and posts the answers.
import { randomUUID } from 'node:crypto'
import { Client, Events, type GatewayDispatchEvents, GatewayIntentBits, Options } from 'discord.js'
import { type Adapter, type Core, type Incoming, PlatformError } from '#magnets'
import { API_VERSION, bareToken, createApi } from './api.ts'
import { apology } from './apology.ts'
import type { ReadingContext } from './context.ts'
import { createHandedBook } from './handed-book.ts'
import { createInteractions } from './interactions.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import { readyPayload } from './payloads.ts'
import { createPoster } from './poster.ts'
import { receiveDeletes, receiveEdit, receiveMessage } from './receive-message.ts'
import { shield } from './shield.ts'
import { createThreadBook, THREAD_EVENTS } from './thread-book.ts'
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
  /** Connections to the gateway; Discord asks for more than one beyond 2500 servers. */
  readonly shardCount?: number
  /** How long a slow `accept` is waited for before an interaction is acknowledged. */
  readonly deferAfterMs?: number
  /** Makes the ids that people and the log share for a failure. */
  readonly newReference?: () => string
}

/** Leaves a second of Discord's three for the way there. */
const DEFER_AFTER_MS = LIMITS.firstReplyMs - 1000
const CONNECT_LIMIT_MS = 60_000

/**
 * Mentions, replies and direct messages carry their words without the privileged intent; servers
 * are needed to know threads.
 */
const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
]

export function createDiscordAdapter(options: DiscordOptions): Adapter {
  const { core, log, now = Date.now } = options
  const newReference = options.newReference ?? (() => randomUUID().slice(0, 8))
  const api = createApi(options)
  const interactions = createInteractions({
    core,
    api,
    log,
    deferAfterMs: options.deferAfterMs ?? DEFER_AFTER_MS,
    newReference,
  })
  const threads = createThreadBook()
  const handed = createHandedBook(now())
  let bot = ''
  let taking = false
  const context = (): ReadingContext => ({ bot, parentOf: threads.parentOf })

  const hand = async (incoming: Incoming | undefined): Promise<void> => {
    if (incoming === undefined) return
    handed.note(incoming)
    try {
      await core.accept(incoming)
    } catch (error) {
      const reference = newReference()
      log.error({ err: error, reference, key: incoming.key }, 'a message failed')
      // Nobody waits for an answer to what was only overheard or deleted.
      if (incoming.kind !== 'message' || incoming.addressed === 'overheard') return
      const way = channelWay(api, incoming.address)
      await way.create(apology(reference), 0, `${incoming.key}/failed`).catch(again => {
        log.warn({ err: again, reference }, 'Discord took no word about a failure')
      })
    }
  }

  const client = createClient(options)
  shield(client, log)
  // Payloads as they come: no cache stands between, so edits and deletions of old messages arrive.
  const on = (event: string, listener: (data: unknown) => unknown): void => {
    client.ws.on(event as GatewayDispatchEvents, async (data: unknown) => {
      if (!taking) return
      try {
        await listener(data)
      } catch (error) {
        log.error({ err: error, event }, 'an event from Discord could not be read')
      }
    })
  }
  on('READY', data => {
    const ready = readyPayload.safeParse(data)
    if (ready.success) bot = ready.data.user.id
    else log.error({ err: ready.error }, 'Discord did not say who we are')
  })
  for (const event of THREAD_EVENTS) on(event, data => threads.note(event, data))
  on('MESSAGE_CREATE', data => hand(receiveMessage(data, context())))
  on('MESSAGE_UPDATE', data => hand(receiveEdit(data, context())))
  for (const event of ['MESSAGE_DELETE', 'MESSAGE_DELETE_BULK']) {
    on(event, data => {
      const found = receiveDeletes(data, { ...context(), mayKnow: handed.mayKnow }, now())
      return Promise.all(found.map(hand))
    })
  }
  on('INTERACTION_CREATE', data => interactions.handle(data))
  watch(client, log)

  return {
    poster: createPoster({ api, log, now, acknowledged: interactions.acknowledged }),
    async start() {
      taking = true
      try {
        await connected(client, bareToken(options.token))
      } catch (error) {
        taking = false
        await client.destroy()
        throw error
      }
      log.info({ bot }, 'connected to Discord')
    },
    async stop() {
      taking = false
      await client.destroy()
      log.info({}, 'disconnected from Discord')
    },
  }
}

function createClient({ apiUrl, shardCount = 1 }: DiscordOptions): Client {
  return new Client({
    intents: INTENTS,
    shardCount,
    rest: { version: API_VERSION, ...(apiUrl === undefined ? {} : { api: apiUrl }) },
    // We keep nothing of what discord.js would remember.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
    }),
  })
}

/** Resolves when every connection is ready. */
async function connected(client: Client, token: string): Promise<void> {
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const limit = setTimeout(() => {
    reject(new PlatformError('unavailable', "Discord's gateway did not become ready in time"))
  }, CONNECT_LIMIT_MS)
  client.once(Events.ClientReady, () => resolve())
  try {
    await Promise.race([client.login(token).then(() => ready), ready])
  } catch (error) {
    throw connectError(error)
  } finally {
    clearTimeout(limit)
  }
}

function connectError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error
  const message = error instanceof Error ? error.message : String(error)
  const refused = /invalid token|disallowed intents|authentication failed/i.test(message)
  const words = `Discord's gateway can't be reached: ${message}`
  return new PlatformError(refused ? 'unauthorised' : 'unavailable', words)
}

/** Without these listeners an error of the connection would end the process. */
function watch(client: Client, log: Log): void {
  client.on(Events.Error, error => log.error({ err: error }, 'the connection to Discord failed'))
  client.on(Events.Warn, message => log.warn({ detail: message }, 'discord.js warns'))
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ err: error, shard }, 'a connection to Discord broke; it is made anew'),
  )
  client.on(Events.ShardDisconnect, (event, shard) =>
    log.error({ code: event.code, shard }, 'Discord closed a connection for good'),
  )
}
