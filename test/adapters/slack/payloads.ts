// Builds payloads as Slack sends them, for tests and for the double.

export const TEAM = 'T0001'
export const BOT_USER = 'UBOT1'
export const BOT_ID = 'BBOT1'
export const PERSON = 'U0007'
export const CHANNEL = 'C0001'
export const DIRECT = 'D0001'

type Fields = Readonly<Record<string, unknown>>

/** The envelope of the Events API. */
export function eventBody(event: Fields, eventId = 'Ev0001') {
  return {
    token: 'unused',
    type: 'event_callback',
    team_id: TEAM,
    api_app_id: 'A0001',
    event_id: eventId,
    event_time: 1_750_000_000,
    event,
  }
}

export function messageEvent(text: string, ts: string, more: Fields = {}) {
  const channel = { channel: CHANNEL, channel_type: 'channel' }
  const base = { type: 'message', user: PERSON, text, ts, event_ts: ts, team: TEAM }
  return { ...base, ...channel, ...more }
}

export function mentionEvent(text: string, ts: string, more: Fields = {}) {
  const { channel_type: _, ...event } = messageEvent(`<@${BOT_USER}> ${text}`, ts)
  return { ...event, type: 'app_mention', ...more }
}

export function directEvent(text: string, ts: string, more: Fields = {}) {
  return messageEvent(text, ts, { channel: DIRECT, channel_type: 'im', ...more })
}

export function changedEvent(before: Fields, text: string, ts: string, more: Fields = {}) {
  const { channel, channel_type, ...previous } = before
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel,
    channel_type: channel_type ?? 'channel',
    ts,
    event_ts: ts,
    message: { ...previous, type: 'message', text, edited: { user: PERSON, ts }, ...more },
    previous_message: { ...previous, type: 'message' },
  }
}

export function deletedEvent(before: Fields, ts: string) {
  const { channel, channel_type, ...previous } = before
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel,
    channel_type: channel_type ?? 'channel',
    ts,
    event_ts: ts,
    deleted_ts: previous.ts,
    previous_message: { ...previous, type: 'message' },
  }
}

export function slashBody(text: string, more: Fields = {}) {
  return {
    token: 'unused',
    team_id: TEAM,
    team_domain: 'orchard',
    channel_id: CHANNEL,
    channel_name: 'general',
    user_id: PERSON,
    user_name: 'pat',
    command: '/magnets',
    text,
    api_app_id: 'A0001',
    response_url: 'https://hooks.example.com/commands/1',
    trigger_id: '1.2.trigger',
    ...more,
  }
}

export function actionBody(actionId: string, value: string, more: Fields = {}) {
  return {
    type: 'block_actions',
    team: { id: TEAM, domain: 'orchard' },
    user: { id: PERSON, username: 'pat', team_id: TEAM },
    api_app_id: 'A0001',
    trigger_id: '1.3.trigger',
    response_url: 'https://hooks.example.com/actions/1',
    channel: { id: CHANNEL, name: 'general' },
    container: { type: 'message', message_ts: '1750000100.000100', channel_id: CHANNEL },
    message: { ts: '1750000100.000100', type: 'message' },
    actions: [
      { type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1750000200.000100' },
    ],
    ...more,
  }
}

export function submissionBody(view: Fields, values: Fields, viewId = 'V0001') {
  return {
    type: 'view_submission',
    team: { id: TEAM, domain: 'orchard' },
    user: { id: PERSON, username: 'pat', team_id: TEAM },
    api_app_id: 'A0001',
    trigger_id: '1.4.trigger',
    view: { ...view, id: viewId, state: { values } },
  }
}
