// Discord for long runs: the double's parts put together with many servers, channels and people.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type GatewaySide,
  gatewaySide,
  type Shard,
  shardOf,
} from '../doubles/discord/gateway-side.ts'
import { httpSide } from '../doubles/discord/http-side.ts'
import { openapiCheck } from '../doubles/discord/openapi-check.ts'
import { createPeople, type Interact, type People, type Write } from '../doubles/discord/people.ts'
import {
  type Body,
  createWorld,
  IDS,
  type StoredInteraction,
  type StoredMessage,
  userJson,
  type World,
} from '../doubles/discord/world.ts'

/** Has the form of Discord's tokens, which the configuration asks for. */
export const DISCORD_TOKEN = 'a-token-for-the-long-runs.double.of-no-value-anywhere'

export interface DiscordSideOptions {
  readonly guilds: number
  /** In each server. */
  readonly channels: number
  /** Holds requests against Discord's published description. Default: true. */
  readonly checks?: boolean
  /** Told of each message of the bot as it comes in, before the bot hears that it did. */
  readonly onPost?: (message: StoredMessage, answers: string | undefined) => void
}

export interface DiscordSide extends Pick<People, 'write' | 'repeat' | 'remove'> {
  readonly apiUrl: string
  readonly world: World
  readonly gateway: GatewaySide
  readonly channels: readonly string[]
  /** Every message of the bot in a channel in the order in which they came in, whatever became of it. */
  readonly posted: readonly StoredMessage[]
  /** Id of the message that one of the bot's was posted as a reply to. */
  answers(message: StoredMessage): string | undefined
  /** What was refused for its form. */
  readonly violations: readonly string[]
  /** A message that is told of by `repeat` only. */
  compose(message: Write): StoredMessage
  /** Epoch milliseconds of the edit, by which the bot tells edits apart. */
  edit(message: StoredMessage, content: string): number
  /** Somebody's slash command. */
  command(name: string, options: Readonly<Record<string, string>>, how: Speaker): StoredInteraction
  close(): Promise<void>
}

export interface Speaker extends Interact {
  readonly channel: string
  readonly person: string
}

/** What is known of a request or an event while it is made. */
interface Making {
  readonly speaker?: string
  readonly replyTo?: string | undefined
  readonly silent?: boolean
  editedAt?: number
}

const FIRST_CHANNEL = 940_000_000_010_000n
const FIRST_REPLY_MS = 3000
const UNPRIVILEGED = ~((1 << 1) | (1 << 8) | (1 << 15))

export async function createDiscordSide(options: DiscordSideOptions): Promise<DiscordSide> {
  const violations: string[] = []
  const guilds = Array.from({ length: options.guilds }, (_, n) => String(BigInt(1000 + n) << 22n))
  const all = Array.from({ length: options.guilds * options.channels }, (_, n) => n)
  const guildOf = new Map(
    all.map(n => [String(FIRST_CHANNEL + BigInt(n)), guilds[n % guilds.length] ?? '']),
  )
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`
  const ours = ([shard, of]: Shard) => guilds.filter(guild => shardOf(guild, of) === shard)
  const gateway = gatewaySide({
    server,
    token: DISCORD_TOKEN,
    allowedIntents: UNPRIVILEGED,
    ready: shard => ({
      v: 10,
      user: userJson(IDS.bot, true),
      guilds: ours(shard).map(id => ({ id, unavailable: true })),
      resume_gateway_url: gatewayUrl,
      application: { id: IDS.application, flags: 0 },
    }),
    welcome: shard => ours(shard).map(guild => ['GUILD_CREATE', guildJson(guild, guildOf)]),
  })

  /** Of the request or event that is in the making. */
  let now: Making = {}
  const dispatch = (type: string, data: unknown): void => {
    if (now.silent) return
    const body = Object(data)
    if (typeof body.edited_timestamp === 'string') now.editedAt = Date.parse(body.edited_timestamp)
    const guild = guildOf.get(String(body.channel_id))
    const member = body.member && { ...body.member, user: userJson(now.speaker ?? IDS.person) }
    gateway.dispatch(type, {
      ...body,
      ...(guild === undefined ? {} : { guild_id: guild }),
      ...(body.guild ? { guild: { id: guild } } : {}),
      ...(member ? { member } : {}),
    })
  }

  const posted: StoredMessage[] = []
  const replies = new Map<string, string>()
  const plain = createWorld()
  const world: World = {
    ...plain,
    addMessage(message) {
      const stored = plain.addMessage(message)
      if (message.author !== IDS.bot || message.interaction !== undefined) return stored
      // A reply to what is deleted by now becomes an ordinary message, and is one of ours still.
      if (now.replyTo !== undefined) replies.set(stored.id, now.replyTo)
      posted.push(stored)
      options.onPost?.(stored, now.replyTo)
      return stored
    },
  }
  const waiting = new Map<string, (interaction: StoredInteraction) => void>()
  server.on(
    'request',
    httpSide({
      world,
      token: DISCORD_TOKEN,
      gatewayUrl: () => gatewayUrl,
      check: options.checks === false ? undefined : openapiCheck(),
      violations,
      requests: [],
      dispatch,
      application: {},
      hasChannel: channel => guildOf.has(channel),
      answered: interaction => waiting.get(interaction.id)?.(interaction),
      ordered(_method, _path, { message_reference }) {
        now = { replyTo: Object(message_reference).message_id }
        return undefined
      },
    }),
  )
  const people = createPeople({
    world,
    dispatch,
    whenAnswered(interaction) {
      const { promise, resolve } = Promise.withResolvers<StoredInteraction>()
      waiting.set(interaction.id, resolve)
      return promise
    },
  })

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    world,
    gateway,
    channels: [...guildOf.keys()],
    posted,
    violations,
    answers: message => replies.get(message.id),
    write: people.write,
    repeat: people.repeat,
    remove: people.remove,
    compose(message) {
      now = { silent: true }
      const composed = people.write(message)
      now = {}
      return composed
    },
    edit(message, content) {
      people.edit(message, content)
      return now.editedAt ?? 0
    },
    command(name, values, { person, ...how }) {
      now = { speaker: person }
      const { sent } = people.command(name, values, how)
      now = {}
      // Discord shows an error by then, and takes no answer any more.
      setTimeout(() => {
        if (sent.callback === undefined) sent.late = true
      }, FIRST_REPLY_MS).unref()
      return sent
    },
    async close() {
      await gateway.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function guildJson(id: string, guildOf: ReadonlyMap<string, string>): Body {
  const own = [...guildOf].filter(([, guild]) => guild === id).map(([channel]) => channel)
  const empty = { emojis: [], stickers: [], features: [], threads: [], members: [], presences: [] }
  return {
    id,
    name: 'a server',
    owner_id: IDS.person,
    unavailable: false,
    member_count: 3,
    roles: [{ id, name: '@everyone', permissions: '0', position: 0 }],
    channels: own.map((channel, position) => ({ id: channel, type: 0, name: 'general', position })),
    ...empty,
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
