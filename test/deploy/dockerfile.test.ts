// Carries the Dockerfile out in an empty folder, without an engine, and starts what comes of it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import * as slackSays from '../adapters/slack/payloads.ts'
import { visibleText } from '../adapters/slack/visible-text.ts'
import { ROOT, read } from '../docs/documents.ts'
import { APP_TOKEN, BOT_TOKEN, createSlackDouble } from '../doubles/slack/slack-double.ts'
import { readDockerfile } from './read-dockerfile.ts'

const ASKED = process.env.MAGNETS_TEST_DEPLOY === '1'
/** Packages come over the network. */
const INSTALL_MS = 300_000
const LONG_MS = 60_000
const SOON = { timeout: 30_000, interval: 100 }

const IMAGE = readDockerfile()
const place = ASKED ? mkdtempSync(join(tmpdir(), 'image-')) : ''
const [app, data, cache] = [join(place, 'app'), join(place, 'data'), join(place, 'cache')]

beforeAll(async () => {
  if (!ASKED) return
  for (const folder of [app, data, cache]) mkdirSync(folder)
  for (const { from, to } of IMAGE.copies) {
    cpSync(fileURLToPath(new URL(from, ROOT)), join(app, to), { recursive: true })
  }
  const [install = '', ...more] = IMAGE.runs.filter(line => line.startsWith('npm '))
  expect([install, more]).toEqual([expect.stringMatching(/^npm ci --omit=dev /), []])
  // What an npm around this test says about itself would make this one work in its folder.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_(?!config_registry)/.test(name))
  const env = { ...Object.fromEntries(own), npm_config_cache: cache }
  const { code, text } = await ended(['sh', '-c', install], env)
  expect(code, text).toBe(0)
}, INSTALL_MS)
afterAll(() => {
  if (ASKED) rmSync(place, { recursive: true })
})

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function run([program = '', ...words]: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(program, words, { cwd: app, env })
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', part => {
      said.text += part
    })
  }
  const end = once(child, 'close').then(([code]) => ({ code, text: said.text }))
  return { child, said, end }
}

const ended = (line: readonly string[], env: NodeJS.ProcessEnv) => run(line, env).end

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return String(typeof address === 'object' ? address?.port : '')
}

async function slack() {
  const { BOT_USER: userId, BOT_ID: botId, TEAM: team, CHANNEL, DIRECT } = slackSays
  const self = { userId, botId, team }
  const double = await createSlackDouble({ self, channels: [CHANNEL, DIRECT] })
  endings.push(() => double.close())
  return double
}

/** All that lies in the folder of the app, but for what Node keeps compiled. */
const files = () =>
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter(name => !name.startsWith(join('node_modules', '.cache')))
    .sort()

const packages = z.object({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
})

const why = ASKED ? '' : ' (skipped: npm ci over the network; MAGNETS_TEST_DEPLOY=1 runs it)'

describe.skipIf(!ASKED)(`the image${why}`, { timeout: LONG_MS }, () => {
  it('has no package that is for development alone', () => {
    const locked = packages.parse(JSON.parse(read('package-lock.json'))).packages
    const dev = Object.keys(locked).filter(path => locked[path]?.dev === true)
    expect(dev).toContain('node_modules/vitest')
    const lock = readFileSync(join(app, 'node_modules/.package-lock.json'), 'utf8')
    const installed = Object.keys(packages.parse(JSON.parse(lock)).packages)
    expect(installed).toContain('node_modules/zod')
    expect(installed.filter(path => dev.includes(path))).toEqual([])
    expect(readdirSync(join(app, 'node_modules'))).not.toContain('node')
  })

  it('starts, is healthy by its own check, answers, and ends at SIGTERM with 0', async () => {
    const double = await slack()
    const port = await freePort()
    const env = {
      ...IMAGE.env,
      PATH: dirname(process.execPath),
      HOST: '127.0.0.1',
      PORT: port,
      MAGNETS_DATA: data,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: double.apiUrl,
    }
    const healthy = async () => (await ended(IMAGE.healthcheck, env)).code
    expect(await healthy()).toBe(1)
    const before = files()

    const { child, said, end } = run(IMAGE.command, env)
    endings.push(() => child.kill('SIGKILL'))
    await vi.waitFor(async () => expect(await healthy(), said.text).toBe(0), SOON)
    const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
    await vi.waitFor(async () => expect((await at('/readyz')).status, said.text).toBe(200), SOON)
    const { version } = JSON.parse(read('package.json'))
    expect(await (await at('/healthz')).json()).toMatchObject({ status: 'ok', version })

    const question = 'How much NdPr oxide came out of Mountain Pass in 2024?'
    const asked = slackSays.mentionEvent(question, double.workspace.nextTs())
    await double.sendSocket('events_api', slackSays.eventBody(asked, 'Ev1'))
    const standing = () => double.workspace.messages.map(visibleText)
    await vi.waitFor(() => expect(standing()[0], said.text).toContain('1,300 tons'), SOON)
    const counted = /^magnets_questions_total\{.*outcome="answer".*\} 1$/m
    await vi.waitFor(async () => expect(await (await at('/metrics')).text()).toMatch(counted), SOON)

    child.kill('SIGTERM')
    expect(await end).toMatchObject({ code: 0 })
    expect(await healthy()).toBe(1)
    expect(files()).toEqual(before)
    expect(readdirSync(data)).not.toEqual([])
  })
})
