// Drives the route of Slack's signed requests: who is believed, what is refused, what is answered when.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signed } from '../../doubles/slack/slack-double.ts'
import { type RecordingCore, recordingCore } from '../recording-core.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import { directEvent, eventBody } from './payloads.ts'
import { TS } from './reading.ts'

describe('Slack adapter by HTTP', () => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack('http', core)
  })
  afterEach(() => bench.close())

  const post = (text: string, headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${bench.port}/slack/events`, { method: 'POST', headers, body: text })
  const json = { 'content-type': 'application/json' }
  const event = JSON.stringify(eventBody(directEvent('how many?', TS)))

  it('refuses what is not signed, signed by others, or signed long ago', async () => {
    const old = Date.now() - 6 * 60_000
    const bad = [
      {},
      signed(event, 'another secret'),
      signed('other'),
      signed(event, undefined, old),
    ]
    for (const headers of bad) {
      expect((await post(event, { ...json, ...headers })).status).toBe(401)
    }
    expect(core.received).toEqual([])
  })

  it('answers the challenge and the check of its certificate', async () => {
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' })
    const answer = await post(challenge, { ...json, ...signed(challenge) })
    expect(await answer.json()).toEqual({ challenge: 'abc' })
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const check = 'ssl_check=1&token=x'
    expect((await post(check, { ...form, ...signed(check) })).status).toBe(200)
    expect(core.received).toEqual([])
  })

  it('refuses malformed bodies', async () => {
    expect((await post('{', { ...json, ...signed('{') })).status).toBe(400)
  })

  it('serves one route, and opens no port of its own', () => {
    const { routes = [] } = bench.adapter
    expect(routes).toMatchObject([{ method: 'POST', path: '/slack/events' }])
  })

  it('is not there before it is started and after it has stopped, so that Slack sends again', async () => {
    const headers = { ...json, ...signed(event) }
    await bench.adapter.stop()
    expect((await post(event, headers)).status).toBe(503)
    expect(core.received).toEqual([])
    await bench.adapter.start()
    expect((await post(event, headers)).status).toBe(200)
    expect(core.received).toHaveLength(1)
  })

  it('answers the challenge while it is not started, for whoever sets the app up', async () => {
    await bench.adapter.stop()
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' })
    expect((await post(challenge, { ...json, ...signed(challenge) })).status).toBe(200)
    expect((await post(challenge, { ...json, ...signed('other') })).status).toBe(401)
  })
})
