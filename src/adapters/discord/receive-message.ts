// Reads messages, edits and deletions from Discord's payloads as what the house understands.
import type { Address, Asker, DeleteIncoming, EditIncoming, MessageIncoming, Place } from '#magnets'
import { keyOf, PLATFORM, type ReadingContext } from './context.ts'
import {
  bulkDeletePayload,
  deletePayload,
  type MessagePayload,
  messagePayload,
} from './payloads.ts'
import { plainWords } from './plain-words.ts'

/** Ordinary messages and replies; everything else is Discord's own announcement of something. */
const SPOKEN_TYPES = [0, 19]

/** A new message, or undefined where it is not for us to hear. */
export function receiveMessage(data: unknown, ctx: ReadingContext): MessageIncoming | undefined {
  const message = heard(data, ctx)
  if (message === undefined) return undefined
  const spoken = readSpoken(message, ctx)
  if (spoken === undefined) return undefined
  const { id, timestamp } = message
  return { kind: 'message', key: keyOf(id), at: Date.parse(timestamp), ...spoken }
}

/**
 * A changed text. Discord also sends this when a link's preview arrives or a message is pinned:
 * then no time of edit is set, or it is an earlier one, whose key is known already.
 */
export function receiveEdit(data: unknown, ctx: ReadingContext): EditIncoming | undefined {
  const message = heard(data, ctx)
  if (message === undefined || typeof message.edited_timestamp !== 'string') return undefined
  const spoken = readSpoken(message, ctx)
  if (spoken === undefined) return undefined
  const at = Date.parse(message.edited_timestamp)
  const original = keyOf(message.id)
  return { kind: 'edit', key: `${original}:edit:${at}`, at, original, ...spoken }
}

/**
 * Deleted messages that may have been handed over, one by one or many at once. Discord doesn't say
 * whose they were, nor when.
 */
export function receiveDeletes(
  data: unknown,
  ctx: ReadingContext & { mayKnow(id: string): boolean },
  receivedAt: number,
): DeleteIncoming[] {
  const one = deletePayload.safeParse(data)
  const many = bulkDeletePayload.safeParse(data)
  const found = one.success ? { ...one.data, ids: [one.data.id] } : many.data
  return (found?.ids ?? []).filter(ctx.mayKnow).map(id => {
    const where = { channel_id: found?.channel_id ?? id, guild_id: found?.guild_id }
    return {
      kind: 'delete',
      key: `${keyOf(id)}:delete`,
      at: receivedAt,
      original: keyOf(id),
      asker: askerOf('', where.guild_id),
      place: placeOf(where, ctx),
      address: addressOf(where.channel_id, id),
    }
  })
}

/** A message that a person wrote, not the bot itself, another bot or a webhook. */
function heard(data: unknown, ctx: ReadingContext): MessagePayload | undefined {
  const parsed = messagePayload.safeParse(data)
  if (!parsed.success) return undefined
  const { author, webhook_id, type } = parsed.data
  const human = author.bot !== true && webhook_id === undefined && author.id !== ctx.bot
  return human && SPOKEN_TYPES.includes(type) ? parsed.data : undefined
}

type Spoken = Pick<
  MessageIncoming,
  'text' | 'addressed' | 'toOthers' | 'about' | 'asker' | 'place' | 'address'
>

function readSpoken(message: MessagePayload, ctx: ReadingContext): Spoken | undefined {
  const place = placeOf(message, ctx)
  const addressed = howAddressed(message, place, ctx)
  if (addressed === undefined) return undefined
  return {
    text: plainWords(message.content, ctx.bot),
    addressed,
    toOthers: namesOthers(message, ctx),
    ...aboutOf(message, ctx),
    asker: askerOf(message.author.id, message.guild_id),
    place,
    address: addressOf(message.channel_id, message.id),
  }
}

/** As long as a message may be. */
const MAX_ABOUT = 4000

/** What somebody else wrote and this replies to: "is that so?" means it. Our own answers are known. */
function aboutOf({ referenced_message: other }: MessagePayload, { bot }: ReadingContext) {
  if (other == null || other.author.id === bot) return {}
  const about = plainWords(other.content, bot).slice(0, MAX_ABOUT).toWellFormed()
  return about === '' ? {} : { about }
}

function howAddressed(
  message: MessagePayload,
  place: Place,
  ctx: ReadingContext,
): MessageIncoming['addressed'] | undefined {
  if (place.visibility === 'direct') return 'direct'
  // Discord hides the words of messages that don't concern us: there is nothing to hear then.
  if (message.content === '') return undefined
  if (new RegExp(`<@!?${ctx.bot}>`).test(message.content)) return 'mention'
  if (message.referenced_message?.author.id === ctx.bot && !namesOthers(message, ctx))
    return 'reply'
  return place.thread === undefined && !ctx.hears(place) ? undefined : 'overheard'
}

function namesOthers(message: MessagePayload, ctx: ReadingContext): boolean {
  const people = message.mentions.some(user => user.id !== ctx.bot)
  const tokens = [...message.content.matchAll(/<@(!?|&)(\d+)>/g)]
  const others = tokens.some(([, kind, id]) => kind === '&' || id !== ctx.bot)
  // Who answers another's message speaks to them, though their name need not stand there.
  const answered = message.referenced_message?.author.id
  const back = answered !== undefined && ![ctx.bot, message.author.id].includes(answered)
  return people || others || back || message.mention_roles.length > 0 || message.mention_everyone
}

function askerOf(id: string, team: string | undefined): Asker {
  return { platform: PLATFORM, ...(team === undefined ? {} : { team }), id, audience: 'everyone' }
}

function placeOf(
  where: { readonly channel_id: string; readonly guild_id?: string | undefined },
  ctx: ReadingContext,
): Place {
  const { channel_id: channel, guild_id: team } = where
  if (team === undefined) return { platform: PLATFORM, channel, visibility: 'direct' }
  const parent = ctx.parentOf(channel)
  const within = parent === undefined ? { channel } : { channel: parent, thread: channel }
  const visibility = ctx.seenByAll(channel) ? 'public' : 'private'
  return { platform: PLATFORM, team, ...within, visibility }
}

function addressOf(channel: string, question: string): Address {
  return { platform: PLATFORM, ids: { channel, question } }
}
