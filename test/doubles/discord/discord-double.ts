// A Discord of our own on loopback: real HTTP and WebSocket, to which the unmodified discord.js logs in.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFaults, type Failure, type Where } from './faults.ts'
import { type GatewaySide, gatewaySide, shardOf } from './gateway-side.ts'
import { httpSide, type Recorded } from './http-side.ts'
import { openapiCheck } from './openapi-check.ts'
import { createPeople, type People } from './people.ts'
import {
  type Body,
  createWorld,
  IDS,
  type StoredInteraction,
  userJson,
  type World,
} from './world.ts'

export { type Failure, RETRY_AFTER_SECONDS } from './faults.ts'
export { IDS } from './world.ts'

export const TOKEN = 'a-token.for.the-double'

export interface DiscordDouble {
  /** What the adapter takes as its `apiUrl`. */
  readonly apiUrl: string
  readonly world: World
  readonly people: People
  readonly gateway: GatewaySide
  /** What was refused for its form or would ring for somebody; `close` fails where there is any. */
  readonly violations: readonly string[]
  /** Every request that changes something, in order. */
  readonly requests: readonly Recorded[]
  /** What was read, in order: paths with their query. */
  readonly reads: readonly string[]
  /** True where requests are held against Discord's published description. */
  readonly checksSchema: boolean
  /** Orders a failure of the next post (or look, or callback), or of one after a few more. */
  failNext(how: Failure, after?: number, where?: Where): void
  /** Every answer over HTTP comes so much later from now on. */
  slowDown(delayMs: number): void
  /** Lets the answers go that are held. */
  release(): void
  close(): Promise<void>
}

export interface DoubleOptions {
  /** Intents that the application may ask for; all that are not privileged by default. */
  readonly allowedIntents?: number
  /** Fields of /applications/@me on top of the usual. */
  readonly application?: Body
  /** Where the bot is to find it, by its port. Default: at 127.0.0.1. */
  readonly origin?: (port: number) => string
  /** The token that it lets in. Default: TOKEN. */
  readonly token?: string
  /**
   * Discord's clock, in epoch milliseconds. Where it is given, interactions die by it: after three
   * seconds without an answer, and after a quarter of an hour.
   */
  readonly now?: () => number
}

/** All intents but the three that Discord grants on request. */
const UNPRIVILEGED = ~((1 << 1) | (1 << 8) | (1 << 15))
/** For an application that was granted Message Content. */
export const UNPRIVILEGED_AND_CONTENT = UNPRIVILEGED | (1 << 15)

export async function startDiscordDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const world = createWorld(options.now)
  const violations: string[] = []
  const requests: Recorded[] = []
  const reads: string[] = []
  const waiting = new Map<string, (interaction: StoredInteraction) => void>()
  const faults = createFaults()
  const check = openapiCheck()
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { token = TOKEN } = options
  const base = options.origin?.(port) ?? `http://127.0.0.1:${port}`
  const gatewayUrl = `${base.replace(/^http/, 'ws')}/gateway`
  const gateway = gatewaySide({
    server,
    token,
    allowedIntents: options.allowedIntents ?? UNPRIVILEGED,
    ready: ([id, total]) => readyJson(gatewayUrl, id === shardOf(IDS.guild, total)),
    welcome: ([id, total]) =>
      id === shardOf(IDS.guild, total) ? [['GUILD_CREATE', guildJson()]] : [],
  })
  const dispatch = gateway.dispatch
  server.on(
    'request',
    httpSide({
      world,
      token,
      gatewayUrl: () => gatewayUrl,
      check,
      violations,
      requests,
      reads,
      dispatch,
      application: options.application ?? {},
      answered: interaction => waiting.get(interaction.id)?.(interaction),
      mortal: options.now !== undefined,
      faults,
    }),
  )
  const whenAnswered = (interaction: StoredInteraction): Promise<StoredInteraction> => {
    const { promise, resolve } = Promise.withResolvers<StoredInteraction>()
    waiting.set(interaction.id, resolve)
    return promise
  }
  return {
    apiUrl: `${base}/api`,
    world,
    people: createPeople({ world, dispatch, whenAnswered }),
    gateway,
    violations,
    requests,
    reads,
    checksSchema: check !== undefined,
    failNext: faults.failNext,
    slowDown: faults.slowDown,
    release: faults.release,
    async close() {
      await gateway.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      // Refused for its form, a message goes out in a simpler one, and a test might not notice.
      if (violations.length > 0) throw new Error(`Discord refused: ${violations.join('; ')}`)
    },
  }
}

function readyJson(gatewayUrl: string, hasGuild: boolean): Body {
  return {
    v: 10,
    user: userJson(IDS.bot, true),
    guilds: hasGuild ? [{ id: IDS.guild, unavailable: true }] : [],
    resume_gateway_url: gatewayUrl,
    application: { id: IDS.application, flags: 0 },
  }
}

function guildJson(): Body {
  const thread = { id: IDS.thread, guild_id: IDS.guild, parent_id: IDS.channel, name: 'a thread' }
  return {
    id: IDS.guild,
    name: 'a server',
    owner_id: IDS.person,
    unavailable: false,
    member_count: 3,
    roles: [{ id: IDS.guild, name: '@everyone', permissions: String(1 << 10), position: 0 }],
    emojis: [],
    stickers: [],
    features: [],
    channels: [
      { id: IDS.channel, type: 0, name: 'general', position: 0, permission_overwrites: [] },
      { id: IDS.forum, type: 15, name: 'questions', position: 2, permission_overwrites: [] },
      {
        id: IDS.secret,
        type: 0,
        name: 'board',
        position: 1,
        permission_overwrites: [{ id: IDS.guild, type: 0, allow: '0', deny: String(1 << 10) }],
      },
    ],
    threads: [{ ...thread, type: 11, thread_metadata: { archived: false, locked: false } }],
    members: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
