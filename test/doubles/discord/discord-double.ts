// A Discord of our own on loopback: real HTTP and WebSocket, to which the unmodified discord.js logs in.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, refusal } from './answers.ts'
import { type GatewaySide, gatewaySide } from './gateway-side.ts'
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

export { IDS } from './world.ts'

export const TOKEN = 'a-token.for.the-double'
export const RETRY_AFTER_SECONDS = 7

export type Failure =
  | 'rate-limited'
  | 'rich-rejected'
  | 'unavailable'
  /** Embeds may not be posted here. */
  | 'rich-forbidden'
  /** Nothing may be posted into a channel. */
  | 'forbidden'

export interface DiscordDouble {
  /** What the adapter takes as its `apiUrl`. */
  readonly apiUrl: string
  readonly world: World
  readonly people: People
  readonly gateway: GatewaySide
  /** What was refused for its form: empty in every test that doesn't order such a thing. */
  readonly violations: readonly string[]
  /** Every request that changes something, in order. */
  readonly requests: readonly Recorded[]
  /** True where requests are held against Discord's published description. */
  readonly checksSchema: boolean
  /** Orders a failure of the next post, or of one after a few more. */
  failNext(how: Failure, after?: number): void
  close(): Promise<void>
}

export interface DoubleOptions {
  /** Intents that the application may ask for; all that are not privileged by default. */
  readonly allowedIntents?: number
  /** Fields of /applications/@me on top of the usual. */
  readonly application?: Body
}

/** All intents but the three that Discord grants on request. */
const UNPRIVILEGED = ~((1 << 1) | (1 << 8) | (1 << 15))

export async function startDiscordDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const world = createWorld()
  const violations: string[] = []
  const requests: Recorded[] = []
  const waiting = new Map<string, (interaction: StoredInteraction) => void>()
  const orders: Order[] = []
  const check = openapiCheck()
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`
  const gateway = gatewaySide({
    server,
    token: TOKEN,
    allowedIntents: options.allowedIntents ?? UNPRIVILEGED,
    ready: () => readyJson(gatewayUrl),
    welcome: () => [['GUILD_CREATE', guildJson()]],
  })
  const dispatch = gateway.dispatch
  server.on(
    'request',
    httpSide({
      world,
      token: TOKEN,
      gatewayUrl: () => gatewayUrl,
      check,
      violations,
      requests,
      dispatch,
      application: options.application ?? {},
      answered: interaction => waiting.get(interaction.id)?.(interaction),
      ordered: (method, path, body) => orderedFailure(orders, method, path, body),
    }),
  )
  const whenAnswered = (interaction: StoredInteraction): Promise<StoredInteraction> => {
    const { promise, resolve } = Promise.withResolvers<StoredInteraction>()
    waiting.set(interaction.id, resolve)
    return promise
  }
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    world,
    people: createPeople({ world, dispatch, whenAnswered }),
    gateway,
    violations,
    requests,
    checksSchema: check !== undefined,
    // discord.js tries once more by itself when Discord is down: both tries fail.
    failNext: (how, after = 0) => orders.push({ how, after, times: how === 'unavailable' ? 2 : 1 }),
    async close() {
      await gateway.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

interface Order {
  readonly how: Failure
  /** Posts that go well before it. */
  after: number
  times: number
}

const POSTS = /^\/(channels\/\d+\/messages|webhooks\/\d+\/)/

function orderedFailure(
  orders: Order[],
  method: string,
  path: string,
  body: Body,
): Answer | undefined {
  const [order] = orders
  const posts = (method === 'POST' || method === 'PATCH') && POSTS.test(path)
  if (order === undefined || !posts) return undefined
  order.after -= 1
  if (order.after >= 0) return undefined
  const rich = Array.isArray(body.embeds) && body.embeds.length > 0
  if (order.how.startsWith('rich') && !rich) return undefined
  if (order.how === 'forbidden' && !path.startsWith('/channels/')) return undefined
  order.times -= 1
  if (order.times === 0) orders.shift()
  if (order.how === 'unavailable') return { status: 503, body: 'upstream connect error' }
  if (order.how === 'rich-rejected') return refusal(400, 50035, 'Invalid Form Body')
  if (order.how === 'rich-forbidden') return refusal(403, 50013, 'Missing Permissions')
  if (order.how === 'forbidden') return refusal(403, 50001, 'Missing Access')
  const retry_after = RETRY_AFTER_SECONDS
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after, global: false },
    headers: { 'retry-after': String(retry_after), 'x-ratelimit-scope': 'shared' },
  }
}

function readyJson(gatewayUrl: string): Body {
  return {
    v: 10,
    user: userJson(IDS.bot, true),
    guilds: [{ id: IDS.guild, unavailable: true }],
    session_id: 'session-1',
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
    roles: [{ id: IDS.guild, name: '@everyone', permissions: '0', position: 0 }],
    emojis: [],
    stickers: [],
    features: [],
    channels: [{ id: IDS.channel, type: 0, name: 'general', position: 0 }],
    threads: [{ ...thread, type: 11, thread_metadata: { archived: false, locked: false } }],
    members: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
