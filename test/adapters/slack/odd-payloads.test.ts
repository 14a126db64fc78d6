// Payloads at the edges of what Slack sends: shared channels, organisations, missing and null keys, other people's talk.
import { describe, expect, it } from 'vitest'
import type { Incoming } from '#magnets'
import {
  actionBody,
  BOT_USER,
  CHANNEL,
  changedEvent,
  DIRECT,
  deletedEvent,
  directEvent,
  eventBody,
  mentionEvent,
  messageEvent,
  PERSON,
  slashBody,
  submissionBody,
} from './payloads.ts'
import { LATER, NOW, read, readEvent, TS } from './reading.ts'

/** The object without some of its keys. */
function without(body: Record<string, unknown>, ...keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)))
}

/** The object with null for some of its keys. */
function nulled(body: Record<string, unknown>, ...keys: string[]): Record<string, unknown> {
  return { ...body, ...Object.fromEntries(keys.map(key => [key, null])) }
}

describe('talk among people', () => {
  it('is not taken for a reply where it names another person, though it stands under our message', () => {
    const thread = { thread_ts: TS, parent_user_id: BOT_USER }
    expect(readEvent(messageEvent('<@U0009> what do you think?', LATER, thread))).toMatchObject({
      addressed: 'overheard',
      toOthers: true,
    })
    expect(readEvent(messageEvent('and what now?', LATER, thread))).toMatchObject({
      addressed: 'reply',
    })
  })

  it('is for a group where it names one', () => {
    const named = messageEvent('<!subteam^S0001|@growers> how many?', LATER, { thread_ts: TS })
    expect(readEvent(named)).toMatchObject({ text: '@someone how many?', toOthers: true })
  })

  it('is not heard of where only a thread of others hangs below it', () => {
    const head = messageEvent('lunch?', TS, { thread_ts: TS, reply_count: 3 })
    expect(readEvent(head)).toBeUndefined()
    expect(readEvent(changedEvent(head, 'lunch!', LATER))).toBeUndefined()
  })

  it('is not heard of in a group conversation without a mention, and is private there', () => {
    const group = { channel: 'C0042', channel_type: 'mpim' }
    expect(readEvent(messageEvent('lunch?', TS, group))).toBeUndefined()
    expect(readEvent(messageEvent(`<@${BOT_USER}> how many?`, TS, group))).toMatchObject({
      addressed: 'mention',
      place: { visibility: 'private' },
    })
  })

  it('is direct in a direct conversation, by whatever name Slack calls it', () => {
    for (const channel_type of ['im', 'app_home', null]) {
      expect(readEvent(directEvent('how many?', TS, { channel_type }))).toMatchObject({
        addressed: 'direct',
        place: { visibility: 'direct' },
      })
    }
  })

  it.for(['channel_join', 'bot_message', 'channel_topic', 'reminder_add', 'slackbot_response'])(
    'is not what Slack announces as %s',
    subtype => {
      expect(readEvent(directEvent('how many?', TS, { subtype }))).toBeUndefined()
    },
  )

  it('is heard where it comes with a file, to the channel too, or as an action', () => {
    for (const subtype of ['file_share', 'thread_broadcast', 'me_message']) {
      expect(readEvent(directEvent('how many?', TS, { subtype }))).toMatchObject({
        text: 'how many?',
      })
    }
  })
})

describe('a deletion', () => {
  it('is nothing to us where the message was never for us', () => {
    expect(readEvent(deletedEvent(messageEvent('lunch?', TS), LATER))).toBeUndefined()
    const others = messageEvent('<@U0009> lunch?', TS)
    expect(readEvent(deletedEvent(others, LATER))).toBeUndefined()
  })

  it('is heard of a direct message, of one in a thread, and of the head of a thread', () => {
    const gone = { kind: 'delete', address: { ids: { channel: CHANNEL, thread: TS } } }
    expect(readEvent(deletedEvent(directEvent('how many?', TS), LATER))).toMatchObject({
      kind: 'delete',
      place: { channel: DIRECT, visibility: 'direct' },
    })
    const inThread = messageEvent('and now?', LATER, { thread_ts: TS })
    expect(readEvent(deletedEvent(inThread, LATER))).toMatchObject(gone)
    const head = messageEvent('never mind', TS, { thread_ts: TS, reply_count: 1 })
    expect(readEvent(deletedEvent(head, LATER))).toMatchObject(gone)
  })

  it('is heard where Slack does not say what the message was', () => {
    const said = mentionEvent('how many?', TS)
    const gone = { kind: 'delete', key: expect.stringContaining(`${TS}:delete`) }
    expect(readEvent(without(deletedEvent(said, LATER), 'previous_message'))).toMatchObject(gone)
    expect(readEvent(nulled(deletedEvent(said, LATER), 'previous_message'))).toMatchObject(gone)
  })
})

