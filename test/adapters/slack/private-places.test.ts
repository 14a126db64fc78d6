// What is said where not all may read along is never kept as if it were said in public.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChannelTypes } from '../../../src/adapters/slack/channel-types.ts'
import { type RecordingCore, recordingCore } from '../recording-core.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import { actionBody, CHANNEL, mentionEvent, messageEvent, slashBody, TEAM } from './payloads.ts'
import { read } from './reading.ts'

describe.for(['socket', 'http'] as const)('a mention, by %s', mode => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack(mode, core)
  })
  afterEach(() => bench.close())
  const ts = () => bench.double.workspace.nextTs()
  const talk = (channel_type: string) =>
    bench.event(messageEvent('lunch?', ts(), { channel_type, thread_ts: ts() }))

  // Slack tells with a mention neither the kind of the channel nor, by its id, whether it is private.
  it('is private where nothing was said of the channel yet', async () => {
    await bench.event(mentionEvent('how many?', ts()))
    expect((await core.incoming(1)).place).toMatchObject({
      channel: CHANNEL,
      visibility: 'private',
    })
  })

  it.for([
    ['channel', 'public'],
    ['group', 'private'],
    ['mpim', 'private'],
  ])('is as open as messages in a %s told before', async ([type = '', visibility]) => {
    await talk(type)
    await bench.event(mentionEvent('how many?', ts()))
    expect((await core.incoming(2)).place.visibility).toBe(visibility)
  })

  it('is private once the channel was made private', async () => {
    await talk('channel')
    await talk('group')
    await bench.event(mentionEvent('how many?', ts()))
    expect((await core.incoming(3)).place.visibility).toBe('private')
  })
})

describe('a command, a button and a shortcut', () => {
  const checked = (channel: object) => ({
    ...{ type: 'message_action', callback_id: 'check_message', trigger_id: 'T1' },
    response_url: 'https://hooks.example.com/1',
    ...{ team: { id: TEAM }, user: { id: 'U1' }, channel, message: { text: 'pears' } },
  })
  it.for([
    ['C0042', 'general', 'public'],
    ['C0042', 'privategroup', 'private'],
    ['C0042', 'mpdm-pat--sam--kim-1', 'private'],
    ['G0042', 'mpdm-pat--sam--kim-1', 'private'],
    ['G0042', 'old-and-closed', 'private'],
    ['D0042', 'directmessage', 'direct'],
    ['C0042', '', 'private'],
  ])('in %s, which is called "%s", are %s', ([id = '', name = '', visibility]) => {
    const bodies = [
      slashBody('help', { channel_id: id, channel_name: name }),
      actionBody('0:ask', 'pears?', { channel: { id, name } }),
      checked({ id, name }),
    ]
    const kept = bodies.map(body => read(body)?.place.visibility)
    expect(kept).toEqual([visibility, visibility, visibility])
  })
})

it('the kinds of channels are kept apart by team, and the longest silent is forgotten first', () => {
  const types = createChannelTypes()
  const place = (channel: string, team: string) => ({ platform: 'slack', channel, team })
  types(place('C1', 'T1'), 'channel')
  expect(types(place('C1', 'T2'), undefined)).toBeUndefined()
  for (let index = 2; index <= 10_001; index += 1) types(place(`C${index}`, 'T1'), 'group')
  expect(types(place('C1', 'T1'), undefined)).toBeUndefined()
  expect(types(place('C10001', 'T1'), undefined)).toBe('group')
})
