// The platform's side of a measurement: hands one message over and knows when its answer came in.
import { Agent } from 'node:http'
import { eventBody, mentionEvent } from '../adapters/slack/payloads.ts'
import { IDS } from '../doubles/discord/world.ts'
import { SIGNING_SECRET, signed } from '../doubles/slack/signed-request.ts'
import { APP_TOKEN, BOT_TOKEN } from '../doubles/slack/web-api.ts'
import { createDiscordSide, DISCORD_TOKEN } from '../endurance/discord-side.ts'
import { post } from '../endurance/line.ts'
import { createSlackSide } from '../endurance/slack-side.ts'
import { sleep } from '../endurance/talk.ts'
import type { Way } from './contestants.ts'

export interface Handed {
  /** Milliseconds until it was acknowledged; undefined where a platform knows no such thing. */
  readonly acknowledged: Promise<number> | undefined
  /** Milliseconds until its answer had come in. */
  readonly answered: Promise<number>
}

export interface Town {
  /** What a bot needs to know to live here. */
  readonly env: Readonly<Record<string, string>>
  /** Resolves when a bot is connected to it, where a bot connects. */
  connected(): Promise<void>
  hand(text: string): Handed
  /** Messages that came in. */
  posts(): number
  close(): Promise<void>
}

/** Answers in different channels don't wait for each other. */
const CHANNELS = 60
const PEOPLE = 500
/** Slower than Slack would bear is measured all the same. */
const ACKNOWLEDGE_MS = 30_000

export function openTown(way: Way, port: number): Promise<Town> {
  return way === 'Discord' ? discordTown() : slackTown(way, port)
}

async function slackTown(way: Way, port: number): Promise<Town> {
  const channels = Array.from({ length: CHANNELS }, (_, n) => `C${1000 + n}`)
  const waiting = new Map<string, () => void>()
  const side = await createSlackSide({
    channels,
    checks: false,
    onPost: ({ thread_ts = '' }) => waiting.get(thread_ts)?.(),
  })
  const agent = new Agent({ keepAlive: true })
  const overHttp = way === 'Slack over HTTP'
  const send = async (body: object): Promise<void> => {
    if (!overHttp) return void (await side.socket.send('events_api', body, 0))
    const text = JSON.stringify(body)
    const headers = { ...signed(text), 'content-type': 'application/json' }
    const status = await post(agent, port, text, headers, ACKNOWLEDGE_MS)
    if (status !== 200) throw new Error(`an event was answered with ${status}`)
  }
  let serial = 0
  return {
    env: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: side.apiUrl,
      ...(overHttp ? { SLACK_SIGNING_SECRET: SIGNING_SECRET } : { SLACK_APP_TOKEN: APP_TOKEN }),
    },
    connected: async () => (overHttp ? undefined : side.socket.connected(1)),
    hand(text) {
      serial += 1
      const ts = side.workspace.nextTs()
      const channel = channels[serial % CHANNELS] ?? ''
      const user = `U${1000 + (serial % PEOPLE)}`
      const body = eventBody(mentionEvent(text, ts, { channel, user }), `Ev${serial}`)
      const begun = performance.now()
      const { promise: answered, resolve } = Promise.withResolvers<number>()
      waiting.set(ts, () => resolve(performance.now() - begun))
      return { acknowledged: send(body).then(() => performance.now() - begun), answered }
    },
    posts: () => side.posted.length,
    async close() {
      agent.destroy()
      await side.close()
    },
  }
}

async function discordTown(): Promise<Town> {
  const waiting = new Map<string, () => void>()
  const side = await createDiscordSide({
    guilds: 1,
    channels: CHANNELS,
    checks: false,
    onPost: (_, answers = '') => waiting.get(answers)?.(),
  })
  let serial = 0
  return {
    env: { DISCORD_TOKEN, DISCORD_API_URL: side.apiUrl },
    async connected() {
      while (side.gateway.served.length === 0) await sleep(20)
      await side.gateway.arrived()
    },
    hand(text) {
      serial += 1
      const channel = side.channels[serial % CHANNELS] ?? ''
      const author = String(920_000_000_000_400_000n + BigInt(serial % PEOPLE))
      const message = side.compose({ channel, author, content: `<@${IDS.bot}> ${text}` })
      const begun = performance.now()
      const { promise: answered, resolve } = Promise.withResolvers<number>()
      waiting.set(message.id, () => resolve(performance.now() - begun))
      side.repeat(message)
      return { acknowledged: undefined, answered }
    },
    posts: () => side.posted.length,
    close: () => side.close(),
  }
}

/** Words in which there is nothing to check. */
export const PLAIN_WORDS = 'please say these few words again'
