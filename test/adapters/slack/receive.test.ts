// Holds the reading of Slack's payloads: what becomes what, what falls together, what is not for us.
import { describe, expect, it } from 'vitest'
import {
  actionBody,
  BOT_ID,
  BOT_USER,
  CHANNEL,
  changedEvent,
  DIRECT,
  deletedEvent,
  directEvent,
  mentionEvent,
  messageEvent,
  PERSON,
  slashBody,
  submissionBody,
  TEAM,
} from './payloads.ts'
import { LATER, NOW, read, readEvent, TS } from './reading.ts'
import { recorded } from './recorded-payloads.ts'

describe('receive, messages', () => {
  it('reads a mention, to be answered in a thread under it', () => {
    expect(readEvent(mentionEvent('how many?', TS))).toEqual({
      kind: 'message',
      key: `slack:${TEAM}:${CHANNEL}:${TS}`,
      at: 1_750_000_000_000,
      asker: { platform: 'slack', team: TEAM, id: PERSON, audience: 'everyone' },
      place: { platform: 'slack', team: TEAM, channel: CHANNEL, thread: TS, visibility: 'public' },
      address: { platform: 'slack', ids: { channel: CHANNEL, thread: TS } },
      text: 'how many?',
      addressed: 'mention',
      toOthers: false,
    })
  })

  it('gives the mention and the message of one ts the same key and meaning', () => {
    const mention = readEvent(mentionEvent('how many?', TS))
    expect(readEvent(messageEvent(`<@${BOT_USER}> how many?`, TS))).toEqual(mention)
  })

  it('answers a mention inside a thread in that thread', () => {
    const incoming = readEvent(mentionEvent('and now?', LATER, { thread_ts: TS }))
    expect(incoming?.address.ids).toEqual({ channel: CHANNEL, thread: TS, since: LATER })
    expect(incoming?.place.thread).toBe(TS)
  })

  it('answers a direct message flat, and in a thread where it was asked in one', () => {
    const flat = readEvent(directEvent('how many?', TS))
    expect(flat).toMatchObject({ addressed: 'direct' })
    expect(flat?.address.ids).toEqual({ channel: DIRECT, since: TS })
    const inThread = readEvent(directEvent('and now?', LATER, { thread_ts: TS }))
    expect(inThread?.address.ids.thread).toBe(TS)
  })

  it('gives a message that a client sent twice, under two names, one alias', () => {
    const twin = { client_msg_id: '9cbd4c5b-7ddf-4ede-b479-ad21fca66d63' }
    const alias = `slack:${TEAM}:${DIRECT}:client:${twin.client_msg_id}`
    const [first, second] = [TS, LATER].map(ts => readEvent(directEvent('how many?', ts, twin)))
    expect([first, second]).toMatchObject([
      { key: `slack:${TEAM}:${DIRECT}:${TS}`, alias },
      { key: `slack:${TEAM}:${DIRECT}:${LATER}`, alias },
    ])
    expect(readEvent(mentionEvent('how many?', TS, twin))).not.toMatchObject({ alias })
    expect(readEvent(directEvent('how many?', TS))).not.toHaveProperty('alias')
  })

  it('overhears threads, and calls it a reply where the thread is its own', () => {
    const thread = { thread_ts: TS, parent_user_id: PERSON }
    expect(readEvent(messageEvent('and now?', LATER, thread))).toMatchObject({
      addressed: 'overheard',
    })
    const own = { thread_ts: TS, parent_user_id: BOT_USER }
    expect(readEvent(messageEvent('and now?', LATER, own))).toMatchObject({ addressed: 'reply' })
  })

  it('does not hear talk in a channel that does not name it', () => {
    expect(readEvent(messageEvent('how many?', TS))).toBeUndefined()
  })

  it('notices when somebody else is meant', () => {
    const text = 'what do you think, <@U0042>?'
    expect(readEvent(messageEvent(text, LATER, { thread_ts: TS }))).toMatchObject({
      text: 'what do you think, @someone?',
      toOthers: true,
    })
  })

  it('reads what people wrote as plain words', () => {
    const text =
      'is <https://x.example/a|this> &gt; 3 &amp; in <#C9|apples> or <mailto:a@b.c|a@b.c>?'
    expect(readEvent(directEvent(text, TS))).toMatchObject({
      text: 'is this > 3 & in #apples or a@b.c?',
    })
  })

  it.for([
    ['its own message', { user: BOT_USER }],
    ['a bot that has an id', { bot_id: 'B0009' }],
    ['a bot message', { subtype: 'bot_message', user: undefined, bot_id: 'B0009' }],
    ['a notice of the channel', { subtype: 'channel_join' }],
  ])('ignores %s', ([, more]) => {
    expect(readEvent(directEvent('how many?', TS, Object(more)))).toBeUndefined()
  })
})

