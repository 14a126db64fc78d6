// `npm start` behind a proxy: the doubles have names that the proxy alone resolves, so no connection
// can be made without it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inspectConfig, readConfig } from '../../src/config.ts'
import { shell } from '../cli/command-line.ts'
import { IDS } from '../doubles/discord/discord-double.ts'
import { CERTIFICATE } from '../doubles/tls-front.ts'
import {
  answered,
  DISCORD_TOKEN,
  discordAt,
  type Environment,
  endAll,
  proxied,
  SOON,
  slackAt,
  start,
  whenDone,
} from './behind-a-proxy.ts'

const PASSWORD = 'p@ss:w0rd'
const NAMED = `bot:${encodeURIComponent(PASSWORD)}@`
/** Nobody listens there. */
const DEAD = '127.0.0.1:1'
const LONG_MS = 40_000

afterEach(endAll)

describe('behind a proxy', { timeout: LONG_MS }, () => {
  it('both platforms are reached through it, over all four kinds of connection', async () => {
    const proxy = await proxied()
    const slack = await slackAt('slack.test')
    const discord = await discordAt('discord.test')
    const way = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }
    const bot = start(slack.environment, discord.environment, way)
    await bot.running()
    await Promise.all([slack.ask(), answered(slack.standing)])
    discord.ask()
    await answered(discord.standing)
    await slack.command()
    await vi.waitFor(() => expect(slack.standing()).toHaveLength(2), SOON)
    for (const line of [
      'POST /api/auth.test',
      'POST /api/apps.connections.open',
      'GET /link',
      'POST /api/chat.postMessage',
      'GET /api/v10/gateway/bot',
      expect.stringMatching(/^GET \/gateway/),
      `POST /api/v10/channels/${IDS.channel}/messages`,
      expect.stringMatching(/^POST \/(?!api)/),
    ]) {
      expect(proxy.passed).toContainEqual(line)
    }
    expect(proxy.asked.filter(line => !/ (https?:\/\/)?(slack|discord)\.test:/.test(line))).toEqual(
      [],
    )
  })

  it('TLS goes all the way through, and the proxy gets its credentials', async () => {
    const proxy = await proxied({ credentials: `bot:${PASSWORD}` })
    const slack = await slackAt('slack.test', true)
    const discord = await discordAt('discord.test', true)
    const way = {
      https_proxy: `http://${NAMED}127.0.0.1:${proxy.port}`,
      HTTPS_PROXY: `http://${DEAD}`,
      NODE_EXTRA_CA_CERTS: CERTIFICATE,
    }
    const bot = start(slack.environment, discord.environment, way)
    await bot.running()
    await Promise.all([slack.ask(), answered(slack.standing)])
    discord.ask()
    await answered(discord.standing)
    const [slackHost, discordHost] = [slack.environment, discord.environment].map(
      all => new URL(all.SLACK_API_URL ?? all.DISCORD_API_URL ?? '').host,
    )
    expect(new Set(proxy.asked)).toEqual(
      new Set([`CONNECT ${slackHost}`, `CONNECT ${discordHost}`]),
    )
    // Nothing of it can be read on the way.
    expect(proxy.passed).toEqual([])
  })

  it('loopback goes through it, too, unless NO_PROXY leads around it', async () => {
    const proxy = await proxied()
    const slack = await slackAt('127.0.0.1')
    const discord = await discordAt('discord.test')
    const way = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }
    const { host } = new URL(slack.double.apiUrl)
    await start(slack.environment, way).running()
    expect(proxy.asked.filter(line => line.includes(host)).length).toBeGreaterThan(1)
    const before = proxy.asked.length
    const around = { ...way, NO_PROXY: 'localhost, 127.0.0.1' }
    await start(slack.environment, discord.environment, around).running()
    await Promise.all([slack.ask(), answered(slack.standing)])
    const after = proxy.asked.slice(before)
    expect(after).not.toEqual([])
    expect(after.filter(line => line.includes(host))).toEqual([])
  })

  it('all that NO_PROXY names is reached although the proxy is down', async () => {
    const slack = await slackAt('127.0.0.1')
    const discord = await discordAt('127.0.0.1')
    // As a domain stands for all below it, so does the end of an address.
    const way = { HTTP_PROXY: DEAD, NO_PROXY: 'example.com, 0.0.1' }
    const bot = start(slack.environment, discord.environment, way)
    await bot.running()
    discord.ask()
    await answered(discord.standing)
  })

  it('discord.js can upload files through it', async () => {
    const proxy = await proxied()
    let size = 0
    const upload = createServer((request, response) => {
      request.on('data', chunk => {
        size += chunk.length
      })
      request.on('end', () => response.setHeader('content-type', 'application/json').end('{}'))
    })
    await new Promise<void>(resolve => upload.listen(0, '127.0.0.1', resolve))
    whenDone(() => upload.close())
    const { port } = upload.address() as AddressInfo
    const script = `
      import { REST } from 'discord.js'
      import { makeRequest } from './src/adapters/discord/make-request.ts'
      import { useProxy } from './src/proxy.ts'
      useProxy({ http: 'http://127.0.0.1:${proxy.port}', except: [] })
      const rest = new REST({ api: 'http://upload.test:${port}', makeRequest }).setToken('a.b.c')
      const files = [{ name: 'chart.png', data: Buffer.alloc(200_000) }]
      await rest.post('/channels/1/messages', { body: { content: 'A chart.' }, files })`
    const { code, err } = await shell(`node --input-type=module -e "${script}"`)
    expect([code, err]).toEqual([0, ''])
    expect(size).toBeGreaterThan(200_000)
    expect(proxy.passed).toEqual(['POST /v10/channels/1/messages'])
  })
})