describe('a message without words', () => {
  it.for([{ text: null }, { text: undefined }, { text: '' }])('is read as one (%j)', words => {
    expect(readEvent(directEvent('', TS, words))).toMatchObject({ kind: 'message', text: '' })
  })

  it('is not the edit that an unfurled link makes of it', () => {
    const before = directEvent('', TS)
    expect(readEvent(changedEvent(before, '', LATER, { attachments: [{}] }))).toBeUndefined()
  })
})

describe('keys that may be missing or null', () => {
  const optional = ['team', 'channel_type', 'blocks', 'user_team', 'source_team']
  const said = messageEvent(`<@${BOT_USER}> how many?`, TS, {
    thread_ts: null,
    parent_user_id: null,
    bot_id: null,
    app_id: null,
    subtype: null,
    edited: null,
  })

  it('change nothing in a message', () => {
    const whole = readEvent(said)
    expect(whole).toMatchObject({ kind: 'message', text: 'how many?' })
    for (const key of optional) {
      expect(readEvent(without(said, key)), key).toEqual(whole)
      expect(readEvent(nulled(said, key)), key).toEqual(whole)
    }
  })

  it.for([null, undefined, ''])('leave a message without another name (%j)', client_msg_id => {
    expect(readEvent({ ...said, client_msg_id })).toEqual(readEvent(said))
  })

  it.for([null, undefined, ''])('leave the team open in an organisation (%j)', team_id => {
    const named = (incoming: Incoming | undefined) => ({
      kind: incoming?.kind,
      team: incoming?.place.team,
      asker: incoming?.asker.team,
    })
    const event = {
      ...eventBody(said),
      team_id,
      enterprise_id: 'E0001',
      is_ext_shared_channel: true,
    }
    const none = { team: undefined, asker: undefined }
    expect(named(read(event))).toEqual({ kind: 'message', ...none })
    const slash = slashBody('ask how many?', {
      team_id,
      enterprise_id: 'E0001',
      is_enterprise_install: 'true',
    })
    expect(named(read(slash))).toEqual({ kind: 'command', ...none })
    const org = { team: null, enterprise: { id: 'E0001' }, is_enterprise_install: true }
    const user = { id: PERSON }
    expect(named(read(actionBody('0:ask', 'how many?', { ...org, user })))).toEqual({
      kind: 'action',
      ...none,
    })
    const origin = JSON.stringify({ channel: CHANNEL, at: NOW })
    const view = { callback_id: 'command', private_metadata: origin }
    const sent = { ...submissionBody(view, {}), ...org, user }
    expect(named(read(sent))).toEqual({ kind: 'form', ...none })
  })

  it('let a person of another organisation ask in a shared channel', () => {
    const shared = { user_team: 'T0999', source_team: 'T0999', team: 'T0999', user: 'W0042' }
    const event = { ...eventBody({ ...said, ...shared }), is_ext_shared_channel: true }
    expect(read(event)).toMatchObject({ asker: { id: 'W0042', team: 'T0001' } })
  })

  it('do not hinder a button, a form or a command', () => {
    const action = without(actionBody('0:ask', 'how many?'), 'message', 'response_url', 'team')
    expect(read(action)).toMatchObject({ kind: 'action', value: 'how many?' })
    const slash = without(slashBody('ask how many?'), 'team_domain', 'channel_name', 'user_name')
    expect(read(slash)).toMatchObject({ kind: 'command', options: { question: 'how many?' } })
    const origin = JSON.stringify({ channel: CHANNEL, at: NOW })
    const view = { callback_id: 'command', private_metadata: origin }
    expect(read(submissionBody(view, {}))).toMatchObject({ kind: 'form', values: {} })
    const empty = {
      command: { value: { selected_option: null } },
      text: { value: { value: null } },
    }
    expect(read(submissionBody(view, empty))).toMatchObject({ values: {} })
  })

  it.for([
    null,
    'text',
    42,
    [],
    {},
    { type: 'event_callback' },
    { type: 'event_callback', event: null },
    { type: 'event_callback', event: { type: 'message', channel: CHANNEL } },
    { type: 'event_callback', event: { type: 'message', channel: CHANNEL, user: 7, ts: 'x' } },
    { type: 'block_actions', actions: [] },
    { type: 'view_submission', view: { private_metadata: '{' } },
    { command: '/magnets' },
  ])('that matter make the payload nothing to us (%j)', body => {
    expect(read(body)).toBeUndefined()
  })
})
