// Signs of life in the pane and in threads: before the answer, never below it, and each thing once.
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Address } from '#magnets'
import { channelAddress } from '../../../src/adapters/slack/address.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import { CHANNEL, DIRECT, directEvent, PERSON } from './payloads.ts'

const THREAD = '1750000000.000900'
const ANSWER = sampleReply('Forty-two.')

let core: RecordingCore
let bench: SlackBench
beforeEach(async () => {
  core = recordingCore()
  bench = await connectSlack('http', core)
})
afterEach(() => bench.close())

const there = () => bench.double.workspace
const texts = () => there().messages.map(({ text }) => text)
const asked = (text: string) =>
  bench.event(directEvent(text, there().nextTs(), { thread_ts: THREAD }))
const post = (address: Address) =>
  bench.adapter.poster.post(address, ANSWER, { key: 'k', number: 1 })
const event = (type: string) =>
  bench.event({
    type,
    assistant_thread: { user_id: PERSON, channel_id: DIRECT, thread_ts: THREAD, context: {} },
  })

/** The next status reaches Slack only once it is let go. */
function heldStatus() {
  const arrived = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const until = () => {
    arrived.resolve()
    return held.promise
  }
  bench.double.failNext('assistant.threads.setStatus', { kind: 'slow', until, done: 'late' })
  return { arrived: arrived.promise, letGo: held.resolve }
}

describe('an answer', () => {
  it('waits for the status before it, and takes that away', async () => {
    const status = heldStatus()
    await asked('How many plums?')
    await status.arrived
    const posted = post((await core.incoming(1)).address)
    // Sent after it, and there and back before it is let go.
    const other = { key: 'other', number: 1 }
    await bench.adapter.poster.post(channelAddress({ channel: CHANNEL }), ANSWER, other)
    expect(there().messages.map(({ channel }) => channel)).toEqual([CHANNEL])
    status.letGo()
    await posted
    expect(there().messages.map(({ channel }) => channel)).toEqual([CHANNEL, DIRECT])
    expect(there().pane.get(THREAD)).not.toHaveProperty('status')
  })

  it('does not wait for a status that takes a second', async () => {
    const status = heldStatus()
    onTestFinished(() => status.letGo())
    await asked('How many plums?')
    await status.arrived
    const { address } = await core.incoming(1)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const posted = post(address)
    await vi.advanceTimersByTimeAsync(1000)
    vi.useRealTimers()
    await posted
    expect(texts()).toEqual(['Forty-two.'])
  })

  it('is not hindered by a status that fails', async () => {
    bench.double.failNext('assistant.threads.setStatus', { kind: 'status', status: 503 })
    await asked('How many plums?')
    await post((await core.incoming(1)).address)
    expect(texts()).toEqual(['Forty-two.'])
  })
})

describe('an answer that takes its time', () => {
  const progress = (address: Address) => bench.adapter.poster.progress(address, 'Looking it up…')

  it('shows a status in the thread of a channel, until it is there', async () => {
    const address = channelAddress({ channel: CHANNEL, thread: THREAD })
    await progress(address)
    expect(there().pane.get(THREAD)?.status).toBeDefined()
    await post(address)
    expect(there().pane.get(THREAD)).not.toHaveProperty('status')
  })

  it('shows none where nothing would take it away', async () => {
    const standing = await post(channelAddress({ channel: CHANNEL, thread: THREAD }))
    await progress(standing)
    await progress(channelAddress({ channel: DIRECT }))
    expect(there().pane.size).toBe(0)
  })
})

describe('the pane', () => {
  it('greets once, though Slack tells of a thread twice', async () => {
    await event('assistant_thread_started')
    await vi.waitFor(() => expect(there().pane.get(THREAD)?.prompts).toBeDefined())
    await event('assistant_thread_started')
    await asked('How many plums?')
    await vi.waitFor(() => expect(there().pane.get(THREAD)?.title).toBeDefined())
    expect(texts()).toEqual(['I know about fruit.'])
  })

  it('offers questions to try where its greeting could not be posted', async () => {
    bench.double.failNext('chat.postMessage', { kind: 'status', status: 503 })
    await event('assistant_thread_started')
    await vi.waitFor(() => expect(there().pane.get(THREAD)?.prompts).toHaveLength(2))
  })

  it('offers no more than four questions, each with a title that fits', async () => {
    const prompts = ['a', 'b', 'c', 'd', 'e'].map(letter => letter.repeat(300))
    core.greeting = () => ({ text: 'I know about fruit.', prompts })
    await event('assistant_thread_started')
    await vi.waitFor(() => expect(there().pane.get(THREAD)?.prompts).toHaveLength(4))
  })

  it('is named after the first question that has words', async () => {
    await event('assistant_thread_started')
    await vi.waitFor(() => expect(there().pane.get(THREAD)?.prompts).toBeDefined())
    await asked('')
    await asked('How many plums?')
    await vi.waitFor(() => expect(there().pane.get(THREAD)?.title).toBe('How many plums?'))
    expect(there().refusals).toEqual([])
  })

  it('pays no heed to what people look at beside it', async () => {
    await event('assistant_thread_context_changed')
    expect(core.received).toEqual([])
    expect(there().calls.filter(({ method }) => method !== 'auth.test')).toEqual([])
  })
})
