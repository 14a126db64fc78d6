// `npm start` with a platform, as a process of its own: what it survives, and how it ends.
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as slackSays from '../adapters/slack/payloads.ts'
import { visibleText } from '../adapters/slack/visible-text.ts'
import { APP_TOKEN, BOT_TOKEN, createSlackDouble } from '../doubles/slack/slack-double.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const QUESTION = 'How much NdPr oxide came out of Mountain Pass in 2024?'
/** A process of its own starts slowly where others have the processors. */
const LONG_MS = 30_000
const SOON = { timeout: 20_000, interval: 20 }

/** Fails at SIGUSR2 as the socket of an SDK does: in a promise of nobody, and in a bare callback. */
const STRAY_FAILURES = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => {
    Promise.reject(new Error('stray promise ${BOT_TOKEN}'))
    setImmediate(() => { throw new Error('stray callback') })
  })`)}`

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function start(apiUrl: string) {
  const preloaded = ['./test/app/list-imports.ts', STRAY_FAILURES].flatMap(it => ['--import', it])
  const child = spawn(process.execPath, [...preloaded, 'src/main.ts'], {
    cwd: ROOT,
    env: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: apiUrl,
      MAGNETS_DATA: temporaryFolder(),
    },
  })
  endings.push(() => child.kill('SIGKILL'))
  let log = ''
  child.stderr.on('data', data => {
    log += data
  })
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  return { child, ended, log: () => log }
}

async function connected() {
  const { BOT_USER: userId, BOT_ID: botId, TEAM: team, CHANNEL, DIRECT } = slackSays
  const double = await createSlackDouble({
    self: { userId, botId, team },
    channels: [CHANNEL, DIRECT],
  })
  endings.push(() => double.close())
  const process = start(double.apiUrl)
  let events = 0
  return {
    double,
    ...process,
    running: () => vi.waitFor(() => expect(process.log()).toContain('"running"'), SOON),
    ask(question: string) {
      events += 1
      const said = slackSays.mentionEvent(question, double.workspace.nextTs())
      return double.sendSocket('events_api', slackSays.eventBody(said, `Ev${events}`))
    },
    standing: () => double.workspace.messages.map(visibleText),
  }
}

describe('a connected process', { timeout: LONG_MS }, () => {
  it('logs a failure that nobody waits for, without a token, and goes on answering', async () => {
    const { child, log, running, ask, standing } = await connected()
    await running()
    child.kill('SIGUSR2')
    await vi.waitFor(() => expect(log()).toContain('stray callback'), SOON)
    expect(log()).toContain('stray promise')
    expect(log()).not.toContain(BOT_TOKEN)
    await ask(QUESTION)
    await vi.waitFor(() => expect(standing()[0]).toContain('1,300 tons'), SOON)
  })

  it('answers what is in hand at SIGTERM, then ends with 0, without a model’s modules', async () => {
    const { double, child, log, ended, running, ask, standing } = await connected()
    await running()
    double.failNext('chat.postMessage', { kind: 'status', status: 429, retryAfterSeconds: 1 })
    await ask(QUESTION)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(standing()).toEqual([expect.stringContaining('1,300 tons')])
    expect(log()).toMatch(/^imported: .*@slack\/bolt/m)
    expect(log()).not.toContain('langchain')
  })

  it('ends at SIGTERM although the platform lets it wait for its connection', async () => {
    let calls = 0
    const silent = createServer(() => {
      calls += 1
    })
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    endings.push(() => silent.close())
    endings.push(() => silent.closeAllConnections())
    const { port } = silent.address() as AddressInfo
    const { child, ended } = start(`http://127.0.0.1:${port}/api/`)
    await vi.waitFor(() => expect(calls).toBe(1), SOON)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})
