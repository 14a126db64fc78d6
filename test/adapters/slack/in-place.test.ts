// Buttons that change a message where it stands, and what is heard in shared channels.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPublic } from '../../../src/adapters/slack/read-public.ts'
import { receive } from '../../../src/adapters/slack/receive.ts'
import { type RecordingCore, recordingCore, sampleReply } from '../recording-core.ts'
import { connectSlack, type SlackBench } from './bench.ts'
import {
  BOT_USER,
  CHANNEL,
  DIRECT,
  deletedEvent,
  eventBody,
  messageEvent,
  PERSON,
  TEAM,
} from './payloads.ts'
import { LATER, NOW, read, readEvent, TS } from './reading.ts'

const BOTH = sampleReply('As a table.', {
  actions: [{ id: 'chart', label: 'Show as chart', value: 'r1' }],
})

describe('"Show as chart"', () => {
  let core: RecordingCore
  let bench: SlackBench
  beforeEach(async () => {
    core = recordingCore()
    bench = await connectSlack('http', core)
  })
  afterEach(() => bench.close())

  const pressedOn = async (act: () => Promise<void>) => {
    const { poster } = bench.adapter
    await act()
    const asked = await core.incoming(1)
    await poster.post(asked.address, BOTH, { key: 'first', number: 1 })
    await bench.press('Show as chart')
    const pressed = await core.incoming(2)
    const address = JSON.parse(JSON.stringify(pressed.address))
    await poster.post(address, sampleReply('As a chart.'), { key: 'second', number: 1 })
    return bench.double.workspace.messages.map(({ text, ephemeral }) => [text, ephemeral])
  }

  it('changes a message that one person alone sees', async () => {
    expect(await pressedOn(() => bench.command('fruit', { name: 'Pear' }))).toEqual([
      ['As a chart.', true],
    ])
  })

  it('changes the message in a direct conversation', async () => {
    expect(await pressedOn(() => bench.direct('pears?'))).toEqual([['As a chart.', false]])
  })

  it.for([
    ['that one person alone sees', 'response_url', true],
    ['in a direct conversation', 'chat.update', false],
  ] as const)(
    'changes a message %s once, though the first answer of Slack was lost',
    async ([, method, ephemeral]) => {
      const { poster } = bench.adapter
      if (ephemeral) await bench.command('fruit', { name: 'Pear' })
      else await bench.direct('pears?')
      const asked = await core.incoming(1)
      await poster.post(asked.address, BOTH, { key: 'first', number: 1 })
      await bench.press('Show as chart')
      const { address } = await core.incoming(2)
      const chart = sampleReply('As a chart.')
      bench.double.failNext(method, { kind: 'lost' })
      const first = poster.post(address, chart, { key: 'second', number: 1 })
      await expect(first).rejects.toMatchObject({ code: 'unavailable' })
      await bench.successor().post(address, chart, { key: 'second', number: 2 })
      const standing = bench.double.workspace.messages
      expect(standing.map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
        ['As a chart.', ephemeral],
      ])
    },
  )

  it('says that the message is gone where it was deleted meanwhile', async () => {
    const { poster } = bench.adapter
    await bench.direct('pears?')
    await poster.post((await core.incoming(1)).address, BOTH, { key: 'first', number: 1 })
    await bench.press('Show as chart')
    const { address } = await core.incoming(2)
    bench.double.workspace.messages.length = 0
    const late = poster.post(address, sampleReply('As a chart.'), { key: 'second', number: 1 })
    await expect(late).rejects.toMatchObject({ code: 'gone' })
  })

  it('leaves a message that all see as it is, and answers who pressed', async () => {
    expect(await pressedOn(() => bench.mention('pears?'))).toEqual([
      ['As a table.', false],
      ['As a chart.', true],
    ])
  })
})

describe('a word about a button', () => {
  it.for([
    ['that one person alone sees', (b: SlackBench) => b.command('fruit', { name: 'Pear' })],
    ['in a direct conversation', (b: SlackBench) => b.direct('pears?')],
  ] as const)('leaves the answer standing %s', async ([, act]) => {
    const core = recordingCore()
    const bench = await connectSlack('http', core)
    await act(bench)
    const { poster } = bench.adapter
    await poster.post((await core.incoming(1)).address, BOTH, { key: 'first', number: 1 })
    await bench.press('Show as chart')
    const { address } = await core.incoming(2)
    const word = sampleReply('I no longer have that answer.', { outcome: 'notice' })
    await poster.post(JSON.parse(JSON.stringify(address)), word, { key: 'second', number: 1 })
    const texts = bench.double.workspace.messages.map(({ text }) => text)
    expect(texts).toEqual(['As a table.', 'I no longer have that answer.'])
    await bench.close()
  })
})

