// Holds the gate to its order: what opens a form, what is accepted, what is lost only with a word.
import { describe, expect, it } from 'vitest'
import type { Core } from '#magnets'
import { createGate } from '../../../src/adapters/slack/gate.ts'
import { recordingCore, SAMPLE_FORM } from '../recording-core.ts'
import { actionBody, BOT_USER, CHANNEL, slashBody } from './payloads.ts'

function gateOver(core: Core, openView: () => Promise<void> = () => Promise.resolve()) {
  const opened: { trigger: string; metadata: unknown }[] = []
  const errors: string[] = []
  const take = createGate({
    core,
    self: () => ({ userId: BOT_USER }),
    now: () => 1_750_000_000_000,
    openView: async (trigger, view) => {
      await openView()
      opened.push({ trigger, metadata: JSON.parse(view.private_metadata ?? '') })
    },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (_, message) => errors.push(message),
    },
  })
  return { take, opened, errors }
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

  it('logs an event that was lost with its form', async () => {
    const core = openingForm()
    core.failWith(new Error('the store is full'))
    const { take, errors } = gateOver(core, () => Promise.reject(new Error('expired_trigger_id')))
    await take(actionBody('0:refine', 'x'))
    await settled()
    expect(errors).toHaveLength(1)
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
