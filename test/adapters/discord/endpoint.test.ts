// Interactions by HTTP: signed or refused, and answered as those of the gateway.
import { generateKeyPairSync, sign } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEndpoint } from '../../../src/adapters/discord/endpoint.ts'
import { IDS } from '../../doubles/discord/world.ts'
import { recordingCore, sampleReply } from '../recording-core.ts'
import { connectDiscord, type DiscordBench } from './bench.ts'

const PAIR = generateKeyPairSync('ed25519')
const OTHER = generateKeyPairSync('ed25519')
const PUBLIC_KEY = Buffer.from(
  PAIR.publicKey.export({ format: 'jwk' }).x ?? '',
  'base64url',
).toString('hex')
const NOW = 1_750_000_000_000
const NOW_S = String(NOW / 1000)

const nothing = () => undefined
const log = { info: nothing, warn: nothing, error: nothing }

interface Sent {
  readonly body?: string
  readonly signed?: string
  readonly timestamp?: string | undefined
  readonly signature?: string | undefined
  readonly key?: typeof PAIR.privateKey
}

function request(sent: Sent) {
  const { body = '{"type":1}', signed = body, timestamp = NOW_S, key = PAIR.privateKey } = sent
  const made = sign(null, Buffer.from(timestamp + signed), key).toString('hex')
  const headers: Readonly<Record<string, string | undefined>> = {
    'x-signature-timestamp': 'timestamp' in sent ? sent.timestamp : timestamp,
    'x-signature-ed25519': 'signature' in sent ? sent.signature : made,
  }
  const header = (name: string) => headers[name]
  return {
    method: 'POST',
    path: '/discord/interactions',
    query: '',
    header,
    body: Buffer.from(body),
  }
}

describe('the endpoint', () => {
  const handled: unknown[] = []
  const route = (open = true) =>
    createEndpoint({
      publicKey: PUBLIC_KEY,
      handle: async interaction => void handled.push(interaction),
      now: () => NOW,
      open: () => open,
      log,
    })
  beforeEach(() => void handled.splice(0))

  it('answers the ping that sets the address up, even before anything is taken', async () => {
    const response = await route(false).handle(request({}))
    expect(response).toMatchObject({ status: 200, body: '{"type":1}' })
    expect(handled).toEqual([])
  })

  it('hands over what is signed, and closes the request without an answer of its own', async () => {
    expect(await route().handle(request({ body: '{"type":2}' }))).toEqual({ status: 202 })
    expect(handled).toEqual([{ type: 2 }])
    expect(await route(false).handle(request({ body: '{"type":2}' }))).toEqual({ status: 503 })
  })

  it.for<[string, Sent]>([
    ['another body', { signed: '{"type":2}' }],
    ['another key', { key: OTHER.privateKey }],
    ['no signature', { signature: undefined }],
    ['a signature that is no number', { signature: 'z'.repeat(128) }],
    ['half a signature', { signature: 'ab'.repeat(32) }],
    ['no time', { timestamp: undefined }],
    ['a time that is none', { timestamp: 'soon' }],
    ['an old time', { timestamp: String(NOW / 1000 - 301) }],
    ['a time to come', { timestamp: String(NOW / 1000 + 301) }],
  ])('refuses %s', async ([, sent]) => {
    expect(await route().handle(request(sent))).toEqual({ status: 401 })
    expect(handled).toEqual([])
  })

  it('refuses what is signed and is no JSON', async () => {
    expect(await route().handle(request({ body: 'x' }))).toEqual({ status: 400 })
  })
})

describe('an adapter without the gateway', () => {
  let bench: DiscordBench
  const core = recordingCore()
  beforeEach(async () => {
    bench = await connectDiscord(core, { gateway: false, publicKey: PUBLIC_KEY, now: () => NOW })
  })
  afterEach(() => bench.close())

  it('connects to nothing, takes interactions by HTTP, and answers by their token', async () => {
    expect(bench.double.gateway.identifies).toEqual([])
    expect(bench.adapter.connected()).toBe(true)
    expect(bench.adapter.poster.deaf).toBe(true)
    expect(bench.adapter.commandsOnly).toBe(true)
    const { sent, answered } = bench.double.people.command('fruit', { name: 'Pear' })
    const payload = JSON.stringify({
      id: sent.id,
      application_id: IDS.application,
      type: 2,
      token: sent.token,
      guild_id: IDS.guild,
      channel_id: IDS.channel,
      member: { user: { id: IDS.person } },
      data: {
        name: 'magnets',
        type: 1,
        options: [{ type: 1, name: 'fruit', options: [{ type: 3, name: 'name', value: 'Pear' }] }],
      },
    })
    const [route] = bench.adapter.routes ?? []
    expect(await route?.handle(request({ body: payload }))).toEqual({ status: 202 })
    expect((await answered).callback?.type).toBe(5)
    const incoming = await core.incoming(1)
    expect(incoming).toMatchObject({ name: 'fruit', place: { visibility: 'private' } })
    await bench.adapter.poster.post(incoming.address, sampleReply('A pear.'), {
      key: 'k',
      number: 1,
    })
    expect(bench.standing().map(({ visible }) => visible)).toEqual([
      expect.stringContaining('A pear.'),
    ])
    // The same by another way is a repeat.
    expect(await route?.handle(request({ body: payload }))).toEqual({ status: 202 })
    expect(bench.standing()).toHaveLength(1)
  })
})
