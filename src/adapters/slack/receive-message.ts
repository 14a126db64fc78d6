// Messages, edits and deletions as Slack tells of them.
import type { Asker, Core, EditIncoming, Incoming, Place } from '#magnets'
import { channelAddress, PLATFORM } from './address.ts'
import type { ChannelTypes } from './channel-types.ts'
import type { ChangedEvent, EarlierBody, EventCallback, SlackMessageBody } from './payloads.ts'
import { mentions, mentionsOthers, plainText } from './plain-text.ts'

/** Who we are in this workspace. */
export interface Self {
  readonly userId: string
  /** Where the token is from: a workspace, or an organisation in all of which the app is installed. */
  readonly home?: string
  readonly botId?: string
}

/** Subtypes that are still a person speaking; all others are notices of the channel. */
const SPOKEN = new Set(['file_share', 'thread_broadcast', 'me_message'])
/** What stands in the place of a deleted message that has replies. */
const TOMBSTONE = 'tombstone'

interface Where {
  readonly team: string | undefined
  readonly channel: string
  readonly channelType: string | undefined
  /** True where people of other organisations take part. */
  readonly shared?: boolean
  /** True where talk that names nobody is for us too. */
  readonly heard?: boolean
}

export interface MessageContext {
  readonly self: Self
  readonly hears: Core['hears']
  readonly channelTypes: ChannelTypes
}

/** A person's message that may concern us, or its edit, or its deletion. */
export function receiveMessage(
  { event, team_id, authorizations, is_ext_shared_channel }: EventCallback,
  { self, hears, channelTypes }: MessageContext,
): Incoming | undefined {
  const team = authorizations?.[0]?.team_id || team_id || undefined
  const { channel, channel_type } = event
  const place = { platform: PLATFORM, channel, ...(team === undefined ? {} : { team }) }
  const channelType = channelTypes(place, channel_type ?? undefined)
  const shared = is_ext_shared_channel === true
  const where = { team, channel, channelType, shared, heard: hears(place) }
  if ('message' in event) return receiveChange(event, where, self)
  if ('deleted_ts' in event) {
    return deletion(event.deleted_ts, event.previous_message ?? undefined, event.ts, where, self)
  }
  // A mention that an edit added comes as an app_mention too; it is the edit, and has its key.
  if (event.edited != null) return edit(event, where, self)
  return spoken(event, where, self)
}

function spoken(message: SlackMessageBody, where: Where, self: Self): Incoming | undefined {
  const said = whatWasSaid(message, where, self)
  if (said === undefined) return undefined
  const key = messageKey(where, message.ts)
  // A client that lost its connection may send a message again: Slack then shows it twice, with two
  // ts but one client_msg_id. All other repeats share the ts and so the key already.
  const client = message.client_msg_id
  const alias = client ? { alias: messageKey(where, `client:${client}`) } : {}
  return { kind: 'message', key, ...alias, at: toMs(message.ts), ...said }
}

function receiveChange(event: ChangedEvent, where: Where, self: Self): Incoming | undefined {
  const { message, previous_message: before } = event
  if (message.subtype === TOMBSTONE) {
    return deletion(message.ts, before ?? undefined, event.ts, where, self)
  }
  // Unfurled links and new reply counts are changes to Slack; the words are the same.
  if (before?.text === message.text) return undefined
  const wasForUs = mentions(before?.text ?? '', self.userId)
  return edit({ edited: { ts: event.ts }, ...message }, where, self, wasForUs)
}

function edit(
  message: SlackMessageBody,
  where: Where,
  self: Self,
  wasForUs = false,
): EditIncoming | undefined {
  const said = whatWasSaid(message, where, self, wasForUs)
  if (said === undefined) return undefined
  const original = messageKey(where, message.ts)
  const changed = message.edited?.ts ?? message.ts
  return { kind: 'edit', key: `${original}:edit:${changed}`, original, at: toMs(changed), ...said }
}