describe('receive, edits and deletions', () => {
  const before = messageEvent(`<@${BOT_USER}> how many?`, TS)

  it('reads an edit as one of the original', () => {
    const edit = readEvent(changedEvent(before, `<@${BOT_USER}> how few?`, LATER))
    expect(edit).toMatchObject({
      kind: 'edit',
      key: `slack:${TEAM}:${CHANNEL}:${TS}:edit:${LATER}`,
      original: `slack:${TEAM}:${CHANNEL}:${TS}`,
      text: 'how few?',
      addressed: 'mention',
      address: { ids: { channel: CHANNEL, thread: TS } },
    })
  })

  it('never takes an edit for another sending of its message', () => {
    const twin = { ...before, client_msg_id: '9cbd4c5b-7ddf-4ede-b479-ad21fca66d63' }
    const edit = readEvent(changedEvent(twin, `<@${BOT_USER}> how few?`, LATER))
    expect(edit).toMatchObject({ kind: 'edit' })
    expect(edit).not.toHaveProperty('alias')
  })

  it('gives the mention that an edit brings the key of the edit', () => {
    const edit = readEvent(changedEvent(before, `<@${BOT_USER}> how few?`, LATER))
    const mention = mentionEvent('how few?', TS, { edited: { user: PERSON, ts: LATER } })
    expect(readEvent(mention)).toEqual(edit)
  })

  it('ignores an edit that leaves the words as they were', () => {
    const unfurled = { attachments: [{ title: 'A page' }] }
    expect(readEvent(changedEvent(before, before.text, LATER, unfurled))).toBeUndefined()
  })

  it('hears of an edit that takes the mention out', () => {
    expect(readEvent(changedEvent(before, 'never mind', LATER))).toMatchObject({
      kind: 'edit',
      addressed: 'overheard',
    })
  })

  it('ignores edits of its own messages and of talk that is not for it', () => {
    const own = messageEvent('Forty-two.', TS, { user: BOT_USER, bot_id: BOT_ID })
    expect(readEvent(changedEvent(own, 'Forty-three.', LATER))).toBeUndefined()
    const talk = messageEvent('lunch?', TS)
    expect(readEvent(changedEvent(talk, 'lunch!', LATER))).toBeUndefined()
  })

  it('reads a deletion, and the tombstone that a thread leaves', () => {
    // Where the answer stands: in the thread under it.
    const address = { platform: 'slack', ids: { channel: CHANNEL, thread: TS } }
    const gone = { kind: 'delete', original: `slack:${TEAM}:${CHANNEL}:${TS}`, address }
    expect(readEvent(deletedEvent(before, LATER))).toMatchObject(gone)
    const inDirect = deletedEvent(directEvent('how many?', TS), LATER)
    expect(readEvent(inDirect)).toMatchObject({ address: { ids: { channel: DIRECT, since: TS } } })
    const stone = changedEvent(before, 'This message was deleted.', LATER, {
      subtype: 'tombstone',
      user: 'USLACKBOT',
    })
    expect(readEvent(stone)).toMatchObject(gone)
  })

  it('ignores the deletion of its own messages', () => {
    const own = messageEvent('Forty-two.', TS, { user: BOT_USER, bot_id: BOT_ID })
    expect(readEvent(deletedEvent(own, LATER))).toBeUndefined()
  })
})

