// Holds the gate to its order: what opens a form, what is accepted, what is lost only with a word.
import { webApi } from '@slack/bolt'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Core } from '#magnets'
import { createGate, PATIENCE_MS } from '../../../src/adapters/slack/gate.ts'
import { LIMITS } from '../../../src/adapters/slack/limits.ts'
import { createWindows } from '../../../src/adapters/slack/windows.ts'
import { recordingCore, SAMPLE_FORM } from '../recording-core.ts'
import {
  actionBody,
  BOT_USER,
  CHANNEL,
  directEvent,
  eventBody,
  slashBody,
  submissionBody,
} from './payloads.ts'
import { TS } from './reading.ts'

const nothing = () => undefined
const SILENT = { info: nothing, warn: nothing, error: nothing }

function gateOver(core: Core, openView: () => Promise<void> = () => Promise.resolve()) {
  const opened: { trigger: string; metadata: unknown }[] = []
  const errors: string[] = []
  const fields: object[] = []
  const take = createGate({
    core,
    now: () => 1_750_000_000_000,
    counters: {
      async of() {
        const views = {
          async open(trigger: string, view: { private_metadata?: string }) {
            await openView()
            opened.push({ trigger, metadata: JSON.parse(view.private_metadata ?? '') })
          },
          update: () => Promise.reject(new Error('nothing is updated here')),
          publish: () => Promise.reject(new Error('nothing is published here')),
        }
        const client = new webApi.WebClient()
        const windows = createWindows({ core, views, log: SILENT })
        return { install: undefined, client, self: { userId: BOT_USER }, views, windows }
      },
      remove: () => Promise.resolve(),
    },
    assistant: { greet: () => Promise.resolve(), show: () => Promise.resolve() },
    log: {
      info: given => fields.push(given),
      warn: given => fields.push(given),
      error: (given, message) => {
        fields.push(given)
        errors.push(message)
      },
    },
  })
  return { take, opened, errors, fields }
}
const openingForm = () => {
  const core = recordingCore()
  const open: Core['open'] = action => (action === 'refine' ? SAMPLE_FORM : undefined)
  return { ...core, open }
}
const settled = () => new Promise(resolve => setImmediate(resolve))

describe('the gate', () => {
  it('opens the form of a button in place of handing it over', async () => {
    const core = openingForm()
    const { take, opened } = gateOver(core)
    await take(actionBody('0:refine', 'x', { message: { thread_ts: '1750000100.000100' } }))
    await settled()
    expect(opened).toEqual([
      {
        trigger: '1.3.trigger',
        metadata: {
          channel: CHANNEL,
          channelType: 'channel',
          thread: '1750000100.000100',
          url: 'https://hooks.example.com/actions/1',
          from: 'action',
          at: 1_750_000_000_000,
        },
      },
    ])
    expect(core.received).toEqual([])
  })

  it('hands the button over where its form can not be opened', async () => {
    const core = openingForm()
    const { take } = gateOver(core, () => Promise.reject(new Error('expired_trigger_id')))
    await take(actionBody('0:refine', 'x'))
    expect(await core.incoming(1)).toMatchObject({ kind: 'action', action: 'refine' })
  })

  it('answers a bare command with help where there is no form', async () => {
    const core = openingForm()
    const { take } = gateOver(core)
    await take(slashBody(''))
    expect(await core.incoming(1)).toMatchObject({ kind: 'command', name: 'help' })
  })

  it('acknowledges nothing that can neither show its form nor be accepted', async () => {
    const core = openingForm()
    core.failWith(new Error('the store is full'))
    const { take } = gateOver(core, () => Promise.reject(new Error('expired_trigger_id')))
    await expect(take(actionBody('0:refine', 'x'))).rejects.toThrow('the store is full')
  })

  it.for([undefined, null, 'text', 7, [], {}, { type: 'event_callback' }, { command: '/' }])(
    'takes %j as nothing',
    async body => {
      const core = recordingCore()
      await expect(gateOver(core).take(body)).resolves.toBeUndefined()
      expect(core.received).toEqual([])
    },
  )
})

const FORM = { callback_id: 'command', private_metadata: JSON.stringify({ channel: 'C1', at: 1 }) }

describe.for([
  ['an event', eventBody(directEvent('how many?', TS))],
  ['a command', slashBody('ask how many?')],
  ['a button', actionBody('0:ask', 'how many?')],
  ['a form', submissionBody(FORM, {})],
] as const)('the gate, for %s that is accepted too late', ([, body]) => {
  const late = async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const core = recordingCore()
    core.hold()
    const gate = gateOver(core)
    const outcome = gate.take(body).then(
      () => 'acknowledged',
      (error: unknown) => Object(error).code,
    )
    await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1)
    const before = await Promise.race([outcome, Promise.resolve('waiting')])
    await vi.advanceTimersByTimeAsync(1)
    return { ...gate, core, before, outcome }
  }

  it('acknowledges nothing, and lets it be accepted all the same', async () => {
    const { core, before, outcome, errors } = await late()
    expect(before).toBe('waiting')
    expect(await outcome).toBe('unavailable')
    expect(core.received).toHaveLength(1)
    core.release()
    await vi.advanceTimersByTimeAsync(0)
    expect(errors).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says in the log that it was not even accepted then, and nothing of what was said', async () => {
    const { core, outcome, errors, fields } = await late()
    await outcome
    core.failWith(new Error('the store is full'))
    core.release()
    await vi.advanceTimersByTimeAsync(0)
    expect(errors).toHaveLength(1)
    expect(JSON.stringify(fields)).not.toContain('how many')
  })
})

it('the gate is out of patience before Slack is', () => {
  expect(PATIENCE_MS).toBeLessThan(LIMITS.acknowledgeMs)
})
