// The connection to Discord's gateway: which shards are served, and how that changes without a gap.
import {
  Client,
  Events,
  type GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Status,
} from 'discord.js'
import { PlatformError } from '#magnets'
import { API_VERSION, bareToken } from './api.ts'
import type { Log } from './log.ts'
import { shield } from './shield.ts'

export interface GatewayOptions {
  readonly token: string
  readonly apiUrl?: string
  /** Of all machines together. */
  readonly shardCount: number
  /** True where the application may read messages that don't concern it. Default: false. */
  readonly messageContent?: boolean
  readonly log: Log
  /** What to do with each event, by its name. They get payloads as they come, and must not throw. */
  readonly listeners: Readonly<Record<string, (data: unknown) => unknown>>
}

export interface Gateway {
  /**
   * Serves exactly these shards from now on; resolves when all of them are ready, with whether
   * anything had to change. Where it rejects, what was served before still is.
   */
  serve(shards: readonly number[]): Promise<boolean>
  /** True while every shard that is served is ready; also where none is to be served. */
  ready(): boolean
  /** Closes all connections, after those that are being made. */
  close(): Promise<void>
}

/**
 * Mentions, replies and direct messages carry their words without the privileged intent; servers
 * are needed to know threads.
 */
const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
]
/** Privileged: for channels in which every question is to be answered, where it is asked for. */
const PRIVILEGED = [GatewayIntentBits.MessageContent]
const CONNECT_LIMIT_MS = 60_000
/** A bot that isn't large may greet Discord with one shard in five seconds. */
const CONNECT_LIMIT_PER_SHARD_MS = 6_000

export function createGateway(options: GatewayOptions): Gateway {
  let served: readonly number[] | undefined
  let client: Client | undefined
  let turn: Promise<unknown> = Promise.resolve()

  const change = async (wanted: readonly number[]): Promise<boolean> => {
    if (wanted.join() === served?.join()) return false
    const next = wanted.length === 0 ? undefined : await connect(options, wanted)
    // The old one goes only now: what both have told is a repeat, and what neither has is lost.
    const old = client
    client = next
    served = wanted
    await old?.destroy()
    return true
  }

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = turn.then(task)
    turn = done.catch(() => undefined)
    return done
  }

  return {
    serve(shards) {
      const wanted = [...new Set(shards)].sort((a, b) => a - b)
      const unknown = wanted.find(id => !Number.isInteger(id) || id < 0 || id >= options.shardCount)
      if (unknown !== undefined) {
        const reason = `there is no shard ${unknown} among ${options.shardCount}`
        return Promise.reject(new RangeError(reason))
      }
      return inTurn(() => change(wanted))
    },
    ready() {
      const shards = [...(client?.ws.shards.values() ?? [])]
      const ready = shards.filter(({ status }) => status === Status.Ready)
      return served?.length === ready.length
    },
    close: () =>
      inTurn(async () => {
        const old = client
        client = undefined
        served = undefined
        await old?.destroy()
      }),
  }
}

/** A client of which all these shards are ready. */
async function connect(options: GatewayOptions, shards: readonly number[]): Promise<Client> {
  const client = createClient(options, shards)
  shield(client, options.log)
  // Payloads as they come: no cache stands between, so edits and deletions of old messages arrive.
  for (const [event, listener] of Object.entries(options.listeners)) {
    client.ws.on(event as GatewayDispatchEvents, listener)
  }
  watch(client, options.log)
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const limitMs = CONNECT_LIMIT_MS + shards.length * CONNECT_LIMIT_PER_SHARD_MS
  const limit = setTimeout(() => {
    reject(new PlatformError('unavailable', "Discord's gateway did not become ready in time"))
  }, limitMs)
  client.once(Events.ClientReady, () => resolve())
  try {
    await Promise.race([client.login(bareToken(options.token)).then(() => ready), ready])
    return client
  } catch (error) {
    await client.destroy()
    throw connectError(error)
  } finally {
    clearTimeout(limit)
  }
}

function createClient(options: GatewayOptions, shards: readonly number[]): Client {
  const { apiUrl, shardCount, messageContent = false } = options
  return new Client({
    intents: messageContent ? [...INTENTS, ...PRIVILEGED] : INTENTS,
    shards: [...shards],
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