describe('a proxy that does not let through', { timeout: LONG_MS }, () => {
  async function endsWith(...environments: readonly Environment[]) {
    const bot = start(...environments)
    expect(await bot.ended).toBe(1)
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), 'Basic ']) {
      expect(bot.log()).not.toContain(secret)
    }
    expect(bot.log()).not.toContain('    at ')
    return bot.log()
  }

  it('is named with its variable where it is down', async () => {
    const slack = await slackAt('slack.test')
    const log = await endsWith(slack.environment, { HTTP_PROXY: `http://${NAMED}${DEAD}` })
    expect(log).toMatch(
      /^HTTP_PROXY names the proxy 127\.0\.0\.1:1, .*slack\.test:\d+ .*ECONNREFUSED/m,
    )
  })

  it('is told apart where it wants other credentials', async () => {
    const proxy = await proxied({ credentials: 'bot:another' })
    const discord = await discordAt('discord.test', true)
    const url = `http://${NAMED}127.0.0.1:${proxy.port}`
    const log = await endsWith(discord.environment, { HTTPS_PROXY: url })
    expect(log).toMatch(/^HTTPS_PROXY names .*discord\.test.*\(407\)/m)
  })

  it('is told for each platform that it refuses', async () => {
    const proxy = await proxied({ refused: ['discord.test'] })
    const [slack, discord] = await Promise.all([slackAt('slack.test'), discordAt('discord.test')])
    const way = { HTTP_PROXY: `127.0.0.1:${proxy.port}` }
    const log = await endsWith(slack.environment, discord.environment, way)
    expect(log).toMatch(/^HTTP_PROXY names .*discord\.test.*403\n$/)
  })

  it('gets the hint to its certificate where it opens TLS', async () => {
    const proxy = await proxied()
    const slack = await slackAt('slack.test', true)
    const log = await endsWith(slack.environment, { HTTPS_PROXY: `127.0.0.1:${proxy.port}` })
    expect(log).toMatch(/^HTTPS_PROXY .*certificate.*NODE_EXTRA_CA_CERTS/)
  })

  it('is asked once where it hangs up', async () => {
    const proxy = await proxied({ hangsUp: true })
    const slack = await slackAt('slack.test', true)
    const log = await endsWith(slack.environment, { HTTPS_PROXY: `127.0.0.1:${proxy.port}` })
    expect(log).toMatch(/^HTTPS_PROXY .*the proxy hung up$/m)
    expect(proxy.asked).toHaveLength(1)
  })

  it('may go away for a while, and leaves no credentials in the log', async () => {
    const credentials = `bot:${PASSWORD}`
    const proxy = await proxied({ credentials })
    const slack = await slackAt('slack.test')
    const discord = await discordAt('discord.test')
    const way = { HTTP_PROXY: `http://${NAMED}127.0.0.1:${proxy.port}` }
    const bot = start(slack.environment, discord.environment, way)
    await bot.running()
    await proxy.close()
    await vi.waitFor(() => expect(bot.log()).toMatch(/could not be reached/), SOON)
    await proxied({ credentials, port: proxy.port })
    await vi.waitFor(() => expect(bot.log()).toMatch(/connected to Slack again/), SOON)
    await Promise.all([slack.ask(), answered(slack.standing)])
    discord.ask()
    await answered(discord.standing)
    const basic = Buffer.from(credentials).toString('base64')
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), basic]) {
      expect(bot.log()).not.toContain(secret)
    }
  })

  it('is a finding of the doctor', async () => {
    const { environment } = await slackAt('slack.test')
    const { out, code } = await shell('node src/cli.ts doctor', {
      ...environment,
      HTTP_PROXY: `http://${NAMED}${DEAD}`,
    })
    expect(code).toBe(1)
    expect(out).toMatch(/^✗ HTTP_PROXY names the proxy 127\.0\.0\.1:1, /m)
    expect(out).not.toContain(encodeURIComponent(PASSWORD))
  })
})

describe('the variables', () => {
  const discord = { DISCORD_TOKEN }
  const proxyOf = (environment: Environment) => readConfig({ ...discord, ...environment }).proxy

  it('are read in both cases, the lower first, and with or without a scheme', () => {
    expect(proxyOf({})).toBeUndefined()
    expect(proxyOf({ NO_PROXY: 'localhost' })).toBeUndefined()
    const both = { https_proxy: 'small.test:3128', HTTPS_PROXY: 'http://large.test:1' }
    expect(proxyOf({ ...both, no_proxy: 'localhost, .example.com' })).toEqual({
      https: 'http://small.test:3128',
      except: ['localhost', '.example.com'],
    })
    expect(proxyOf({ HTTP_PROXY: 'https://large.test' })?.http).toBe('https://large.test')
  })

  it.each([
    ['socks5://127.0.0.1:1080'],
    ['http:///'],
    ['http://bot:100%@proxy.test:3128'],
    ['http://bot:a#b@proxy.test:3128'],
  ])('are refused where they name no proxy of this kind: %s', url => {
    expect(() => proxyOf({ HTTPS_PROXY: url })).toThrow(/- HTTPS_PROXY must be an address/)
    expect(() => proxyOf({ HTTPS_PROXY: url })).not.toThrow(url)
  })

  it('matter only where something connects', () => {
    expect(inspectConfig({ HTTPS_PROXY: 'socks5://127.0.0.1:1080' }).problems).toEqual([])
  })

  it('are secrets, with the password in both its forms', () => {
    const url = `http://${NAMED}proxy.test:3128`
    expect(readConfig({ http_proxy: url }).secrets).toEqual([
      url,
      encodeURIComponent(PASSWORD),
      PASSWORD,
    ])
  })
})
