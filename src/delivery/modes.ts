// How channels are set, kept in memory for every event to ask, and read again from time to time.
import { CHANNEL_MODES, type ChannelMode, type ChannelPlace, DEFAULT_CHANNEL_MODE } from '#magnets'
import type { Settings } from '../store/settings.ts'

export interface ChannelModes {
  of(channel: ChannelPlace): ChannelMode
  set(channel: ChannelPlace, mode: ChannelMode): Promise<void>
  /** Reads what other processes have set. */
  refresh(): Promise<void>
}

/** Name of the setting in the store. */
const MODE = 'mode'

export function createChannelModes(settings: Settings): ChannelModes {
  let modes: ReadonlyMap<string, ChannelMode> = new Map()
  return {
    of: channel => modes.get(nameOf(channel)) ?? DEFAULT_CHANNEL_MODE,
    async set(channel, mode) {
      await settings.put(channel, MODE, mode)
      modes = new Map(modes).set(nameOf(channel), mode)
    },
    async refresh() {
      const rows = await settings.all(MODE)
      modes = new Map(
        rows.flatMap(({ place, value }) => {
          const mode = CHANNEL_MODES.find(known => known === value)
          return mode === undefined ? [] : [[nameOf(place), mode] as const]
        }),
      )
    },
  }
}

function nameOf({ platform, team = '-', channel }: ChannelPlace): string {
  return JSON.stringify([platform, team, channel])
}
