// What stands on the double: people, channels, messages, interactions, registered commands.
import { snowflakes } from './snowflake.ts'

export const IDS = {
  application: '910000000000000001',
  bot: '910000000000000001',
  otherBot: '910000000000000002',
  person: '920000000000000001',
  colleague: '920000000000000002',
  guild: '930000000000000001',
  channel: '940000000000000001',
  thread: '940000000000000002',
  /** A channel of posts, and a post that somebody may begin there. */
  forum: '940000000000000004',
  post: '940000000000000005',
  /** A channel that not everybody sees. */
  secret: '940000000000000003',
  direct: '950000000000000001',
  /** A conversation among people, one of whom has the bot for themselves: it is no member. */
  group: '950000000000000002',
} as const

/** The key under which a body holds what was sent beside it; no key of Discord's. */
export const FILES = Symbol('files')

export interface SentFile {
  readonly field: string
  readonly name: string
  /** Bytes. */
  readonly size: number
}

export type Body = Readonly<Record<string, unknown>> & { readonly [FILES]?: readonly SentFile[] }

export interface StoredMessage {
  readonly id: string
  readonly channel: string
  readonly author: string
  readonly ephemeral: boolean
  /** Shows "thinking" until somebody fills it. */
  readonly loading: boolean
  /** The interaction that it answers. */
  readonly interaction?: string
  readonly body: Body
}

export interface StoredInteraction {
  readonly id: string
  readonly token: string
  readonly type: number
  readonly channel: string
  /** The message that a pressed button stands on. */
  readonly onMessage?: string
  callback?: { readonly type: number; readonly data: Body }
  followUps?: number
  /** The message that @original means. */
  original?: string
  /** Set by tests: Discord no longer takes the first answer, or the token. */
  late?: boolean
  expired?: boolean
}

export interface World {
  readonly newId: () => string
  /** Epoch milliseconds, by Discord's clock. */
  readonly now: () => number
  readonly messages: Map<string, StoredMessage>
  readonly interactions: Map<string, StoredInteraction>
  readonly commands: Map<string, readonly unknown[]>
  readonly typing: string[]
  addMessage(message: Omit<StoredMessage, 'id'>): StoredMessage
  /** Replaces what the body names and fills a loading message; undefined where none stands. */
  changeMessage(id: string, body: Body): StoredMessage | undefined
  /** The message that was posted in a channel with this nonce not long ago. */
  withNonce(channel: string, nonce: unknown): StoredMessage | undefined
  noteNonce(channel: string, nonce: unknown, message: string): void
  /** Lets the few minutes pass for which Discord remembers nonces. */
  forgetNonces(): void
}

export function createWorld(now: () => number = Date.now): World {
  const newId = snowflakes(now)
  const messages = new Map<string, StoredMessage>()
  const nonces = new Map<string, string>()
  const nonceKey = (channel: string, nonce: unknown) => `${channel}/${String(nonce)}`
  return {
    newId,
    now,
    messages,
    interactions: new Map(),
    commands: new Map(),
    typing: [],
    addMessage(message) {
      const stored = { ...message, id: newId() }
      messages.set(stored.id, stored)
      return stored
    },
    changeMessage(id, body) {
      const old = messages.get(id)
      if (old === undefined) return undefined
      const changed = { ...old, loading: false, body: { ...old.body, ...body } }
      messages.set(id, changed)
      return changed
    },
    withNonce: (channel, nonce) => messages.get(nonces.get(nonceKey(channel, nonce)) ?? ''),
    noteNonce(channel, nonce, message) {
      if (nonce !== undefined) nonces.set(nonceKey(channel, nonce), message)
    },
    forgetNonces: () => nonces.clear(),
  }
}

/** A message as Discord sends it. The nonce is told to who posts it, and never again. */
export function messageJson(message: StoredMessage): Body {
  const { id, channel, author, body, interaction } = message
  const isBot = author === IDS.bot || author === IDS.otherBot
  return {
    id,
    channel_id: channel,
    ...guildOf(channel),
    ...(body.message_reference ? { message_reference: body.message_reference } : {}),
    ...(interaction ? { interaction_metadata: metadataOf(interaction) } : {}),
    type: 0,
    author: userJson(author, isBot),
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    flags: body.flags ?? 0,
    attachments: body.attachments ?? [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
  }
}

function metadataOf(id: string): Body {
  return { id, type: 2, user: userJson(IDS.person), authorizing_integration_owners: {} }
}

/** In which server a channel is. */
export function guildOf(channel: string): Body {
  return channel === IDS.direct || channel === IDS.group ? {} : { guild_id: IDS.guild }
}

export function userJson(id: string, bot = false): Body {
  return { id, username: `user-${id.slice(-3)}`, discriminator: '0', avatar: null, bot }
}
