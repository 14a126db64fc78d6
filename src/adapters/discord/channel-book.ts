// Remembers of channels, from what the gateway tells, which are threads and which everybody in the server sees.
import {
  channelPayload,
  guildPayload,
  namedPayload,
  type Overwrite,
  rolePayload,
  threadPayload,
  threadsPayload,
} from './payloads.ts'

/** Gateway events that tell of threads and channels. */
export const CHANNEL_EVENTS = [
  'GUILD_CREATE',
  'GUILD_DELETE',
  'GUILD_ROLE_UPDATE',
  'CHANNEL_CREATE',
  'CHANNEL_UPDATE',
  'CHANNEL_DELETE',
  'THREAD_LIST_SYNC',
  'THREAD_CREATE',
  'THREAD_UPDATE',
  'THREAD_DELETE',
] as const

export interface ChannelBook {
  note(event: string, data: unknown): void
  parentOf(channel: string): string | undefined
  /** False where we don't know: what is said there must not show elsewhere. */
  seenByAll(channel: string): boolean
  /** Forgets all servers but these: of the others we are no longer told what changes. */
  keep(isServed: (guild: string) => boolean): void
}

interface Thread {
  readonly parent: string
  readonly secret: boolean
}

interface Channel {
  readonly guild: string
  /** What the channel itself says of everybody; undefined where the server's word counts. */
  readonly open: boolean | undefined
}

const VIEW_CHANNEL = 1n << 10n
const PRIVATE_THREAD = 12

/** Holds open threads only: an archived one is told of again before anybody speaks in it. */
export function createChannelBook(): ChannelBook {
  const threads = new Map<string, Thread>()
  const channels = new Map<string, Channel>()
  /** Servers whose channels everybody sees unless a channel says otherwise. */
  const openGuilds = new Set<string>()

  const noteThread = (data: unknown, gone: boolean): void => {
    const thread = threadPayload.safeParse(data).data
    if (thread === undefined) return
    const { id, parent_id, type } = thread
    const closed = gone || thread.thread_metadata?.archived === true
    if (closed) threads.delete(id)
    else if (typeof parent_id === 'string') {
      threads.set(id, { parent: parent_id, secret: type === PRIVATE_THREAD })
    }
  }
  const noteThreads = (data: unknown): void => {
    for (const thread of threadsPayload.safeParse(data).data?.threads ?? []) {
      noteThread(thread, false)
    }
  }
  const noteChannel = (data: unknown, guild?: string): void => {
    const channel = channelPayload.safeParse(data).data
    const within = guild ?? channel?.guild_id
    if (channel === undefined || within === undefined) {
      // What can't be read may say that it was closed.
      channels.delete(namedPayload.safeParse(data).data?.id ?? '')
      return
    }
    const rule = channel.permission_overwrites.find(({ id }) => id === within)
    channels.set(channel.id, { guild: within, open: openness(rule) })
  }
  const noteRole = (guild: string, permissions: string): void => {
    if (has(permissions)) openGuilds.add(guild)
    else openGuilds.delete(guild)
  }
  const forgetChannel = (data: unknown): void => {
    const gone = namedPayload.safeParse(data).data
    if (gone === undefined) return
    channels.delete(gone.id)
    for (const [id, { parent }] of threads) if (parent === gone.id) threads.delete(id)
  }
  const forgetGuild = (guild: string): void => {
    openGuilds.delete(guild)
    for (const [id, channel] of channels) if (channel.guild === guild) forgetChannel({ id })
  }
  const noteGuild = (data: unknown): void => {
    const named = namedPayload.safeParse(data).data
    // Told anew after a time without connection: what was deleted meanwhile isn't in it.
    if (named !== undefined) forgetGuild(named.id)
    const guild = guildPayload.safeParse(data).data
    if (guild === undefined) return
    // The role of everybody has the server's own id.
    const everybody = guild.roles.find(({ id }) => id === guild.id)
    if (everybody !== undefined) noteRole(guild.id, everybody.permissions)
    for (const channel of guild.channels) noteChannel(channel, guild.id)
  }

  return {
    note(event, data) {
      if (event === 'GUILD_CREATE') {
        noteGuild(data)
        noteThreads(data)
      } else if (event === 'THREAD_LIST_SYNC') noteThreads(data)
      else if (event === 'GUILD_ROLE_UPDATE') {
        const told = rolePayload.safeParse(data).data
        if (told?.role.id === told?.guild_id && told !== undefined) {
          noteRole(told.guild_id, told.role.permissions)
        }
      } else if (event === 'GUILD_DELETE') {
        const gone = namedPayload.safeParse(data).data
        if (gone !== undefined) forgetGuild(gone.id)
      } else if (event === 'CHANNEL_DELETE') forgetChannel(data)
      else if (event.startsWith('CHANNEL_')) noteChannel(data)
      else noteThread(data, event === 'THREAD_DELETE')
    },
    keep(isServed) {
      const known = new Set([...channels.values()].map(({ guild }) => guild))
      for (const guild of [...known, ...openGuilds]) if (!isServed(guild)) forgetGuild(guild)
    },
    parentOf: channel => threads.get(channel)?.parent,
    seenByAll(channel) {
      const thread = threads.get(channel)
      if (thread?.secret) return false
      const known = channels.get(thread?.parent ?? channel)
      return known !== undefined && (known.open ?? openGuilds.has(known.guild))
    },
  }
}

function openness(rule: Overwrite | undefined): boolean | undefined {
  if (rule === undefined) return undefined
  if (has(rule.deny)) return false
  return has(rule.allow) ? true : undefined
}

function has(permissions: string): boolean {
  return /^\d+$/.test(permissions) && (BigInt(permissions) & VIEW_CHANNEL) !== 0n
}
