// Drives the SDK through the double: logging in, acknowledging, forms, suggestions, reconnecting.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSlackAdapter } from '../../../src/adapters/slack/index.ts'
import { createSlackDouble } from '../../doubles/slack/slack-double.ts'
import { type RecordingCore, recordingCore, SAMPLE_FORM } from '../recording-core.ts'
import { connectSlack, type Mode, type SlackBench } from './bench.ts'
import { BOT_ID, BOT_USER, CHANNEL, PERSON, slashBody, submissionBody, TEAM } from './payloads.ts'
import { recorded } from './recorded-payloads.ts'

const TS = '1750009999.000100'

describe.for<Mode>(['socket', 'http'])('Slack adapter by %s', mode => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack(mode, core)
  })
  afterEach(() => bench.close())

  const methods = () => bench.double.workspace.calls.map(({ method }) => method)

  it('opens a form for a bare command, with selects', async () => {
    await bench.slash('')
    await expect.poll(() => bench.double.workspace.views).toHaveLength(1)
    expect(bench.double.workspace.views[0]).toMatchObject({
      callback_id: SAMPLE_FORM.id,
      title: { text: SAMPLE_FORM.title },
      blocks: [
        { block_id: 'command', element: { type: 'static_select' } },
        { block_id: 'text', optional: true, element: { type: 'plain_text_input' } },
      ],
    })
    expect(core.received).toEqual([])
  })

  it('hands over the form and answers it to the one who sent it', async () => {
    await bench.slash('')
    await expect.poll(() => bench.double.workspace.views).toHaveLength(1)
    const values = {
      command: { value: { type: 'static_select', selected_option: { value: 'fruit' } } },
      text: { value: { type: 'plain_text_input', value: 'Pear' } },
    }
    const [view = {}] = bench.double.workspace.views
    await bench.interact(submissionBody(view, values))
    const form = await core.incoming(1)
    expect(form).toMatchObject({
      kind: 'form',
      form: SAMPLE_FORM.id,
      values: { command: 'fruit', text: 'Pear' },
      address: { ids: { visible: 'ephemeral' } },
    })
  })

  it('answers with help where the form can not be opened any more', async () => {
    const response_url = bench.double.responseUrl(CHANNEL)
    await bench.interact(slashBody('', { response_url, trigger_id: 'dead' }))
    expect(await core.incoming(1)).toMatchObject({ kind: 'command', name: 'help' })
  })

  it('suggests choices while a person types', async () => {
    const body = {
      type: 'block_suggestion',
      user: { id: PERSON },
      team: { id: TEAM },
      action_id: 'value',
      block_id: 'name',
      value: 'app',
      view: { id: 'V1', callback_id: 'fruit' },
    }
    expect(await bench.interact(body)).toEqual({
      options: [
        { text: { type: 'plain_text', text: 'Apple', emoji: false }, value: 'Apple' },
        { text: { type: 'plain_text', text: 'Apple Pie', emoji: false }, value: 'Apple Pie' },
      ],
    })
    expect(core.completed).toEqual([{ command: 'fruit', option: 'name', prefix: 'app' }])
  })

  it('acknowledges events that are nothing to it', async () => {
    await bench.event({ type: 'reaction_added', user: PERSON, event_ts: TS })
    await bench.interact({ type: 'view_closed', user: { id: PERSON }, team: { id: TEAM } })
    expect(core.received).toEqual([])
  })

  const samples = recorded('bolt_python_test_payloads').filter(({ kind }) =>
    kind.startsWith('event:'),
  )
  it.skipIf(samples.length === 0)('acknowledges recorded events of every kind', async () => {
    for (const { body } of samples) {
      const { event } = Object(body)
      if (typeof Object(event).type === 'string') await bench.event(event)
    }
    expect(bench.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('asks Slack for nothing but who it is before there is an answer', async () => {
    await bench.mention('how many?')
    expect(methods()).toEqual(
      mode === 'socket' ? ['auth.test', 'apps.connections.open'] : ['auth.test'],
    )
  })
})

describe('Slack adapter by Socket Mode', () => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack('socket', core)
  })
  afterEach(() => bench.close())

  it.for(['disconnect', 'cut'] as const)('connects again after a %s', async how => {
    bench.double.socket[how]()
    await bench.double.socket.connected(2)
    await expect
      .poll(() =>
        bench.mention('still there?').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    expect(await core.incoming(1)).toMatchObject({ text: 'still there?' })
  })

  it('keeps trying where Slack can not be reached at first', async () => {
    bench.double.failNext('apps.connections.open', { kind: 'status', status: 503 })
    bench.double.socket.cut()
    await expect.poll(() => bench.adapter.connected()).toBe(false)
    await bench.double.socket.connected(2)
    await expect.poll(() => bench.adapter.connected()).toBe(true)
    expect(bench.lines.some(({ message }) => message === 'Slack could not be reached')).toBe(true)
  })
})

describe('createSlackAdapter', () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const core = recordingCore()

  it('wants a way to be reached', () => {
    expect(() => createSlackAdapter({ core, log, botToken: 'xoxb-x' })).toThrow(/app token/)
  })

  it.for(['socket', 'http'] as const)('does not start by %s once it was stopped', async mode => {
    const self = { userId: BOT_USER, botId: BOT_ID, team: TEAM }
    const double = await createSlackDouble({ self, channels: [] })
    const { apiUrl, workspace } = double
    const how = mode === 'socket' ? { appToken: 'xapp-double' } : { signingSecret: 'secret' }
    const adapter = createSlackAdapter({ core, log, apiUrl, botToken: 'xoxb-double', ...how })
    const arrived = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const until = () => {
      arrived.resolve()
      return held.promise
    }
    double.failNext('auth.test', { kind: 'slow', until, done: 'late' })
    const starting = adapter.start()
    await arrived.promise
    await adapter.stop()
    held.resolve()
    await starting
    expect(adapter.connected()).toBe(false)
    expect(workspace.calls.map(({ method }) => method)).toEqual(['auth.test'])
    await double.close()
  })

  it('does not start with a token that Slack refuses', async () => {
    const self = { userId: BOT_USER, botId: BOT_ID, team: TEAM }
    const double = await createSlackDouble({ self, channels: [] })
    const { apiUrl } = double
    const wrong = createSlackAdapter({ core, log, apiUrl, botToken: 'xoxb-x', appToken: 'xapp-x' })
    await expect(wrong.start()).rejects.toMatchObject({ code: 'unauthorised' })
    const botToken = 'xoxb-double'
    const half = createSlackAdapter({ core, log, apiUrl, botToken, appToken: 'xapp-x' })
    await expect(half.start()).rejects.toMatchObject({ code: 'unauthorised' })
    await double.close()
  })
})
