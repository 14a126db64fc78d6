// Holds posting to its promises: the right place, no answer twice, honest errors, nothing left behind.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Address, Reply } from '#magnets'
import { channelAddress, respondAddress } from '../../../src/adapters/slack/address.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { FULL_REPLY, hugeReply, wordsOf } from '../sample-replies.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import { CHANNEL, DIRECT } from './payloads.ts'
import { visibleText } from './visible-text.ts'

const THREAD = '1750000000.000100'
const IN_CHANNEL = channelAddress({ channel: CHANNEL })
const IN_THREAD = channelAddress({ channel: CHANNEL, thread: THREAD })
const IN_DIRECT = channelAddress({ channel: DIRECT })
const LONG = sampleReply('A sentence of six words here. '.repeat(1400))

describe('posting to Slack', () => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack('http', core)
  })
  afterEach(() => bench.close())

  let posts = 0
  const post = (address: Address, reply: Reply = sampleReply('Forty-two.'), key?: string) => {
    posts += 1
    const attempt = { key: key ?? `post-${posts}`, number: 1 }
    return bench.adapter.poster.post(address, reply, attempt)
  }
  const remove = (address: Address) => bench.adapter.poster.remove(address, 'a question')
  const messages = () => bench.double.workspace.messages
  const texts = () => messages().map(visibleText)
  const callsOf = (method: string) =>
    bench.double.workspace.calls.filter(call => call.method === method)
  const toAsker = (from: 'command' | 'action' = 'command', original?: string) =>
    respondAddress(
      { channel: CHANNEL },
      { url: bench.double.responseUrl(CHANNEL, original), visible: 'ephemeral', from },
      Date.now(),
    )

  it('posts into the thread of the question', async () => {
    const at = await post(IN_THREAD)
    expect(messages()).toMatchObject([{ channel: CHANNEL, thread_ts: THREAD }])
    expect(at.ids).toEqual({ channel: CHANNEL, thread: THREAD, standing: messages()[0]?.ts })
  })

  it('lets nothing unfurl, link by name, or lack a text for notifications', async () => {
    await post(IN_CHANNEL, FULL_REPLY)
    expect(callsOf('chat.postMessage')[0]?.args).toMatchObject({
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
      text: FULL_REPLY.text,
    })
  })

  it('answers a command where only the asker sees it', async () => {
    await post(toAsker(), FULL_REPLY)
    expect(messages()).toMatchObject([{ ephemeral: true }])
    expect(callsOf('chat.postMessage')).toEqual([])
  })

  it('shares into the channel from a private answer', async () => {
    const url = bench.double.responseUrl(CHANNEL)
    const share = { url, visible: 'in_channel', from: 'action' } as const
    await post(respondAddress({ channel: CHANNEL }, share, Date.now()))
    expect(messages()).toMatchObject([{ ephemeral: false }])
  })

  it('replaces and removes the answer to a command', async () => {
    const at = await post(toAsker())
    const again = await post(at, sampleReply('Forty-three.'))
    expect(texts()).toEqual(['Forty-three.'])
    await remove(again)
    expect(texts()).toEqual([])
  })

  it('never touches the message whose button was pressed', async () => {
    await post(IN_CHANNEL, sampleReply('Press me.'))
    const original = messages()[0]?.ts
    const at = await post(toAsker('action', original))
    const again = await post(at, sampleReply('Forty-three.'))
    await remove(again)
    expect(texts()).toEqual(['Press me.', 'Forty-two.', 'Forty-three.'])
  })

  it('puts a long answer to a command into as many posts as its address takes', async () => {
    for (const seed of [1, 2, 5]) {
      const reply = hugeReply(seed)
      messages().length = 0
      const at = await post(toAsker(), reply)
      const shown = new Set(
        texts()
          .join('\n')
          .match(/\bw\d+/g),
      )
      expect(wordsOf(reply).filter(word => !shown.has(word))).toEqual([])
      expect(messages().length).toBeLessThanOrEqual(4)
      await remove(at)
    }
    expect(bench.double.workspace.refusals).toEqual([])
  })

  it('says so where an answer is longer than all posts together', async () => {
    const text = 'word '.repeat(40_000)
    await post(toAsker(), sampleReply(text))
    expect(texts().at(-1)).toContain('longer than Slack takes')
    expect(bench.double.workspace.refusals).toEqual([])
  })

  it('takes the rest of a longer answer away, though a try at it failed', async () => {
    const at = await post(IN_DIRECT, LONG)
    bench.double.failNext('chat.delete', { kind: 'status', status: 503 })
    await expect(post(at, sampleReply('Short.'), 'same')).rejects.toMatchObject({
      code: 'unavailable',
    })
    await post(at, sampleReply('Short.'), 'same')
    expect(texts()).toEqual(['Short.'])
  })

  it('shortens and lengthens an answer in place', async () => {
    const at = await post(IN_DIRECT, LONG)
    const shorter = await post(at, sampleReply('Short.'))
    expect(texts()).toEqual(['Short.'])
    await post(shorter, LONG)
    expect(texts().length).toBeGreaterThan(2)
    expect(bench.double.workspace.refusals).toEqual([])
  })

  const PLAIN = sampleReply('Forty-two, in plain words.')
  it.for(['invalid_blocks', 'msg_blocks_too_long'])('sends text once after %s', async error => {
    bench.double.failNext('chat.postMessage', { kind: 'error', error })
    await post(IN_CHANNEL, PLAIN)
    expect(messages()).toMatchObject([{ text: PLAIN.text }])
    expect(messages()[0]).not.toHaveProperty('blocks')
    bench.double.failNext('response_url', { kind: 'error', error })
    await post(toAsker(), PLAIN)
    expect(messages()[1]).not.toHaveProperty('blocks')
  })

  it.for([
    ['chat.postMessage', () => IN_CHANNEL],
    ['response_url', () => toAsker()],
  ] as const)(
    'sends older blocks before text where %s refuses the newer ones',
    async ([at, to]) => {
      const error = { kind: 'error', error: 'invalid_blocks' } as const
      bench.double.failNext(at, error)
      await post(to(), FULL_REPLY)
      const types = messages()[0]?.blocks?.map(block => Object(block).type)
      expect(types).toContain('rich_text')
      expect(types).not.toContain('table')
      bench.double.failNext(at, error)
      bench.double.failNext(at, error)
      await post(to(), FULL_REPLY)
      expect(messages()[1]).not.toHaveProperty('blocks')
    },
  )

  it('leaves no old blocks behind where an update goes out as text', async () => {
    const at = await post(IN_CHANNEL, FULL_REPLY)
    bench.double.failNext('chat.update', { kind: 'error', error: 'invalid_blocks' })
    await post(at, sampleReply('Forty-three.'))
    expect(texts()).toEqual(['Forty-three.'])
  })

  it('gives up after one try as text', async () => {
    for (let time = 0; time < 3; time += 1) {
      bench.double.failNext('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })
    }
    await expect(post(IN_CHANNEL)).rejects.toMatchObject({ code: 'rejected' })
    expect(callsOf('chat.postMessage')).toHaveLength(0)
  })

  it.for([
    ['invalid_auth', 'unauthorised'],
    ['missing_scope', 'unauthorised'],
    ['is_archived', 'gone'],
    ['internal_error', 'unavailable'],
    ['ratelimited', 'rate-limited'],
    ['something_new', 'rejected'],
  ] as const)('calls %s %s', async ([error, code]) => {
    bench.double.failNext('chat.postMessage', { kind: 'error', error })
    await expect(post(IN_CHANNEL)).rejects.toMatchObject({ code })
  })

  it('posts nothing to a channel that is not there', async () => {
    await expect(post(channelAddress({ channel: 'C9999' }))).rejects.toMatchObject({ code: 'gone' })
  })

  it('knows when the time to answer a command is over, without asking', async () => {
    const late = { ...toAsker(), expiresAt: Date.now() - 1 }
    await expect(post(late)).rejects.toMatchObject({ code: 'gone' })
    expect(callsOf('response_url')).toEqual([])
    await remove({ ...late, ids: { ...late.ids, standing: 'sent' } })
    expect(callsOf('response_url')).toEqual([])
  })

  it('knows when a command was answered as often as Slack allows', async () => {
    let at = toAsker()
    for (const words of ['One.', 'Two.', 'Three.', 'Four.']) at = await post(at, sampleReply(words))
    await expect(post(at)).rejects.toMatchObject({ code: 'gone' })
    expect(callsOf('response_url')).toHaveLength(4)
    await remove(at)
    expect(texts()).toEqual([])
  })

  it('takes an answer nowhere else than to its response_url', async () => {
    const location = bench.double.responseUrl(DIRECT)
    bench.double.failNext('response_url', { kind: 'status', status: 307, location })
    await expect(post(toAsker())).rejects.toMatchObject({ code: 'unavailable' })
    expect(messages()).toEqual([])
  })

  it('passes on how long a response_url wants to be left alone', async () => {
    const failure = { kind: 'status', status: 429, retryAfterSeconds: 9 } as const
    bench.double.failNext('response_url', failure)
    await expect(post(toAsker())).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 9000,
    })
  })

  it('never shows a response_url in an error or in the log', async () => {
    bench.double.failNext('response_url', { kind: 'status', status: 500 })
    const error: unknown = await post(toAsker()).catch((thrown: unknown) => thrown)
    expect(`${error} ${JSON.stringify(bench.lines)}`).not.toContain('/response/')
  })
})