const heard = (hears: boolean, event: Record<string, unknown>) => {
  const core = recordingCore()
  const context = { commands: core.commands, choices: core.choices, now: NOW }
  return receive(eventBody(event), {
    ...context,
    self: { userId: BOT_USER },
    channelTypes: (_, told) => told,
    hears: channel => hears && channel.channel === CHANNEL && channel.team === TEAM,
  })
}

describe('talk that names nobody', () => {
  it('is handed over where the channel wants every question answered, and only there', () => {
    const event = messageEvent('how many pears?', TS)
    expect(heard(false, event)).toBeUndefined()
    expect(heard(true, event)).toMatchObject({
      addressed: 'overheard',
      toOthers: false,
      place: { channel: CHANNEL, thread: TS },
    })
    expect(heard(true, messageEvent('<@U9> how many?', TS))).toMatchObject({ toOthers: true })
    expect(heard(true, { ...event, bot_id: 'B9' })).toBeUndefined()
  })
})

describe('a message that named nobody, deleted before it had an answer', () => {
  it('is told of where every question is answered, and only there', () => {
    const event = deletedEvent(messageEvent('how many pears?', TS), LATER)
    const deleted = (hears: boolean) => heard(hears, event)
    expect(deleted(true)).toMatchObject({ kind: 'delete', place: { channel: CHANNEL, thread: TS } })
    expect(deleted(false)).toBeUndefined()
  })
})

describe('people of another workspace', () => {
  const asked = messageEvent(`<@${BOT_USER}> pears?`, TS)
  const guest = { platform: 'slack', team: TEAM, id: PERSON, audience: 'everyone', guest: true }
  const inShared = (event: object, more: object = {}) =>
    read({ ...eventBody({ ...asked, ...event }), is_ext_shared_channel: true, ...more })?.asker

  it.for([
    { user_team: 'T9' },
    { source_team: 'T9' },
    { user_profile: { team: 'T9' } },
    { team: 'T9' },
    { user_team: TEAM, user_profile: { team: TEAM, is_restricted: true } },
    { user_profile: { is_ultra_restricted: true } },
  ])('and guests of this one are guests by %j', told => {
    expect(inShared(told)).toEqual(guest)
  })

  it.for([
    { user_team: TEAM, team: 'T9' },
    { source_team: TEAM },
    { user_team: '' },
    { user_profile: { is_restricted: false } },
    { user_profile: 7 },
    {},
  ])('are not who belongs here by %j', team => {
    expect(inShared(team)).not.toHaveProperty('guest')
  })

  it('are told apart from those of an organisation, whose messages name other workspaces', () => {
    expect(inShared({ team: 'T9' }, { is_ext_shared_channel: false })).not.toHaveProperty('guest')
  })

  it('are guests of the workspace that has the app, wherever the event is said to be from', () => {
    const theirs = { team_id: 'T9', authorizations: [{ team_id: TEAM, is_bot: true }] }
    expect(inShared({ user_team: 'T9' }, theirs)).toEqual(guest)
    const unknown = { team_id: TEAM, authorizations: [{ team_id: null }] }
    expect(inShared({ user_team: 'T9' }, unknown)).toEqual(guest)
  })

  it('and group conversations are private places', () => {
    const group = { channel: 'G0001', channel_type: 'mpim' }
    const event = messageEvent(`<@${BOT_USER}> pears?`, TS, group)
    expect(readEvent(event)?.place).toMatchObject({ visibility: 'private' })
    expect(readEvent(messageEvent('pears?', TS, group))).toBeUndefined()
    expect(readEvent(messageEvent('pears?', TS, { channel: DIRECT }))).toBeDefined()
  })
})

describe('the option to answer for all', () => {
  it.for([
    ['capacity public:yes', 'capacity', true],
    ['capacity public=TRUE', 'capacity', true],
    ['--public capacity', 'capacity', true],
    ['company MP --public', 'company MP', true],
    ['company public:no MP', 'company MP', false],
    ['is MP public', 'is MP public', false],
    ['how much public money', 'how much public money', false],
    ['what is a --public-- thing', 'what is a --public-- thing', false],
    ['republic:yes', 'republic:yes', false],
    ['what is the public:private split', 'what is the public:private split', false],
    ['ask "is it public:yes here"', 'ask "is it public:yes here"', false],
    ['ask “is it public:yes here” public:yes', 'ask “is it public:yes here”', true],
    ['ask how much is public: yes or no', 'ask how much is public: yes or no', false],
    ['', '', false],
  ] as const)('is read from %j as %j, %s', ([text, words, open]) => {
    expect(readPublic(text)).toEqual({ text: words, open })
  })
})
