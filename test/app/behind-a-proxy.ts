// The doubles of both platforms under names that a proxy alone resolves, and the bot as a process.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import { visibleText as visibleOnDiscord } from '../adapters/discord/visible-text.ts'
import * as slackSays from '../adapters/slack/payloads.ts'
import { visibleText as visibleOnSlack } from '../adapters/slack/visible-text.ts'
import { IDS, startDiscordDouble } from '../doubles/discord/discord-double.ts'
import { type ProxyOptions, startProxyDouble } from '../doubles/proxy-double.ts'
import { APP_TOKEN, BOT_TOKEN, createSlackDouble } from '../doubles/slack/slack-double.ts'
import { startTlsFront } from '../doubles/tls-front.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const QUESTION = 'How much NdPr oxide came out of Mountain Pass in 2024?'
export const DISCORD_TOKEN = 'a-token-that-looks.like-one.but-opens-the-double-alone'
export const SOON = { timeout: 25_000, interval: 20 }

export type Environment = Readonly<Record<string, string>>

const endings: (() => unknown)[] = []

/** For after each test. */
export async function endAll(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end()
}

export function whenDone(end: () => unknown): void {
  endings.push(end)
}

/** Under a name of its own; with `secure` behind TLS, as the real one is. */
async function originOf(name: string, secure: boolean): Promise<(port: number) => string> {
  if (!secure) return port => `http://${name}:${port}`
  const front = await startTlsFront()
  whenDone(() => front.close())
  return port => {
    front.leadTo(port)
    return `https://${name}:${front.port}`
  }
}

export async function slackAt(name: string, secure = false) {
  const { BOT_USER: userId, BOT_ID: botId, TEAM: team, CHANNEL } = slackSays
  const self = { userId, botId, team }
  const origin = await originOf(name, secure)
  const double = await createSlackDouble({ self, channels: [CHANNEL], origin })
  whenDone(() => double.close())
  const environment: Environment = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: double.apiUrl,
  }
  return {
    double,
    environment,
    standing: () => double.workspace.messages.map(visibleOnSlack),
    ask: () =>
      double.sendSocket(
        'events_api',
        slackSays.eventBody(slackSays.mentionEvent(QUESTION, double.workspace.nextTs()), 'Ev1'),
      ),
    /** Answered at its response_url. */
    command() {
      const response_url = double.responseUrl(slackSays.CHANNEL)
      const body = slackSays.slashBody('topics', { response_url, trigger_id: double.trigger() })
      return double.sendSocket('slash_commands', body)
    },
  }
}

export async function discordAt(name: string, secure = false) {
  const origin = await originOf(name, secure)
  const double = await startDiscordDouble({ origin, token: DISCORD_TOKEN })
  whenDone(() => double.close())
  const environment: Environment = { DISCORD_TOKEN, DISCORD_API_URL: double.apiUrl }
  const own = () =>
    [...double.world.messages.values()].filter(m => m.author === IDS.bot && !m.loading)
  return {
    environment,
    standing: () => own().map(message => visibleOnDiscord(message.body)),
    ask: () => double.people.write({ channel: IDS.channel, content: `<@${IDS.bot}> ${QUESTION}` }),
  }
}

export async function proxied(options?: ProxyOptions) {
  const proxy = await startProxyDouble(options)
  whenDone(() => proxy.close())
  return proxy
}

export function start(...environments: readonly Environment[]) {
  const data = mkdtempSync(join(tmpdir(), 'behind-a-proxy-'))
  whenDone(() => rmSync(data, { recursive: true, force: true }))
  const env: NodeJS.ProcessEnv = Object.assign({ MAGNETS_DATA: data }, ...environments)
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env })
  let log = ''
  child.stderr.on('data', data => {
    log += data
  })
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  whenDone(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    ended,
    log: () => log,
    running: () => vi.waitFor(() => expect(log).toContain('"running"'), SOON),
  }
}

export const answered = (standing: () => readonly unknown[]) =>
  vi.waitFor(() => expect(standing()).toEqual([expect.stringContaining('1,300 tons')]), SOON)
