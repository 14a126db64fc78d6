// Nothing is acknowledged before it is accepted; what is not comes again, and falls together.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RecordingCore, recordingCore } from '../recording-core.ts'
import { connectSlack, type Mode, type SlackBench } from './bench.ts'

const SHORT_PATIENCE = { patienceMs: 100 }
const KINDS = ['mention', 'command'] as const

let core: RecordingCore
let bench: SlackBench
beforeEach(() => {
  core = recordingCore()
})
afterEach(() => bench.close())

const send = (kind: (typeof KINDS)[number]): Promise<unknown> =>
  kind === 'mention' ? bench.mention('how many?') : bench.slash('ask how many?')
const states = () => bench.double.deliveries.map(({ acknowledged }) => acknowledged)
const keys = () => new Set(core.received.map(({ key }) => key))
const errors = () => bench.lines.filter(({ level }) => level === 'error')

/** Slack waits until we have given up, and then does so too. */
async function notAcknowledged(sent: Promise<unknown>): Promise<void> {
  const before = errors().length
  const failed = sent.then(
    () => 'acknowledged',
    () => 'not acknowledged',
  )
  await expect.poll(() => errors().length).toBe(before + 1)
  bench.double.giveUp()
  expect(await failed).toBe('not acknowledged')
}

describe.for<Mode>(['socket', 'http'])('by %s', mode => {
  it.for(KINDS)('a %s that could not be accepted is not acknowledged', async kind => {
    bench = await connectSlack(mode, core)
    core.failWith(new Error('the store is full'))
    await notAcknowledged(send(kind))
    expect(states()).toEqual(['no'])
  })

  it.for(KINDS)('a %s that takes too long is not acknowledged, not even late', async kind => {
    bench = await connectSlack(mode, core, SHORT_PATIENCE)
    core.hold()
    await notAcknowledged(send(kind))
    core.release()
    const accepted = () => bench.lines.some(({ message }) => /accepted after/.test(message))
    await expect.poll(accepted).toBe(true)
    expect(states()).toEqual(['no'])
    expect(core.received).toHaveLength(1)
  })

  it('an event comes again until it is accepted, always under the same key', async () => {
    bench = await connectSlack(mode, core)
    core.failWith(new Error('the store is full'))
    await notAcknowledged(bench.mention('how many?'))
    await notAcknowledged(bench.double.redeliver().then(() => Promise.reject()))
    core.failWith(undefined)
    await bench.double.redeliver()
    await bench.double.redeliver()
    expect(bench.double.deliveries).toMatchObject([{ acknowledged: 'in time', retries: 2 }])
    expect(core.received).toHaveLength(3)
    expect(keys().size).toBe(1)
  })

  it('an event that was accepted too late is known when it comes again', async () => {
    bench = await connectSlack(mode, core, SHORT_PATIENCE)
    core.hold()
    await notAcknowledged(bench.mention('how many?'))
    core.release()
    await bench.double.redeliver()
    expect(states()).toEqual(['in time'])
    expect(core.received).toHaveLength(2)
    expect(keys().size).toBe(1)
  })

  it('an event that was acknowledged too late is known when it comes again', async () => {
    bench = await connectSlack(mode, core)
    core.hold()
    const sent = bench.mention('how many?').catch(() => 'not acknowledged')
    await core.incoming(1)
    bench.double.giveUp()
    expect(await sent).toBe('not acknowledged')
    core.release()
    await expect.poll(states).toEqual(['late'])
    await bench.double.redeliver()
    expect(states()).toEqual(['in time'])
    expect(keys().size).toBe(1)
  })

  it('a command does not come again', async () => {
    bench = await connectSlack(mode, core)
    core.failWith(new Error('the store is full'))
    await notAcknowledged(bench.slash('ask how many?'))
    await bench.double.redeliver()
    expect(core.received).toHaveLength(1)
  })

  it('a command that opens a form is acknowledged once Slack shows it', async () => {
    bench = await connectSlack(mode, core)
    const arrived = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const until = () => {
      arrived.resolve()
      return held.promise
    }
    bench.double.failNext('views.open', { kind: 'slow', until, done: 'at once' })
    const sent = bench.slash('')
    await arrived.promise
    expect(states()).toEqual(['no'])
    held.resolve()
    await sent
    expect(states()).toEqual(['in time'])
  })
})

it('a connection that is cut is no failure of what was accepted meanwhile', async () => {
  bench = await connectSlack('socket', core)
  core.hold()
  const sent = bench.mention('how many?').catch(() => 'not acknowledged')
  await core.incoming(1)
  bench.double.failNext('apps.connections.open', { kind: 'status', status: 503 })
  bench.double.socket.cut()
  await expect.poll(() => bench.adapter.connected()).toBe(false)
  core.release()
  const said = () => bench.lines.filter(({ message }) => message.includes('accepted'))
  await expect.poll(said).toMatchObject([{ level: 'warn' }])
  bench.double.giveUp()
  expect(await sent).toBe('not acknowledged')
})

it('an event whose connection is cut comes again over the next one', async () => {
  bench = await connectSlack('socket', core)
  core.hold()
  const sent = bench.mention('how many?').catch(() => 'not acknowledged')
  await core.incoming(1)
  bench.double.socket.cut()
  await bench.double.socket.connected(2)
  await expect.poll(() => bench.adapter.connected()).toBe(true)
  core.release()
  bench.double.giveUp()
  expect(await sent).toBe('not acknowledged')
  await bench.double.redeliver()
  expect(bench.double.deliveries).toMatchObject([{ acknowledged: 'in time', retries: 1 }])
  expect(keys().size).toBe(1)
})