/** Most deletions are of talk that never concerned us: whose and where it was, is not passed on. */
function deletion(
  deleted: string,
  before: EarlierBody | undefined,
  at: string,
  where: Where,
  self: Self,
): Incoming | undefined {
  if (before !== undefined && !mayHaveBeenForUs(before, where, self)) return undefined
  const original = messageKey(where, deleted)
  // Once we have answered in a channel, the question is the head of a thread.
  const thread = before?.thread_ts ?? (isDirect(where) ? undefined : deleted)
  return {
    kind: 'delete',
    key: `${original}:delete`,
    original,
    at: toMs(at),
    asker: askerOf(before?.user ?? '', where.team),
    place: placeOf(where, thread),
    address: channelAddress({ channel: where.channel, thread }, deleted),
  }
}

function mayHaveBeenForUs(before: EarlierBody, where: Where, self: Self): boolean {
  const { user, text, thread_ts } = before
  if (user == null || isBot(before, self)) return false
  if (text === undefined || isDirect(where) || thread_ts != null || where.heard) return true
  return mentions(text, self.userId)
}

/** What a message and an edit have in common; undefined where it is not for us to hear. */
function whatWasSaid(message: SlackMessageBody, where: Where, self: Self, wasForUs = false) {
  if (message.user == null || isBot(message, self)) return undefined
  if (message.subtype != null && !SPOKEN.has(message.subtype)) return undefined
  const direct = isDirect(where)
  const mentioned = mentions(message.text, self.userId)
  const inThread = message.thread_ts != null && message.thread_ts !== message.ts
  // Talk in a channel that neither names us nor stands in a thread is none of our business.
  if (!direct && !mentioned && !inThread && !wasForUs && !where.heard) return undefined
  const toOthers = mentionsOthers(message.text, self.userId)
  const toUs = message.parent_user_id === self.userId && !toOthers ? 'reply' : 'overheard'
  const addressed = direct ? 'direct' : mentioned ? 'mention' : toUs
  // A channel's answer opens a thread; a direct conversation stays flat unless they opened one.
  const thread = direct ? (message.thread_ts ?? undefined) : (message.thread_ts ?? message.ts)
  return {
    asker: speakerOf({ ...message, user: message.user }, where),
    place: placeOf(where, thread),
    address: channelAddress({ channel: where.channel, thread }, message.ts),
    text: plainText(message.text, self.userId),
    addressed,
    toOthers,
  } as const
}

/** Who speaks, as far as it is told. A message's own workspace is another one in organisations, too. */
function speakerOf(message: SlackMessageBody & { readonly user: string }, where: Where): Asker {
  const { user, user_team, source_team, team, user_profile } = message
  const shared = where.shared ? team : undefined
  const home = user_team || source_team || user_profile?.team || shared || undefined
  const asker = askerOf(user, where.team, home)
  const restricted = user_profile?.is_restricted || user_profile?.is_ultra_restricted
  return restricted ? { ...asker, guest: true } : asker
}

function isBot(message: EarlierBody, self: Self): boolean {
  return (
    Boolean(message.bot_id) || message.subtype === 'bot_message' || message.user === self.userId
  )
}

/** Message, mention and edit of one message share this; so a repeat under any name is one. */
export function messageKey(where: { team: string | undefined; channel: string }, ts: string) {
  return [PLATFORM, where.team ?? '-', where.channel, ts].join(':')
}

/**
 * Everyone: what a person may do in a workspace is not told in events. Whose own workspace is
 * another one is a guest in a shared channel.
 */
export function askerOf(id: string, team: string | undefined, home?: string | null): Asker {
  const guest = home != null && team !== undefined && home !== team
  return {
    platform: PLATFORM,
    id,
    audience: 'everyone',
    ...(team === undefined ? {} : { team }),
    ...(guest ? { guest } : {}),
  }
}

/**
 * Ids of direct conversations begin with D; those of private channels look like those of public
 * ones. Where nothing tells them apart, what is said there is kept as private.
 */
export function placeOf(where: Where, thread: string | undefined): Place {
  const { team, channel, channelType } = where
  return {
    platform: PLATFORM,
    channel,
    visibility: isDirect(where) ? 'direct' : channelType === 'channel' ? 'public' : 'private',
    ...(team === undefined ? {} : { team }),
    ...(thread === undefined ? {} : { thread }),
  }
}

const isDirect = ({ channel, channelType }: Where): boolean =>
  channelType === 'im' || channel.startsWith('D')

/** Slack's ts in epoch milliseconds. */
export function toMs(ts: string): number {
  return Math.round(Number(ts) * 1000)
}
