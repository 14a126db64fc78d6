// Reads payloads as the bot of the tests does.
import type { Incoming } from '#magnets'
import { receive } from '../../../src/adapters/slack/receive.ts'
import { recordingCore } from '../recording-core.ts'
import { BOT_ID, BOT_USER, CHANNEL, eventBody } from './payloads.ts'

/** Epoch milliseconds: the time of reading. */
export const NOW = 1_750_000_300_000
/** When a message was written, and when something happened to it. */
export const TS = '1750000000.000100'
export const LATER = '1750000050.000200'

const core = recordingCore()

export function read(body: unknown): Incoming | undefined {
  return receive(body, {
    self: { userId: BOT_USER, botId: BOT_ID },
    commands: core.commands,
    choices: core.choices,
    hears: core.hears,
    // As where somebody has talked in the channel before.
    channelTypes: ({ channel }, told) => told ?? (channel === CHANNEL ? 'channel' : undefined),
    now: NOW,
  })
}

export function readEvent(event: Record<string, unknown>): Incoming | undefined {
  return read(eventBody(event))
}
