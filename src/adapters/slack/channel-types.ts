// What kind of place each channel is, as the events of messages tell; those of mentions don't.
import type { ChannelPlace } from '#magnets'
import { createRecentValues } from '../recent-values.ts'

/** Channels that are remembered at once; of those beyond, the longest silent is forgotten. */
const MOST = 10_000

/**
 * Slack's channel_type: "channel" where all may read along, else "group", "mpim" or "im". What an
 * event tells is remembered and goes before what was told earlier. Undefined where nothing was told.
 */
export type ChannelTypes = (channel: ChannelPlace, told: string | undefined) => string | undefined

export function createChannelTypes(): ChannelTypes {
  const known = createRecentValues<string>(MOST)
  return ({ team = '-', channel }, told) => {
    const name = `${team}/${channel}`
    const type = told ?? known.get(name)
    if (type !== undefined) known.set(name, type)
    return type
  }
}
