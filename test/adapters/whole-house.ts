// The whole house behind a double: real knowledge, real commands, unmodified SDKs. For tests of what comes out.
import { expect, onTestFinished } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Config } from '../../src/config.ts'
import { IDS, startDiscordDouble, TOKEN } from '../doubles/discord/discord-double.ts'
import { APP_TOKEN, BOT_TOKEN, createSlackDouble } from '../doubles/slack/slack-double.ts'
import { temporaryConfig } from '../temporary-folder.ts'
import { visibleText as visibleOnDiscord } from './discord/visible-text.ts'
import * as slack from './slack/payloads.ts'
import { visibleText as visibleOnSlack } from './slack/visible-text.ts'

/** Long enough for a busy machine; a test that passes takes a fraction of it. */
export const PATIENCE = { timeout: 5000, interval: 10 }

const MODEL_FAULT = /^the language model was of no use/

/** Runs until the test is over, and fails it where anything was logged as wrong that is not to be. */
async function started(
  platforms: Partial<Config>,
  expected: readonly string[] = [],
): Promise<void> {
  const failures: unknown[] = []
  const note = (fields: object, message: string) => {
    // A model that is of no use is expected where one is configured.
    const model = platforms.model !== undefined && MODEL_FAULT.test(message)
    if (!model && !expected.includes(message)) failures.push([message, fields])
  }
  const log = { debug: () => undefined, info: () => undefined, warn: note, error: note }
  const config = { ...temporaryConfig(), ...platforms }
  const app = await createApp({ config, log, now: () => new Date('2026-11-23T12:00:00Z') })
  onTestFinished(async () => {
    await app.stop()
    expect(failures).toEqual([])
  })
  await app.start()
}

/** `more` is configured beside the platform; warnings that are `expected` fail no test. */
export async function houseInSlack(more: Partial<Config> = {}, expected: readonly string[] = []) {
  const { BOT_USER: userId, BOT_ID: botId, TEAM: team, CHANNEL, DIRECT } = slack
  const double = await createSlackDouble({
    self: { userId, botId, team },
    channels: [CHANNEL, DIRECT],
  })
  onTestFinished(async () => {
    await double.close()
    expect(double.workspace.refusals).toEqual([])
  })
  const mode = { kind: 'socket', appToken: APP_TOKEN } as const
  const access = { botToken: BOT_TOKEN, apiUrl: double.apiUrl, mode }
  await started({ slack: access, ...more }, expected)
  let events = 0
  const event = async (body: Record<string, unknown>) => {
    events += 1
    await double.sendSocket('events_api', slack.eventBody(body, `Ev${events}`))
  }
  return {
    double,
    event,
    async slash(text: string) {
      const response_url = double.responseUrl(CHANNEL)
      const body = slack.slashBody(text, { response_url, trigger_id: double.trigger() })
      await double.sendSocket('slash_commands', body)
    },
    standing: () => double.workspace.messages.map(visibleOnSlack),
  }
}

export async function houseInDiscord(more: Partial<Config> = {}) {
  const double = await startDiscordDouble()
  onTestFinished(async () => {
    await double.close()
    expect(double.violations).toEqual([])
  })
  const access = { token: TOKEN, apiUrl: double.apiUrl, shards: 1 }
  await started({ discord: { ...access, gateway: true, messageContent: false }, ...more })
  const own = () =>
    [...double.world.messages.values()].filter(m => m.author === IDS.bot && !m.loading)
  return { double, standing: () => own().map(message => visibleOnDiscord(message.body)) }
}