describe('receive, commands and interactions', () => {
  it('reads a command, to be answered to the asker alone', () => {
    expect(read(slashBody('fruit Apple Pie'))).toEqual({
      kind: 'command',
      key: `slack:${TEAM}:command:1.2.trigger`,
      at: NOW,
      asker: { platform: 'slack', team: TEAM, id: PERSON, audience: 'everyone' },
      place: { platform: 'slack', team: TEAM, channel: CHANNEL, visibility: 'public' },
      address: {
        platform: 'slack',
        ids: { channel: CHANNEL, visible: 'ephemeral', from: 'command', uses: '0' },
        token: 'https://hooks.example.com/commands/1',
        expiresAt: NOW + 30 * 60_000,
      },
      name: 'fruit',
      options: { name: 'Apple Pie' },
    })
  })

  it('reads a bare command as none', () => {
    expect(read(slashBody('  '))).toBeUndefined()
  })

  it.for([
    ['directmessage', 'D0001', 'direct'],
    ['privategroup', 'C0002', 'private'],
    ['general', 'C0001', 'public'],
  ])('knows how open %s is', ([channel_name, channel_id, visibility]) => {
    expect(read(slashBody('help', { channel_name, channel_id }))?.place.visibility).toBe(visibility)
  })

  it('reads a button, and answers it to the one who pressed it', () => {
    expect(read(actionBody('0:ask', 'and now?'))).toMatchObject({
      kind: 'action',
      key: `slack:${TEAM}:action:1.3.trigger`,
      action: 'ask',
      value: 'and now?',
      address: { ids: { visible: 'ephemeral', from: 'action' } },
    })
  })

  it('shares where everybody sees it', () => {
    const hidden = { container: { type: 'message', is_ephemeral: true, channel_id: CHANNEL } }
    expect(read(actionBody('1:share', '', hidden))?.address.ids.visible).toBe('in_channel')
    const open = read(actionBody('1:share', ''))
    const since = '1750000200.000100'
    expect(open?.address).toEqual({ platform: 'slack', ids: { channel: CHANNEL, since } })
  })

  it('answers a button in a direct conversation there', () => {
    const direct = { channel: { id: DIRECT, name: 'directmessage' } }
    expect(read(actionBody('0:ask', 'x', direct))?.address).toEqual({
      platform: 'slack',
      ids: { channel: DIRECT, since: '1750000200.000100' },
    })
    const [action] = actionBody('0:ask', 'x').actions
    const timeless = { ...direct, actions: [{ ...action, action_ts: undefined }] }
    const since = read(actionBody('0:ask', 'x', timeless))?.address.ids.since
    // By our own clock, which may go behind Slack's.
    expect(NOW / 1000 - Number(since)).toBe(5 * 60)
  })

  it('reads a form with its values, back to where it was opened', () => {
    const url = 'https://hooks.example.com/commands/1'
    const view = {
      type: 'modal',
      callback_id: 'command',
      private_metadata: JSON.stringify({ channel: CHANNEL, url, at: NOW }),
    }
    const values = {
      command: { a: { type: 'static_select', selected_option: { value: 'fruit' } } },
      text: { a: { type: 'plain_text_input', value: ' Pear ' } },
      empty: { a: { type: 'plain_text_input', value: null } },
    }
    expect(read(submissionBody(view, values))).toMatchObject({
      kind: 'form',
      key: `slack:${TEAM}:form:V0001`,
      form: 'command',
      values: { command: 'fruit', text: 'Pear' },
      address: { token: url, ids: { channel: CHANNEL, visible: 'ephemeral' } },
    })
  })

  it('answers a form that was opened from a direct conversation there', () => {
    const origin = { channel: DIRECT, channelType: 'im', at: NOW - 60_000 }
    const view = { callback_id: 'command', private_metadata: JSON.stringify(origin) }
    const ids = read(submissionBody(view, {}))?.address.ids
    expect(ids).toEqual({ channel: DIRECT, since: (NOW / 1000 - 5 * 60).toFixed(6) })
  })

  it('ignores a form of which it does not know where it was opened', () => {
    const view = { type: 'modal', callback_id: 'x', private_metadata: 'not json' }
    expect(read(submissionBody(view, {}))).toBeUndefined()
  })
})

const RECORDED = ['json_logs_events', 'json_logs_interactive', 'bolt_python_test_payloads']

describe('receive, recorded payloads', () => {
  it.skipIf(recorded(RECORDED[0] ?? '').length === 0)('takes every one without an error', () => {
    for (const { body } of RECORDED.flatMap(recorded)) expect(() => read(body)).not.toThrow()
  })

  const samples = recorded('bolt_python_test_payloads')
  it.skipIf(samples.length === 0)('routes them by their kind', () => {
    const kinds = new Map<string, Set<string>>()
    for (const { kind, body } of samples) {
      const seen = kinds.get(kind) ?? new Set()
      kinds.set(kind, seen.add(read(body)?.kind ?? 'nothing'))
    }
    const routes = Object.fromEntries([...kinds].map(([kind, seen]) => [kind, [...seen].join()]))
    expect(routes).toMatchObject({
      slash_command_form: 'command',
      'event:message.bot_message': 'nothing',
      // Of talk in a channel that named somebody else.
      'event:message.message_deleted': 'nothing',
      'event:message.thread_broadcast': 'message',
      'event:reaction_added': 'nothing',
      'event:app_home_opened': 'nothing',
      // Those of a modal belong to no channel.
      block_actions: 'action,nothing',
      block_suggestion: 'nothing',
      view_closed: 'nothing',
      shortcut: 'nothing',
    })
  })
})
