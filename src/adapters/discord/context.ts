// What reading a payload needs to know beside the payload itself.
import type { Core } from '#magnets'

/** The name of what checks a message, in the message's menu. */
export const CHECK_MESSAGE = 'Check this message'

/** The name under which all commands stand. */
export const COMMAND = 'magnets'

export const PLATFORM = 'discord'

export interface ReadingContext {
  /** The bot's own user id. */
  readonly bot: string
  /** The channel that a thread belongs to, or undefined where the id is no known thread. */
  parentOf(channel: string): string | undefined
  /** True where everybody in its server is known to see the channel or thread. */
  seenByAll(channel: string): boolean
  /** Whether talk that names nobody is for us in a channel. */
  readonly hears: Core['hears']
}

/** The key of a message or an interaction: Discord's ids are unique over both. */
export function keyOf(id: string): string {
  return `${PLATFORM}:${id}`
}

/** Discord's own rule for the shard that tells of a server. */
export function shardOf(guild: string, count: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(count))
}

const DISCORD_EPOCH_MS = 1_420_070_400_000n

/** When an id was given out, in epoch milliseconds: Discord's ids begin with their time. */
export function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS)
}
