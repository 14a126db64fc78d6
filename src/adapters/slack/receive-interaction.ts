// Slash commands, buttons and forms as Slack tells of them.

import { z } from 'zod'
import {
  ACTIONS,
  type ActionIncoming,
  type Address,
  type Command,
  type CommandIncoming,
  type FormIncoming,
  IN_PLACE,
} from '#magnets'
import {
  channelAddress,
  PLATFORM,
  respondAddress,
  type Spot,
  sinceOurs,
  standingAddress,
} from './address.ts'
import { pressOf } from './lower-actions.ts'
import { type Choices, parseCommand } from './parse-command.ts'
import type { BlockActions, SlashCommand, ViewSubmission } from './payloads.ts'
import { plainText } from './plain-text.ts'
import { readPublic } from './read-public.ts'
import { askerOf, placeOf, type Self, toMs } from './receive-message.ts'

export interface CommandWords {
  readonly commands: readonly Command[]
  readonly choices: Choices
}

/** Names that Slack gives places that are no channels in a slash command. */
const CHANNEL_TYPES: Readonly<Record<string, string>> = {
  directmessage: 'im',
  privategroup: 'group',
}
/** Begins the name of a group conversation; no channel may be called so. */
const GROUP_NAME = 'mpdm-'

/** Undefined for a bare command, which opens a form. */
export function receiveCommand(
  slash: SlashCommand,
  words: CommandWords,
  self: Self,
  now: number,
): CommandIncoming | undefined {
  const { text, open } = readPublic(plainText(slash.text, self.userId))
  const parsed = parseCommand(text, words.commands, words.choices)
  return parsed === undefined ? undefined : commandIncoming(slash, { ...parsed, open }, now)
}

export interface Chosen extends Pick<CommandIncoming, 'name' | 'options'> {
  /** True where all in the channel are to see the answer. Default: the asker alone. */
  readonly open?: boolean
}

/** A command in the place where the slash was typed. */
export function commandIncoming(
  slash: SlashCommand,
  { name, options, open = false }: Chosen,
  now: number,
): CommandIncoming {
  const team = slash.team_id || undefined
  const channel = slash.channel_id
  const channelType = channelTypeOf({ id: channel, name: slash.channel_name })
  return {
    kind: 'command',
    key: [PLATFORM, team ?? '-', 'command', slash.trigger_id].join(':'),
    at: now,
    asker: askerOf(slash.user_id, team),
    place: placeOf({ team, channel, channelType }, undefined),
    address: commandAddress(slash, open, now),
    name,
    options,
    ...(open ? { open } : {}),
  }
}

function commandAddress(slash: SlashCommand, open: boolean, now: number): Address {
  const visible = open ? 'in_channel' : 'ephemeral'
  const respond = { url: slash.response_url, visible, from: 'command' } as const
  return respondAddress({ channel: slash.channel_id }, respond, now)
}

/** A button or menu on one of our messages. */
export function receiveAction(body: BlockActions, now: number): ActionIncoming | undefined {
  const [pressed] = body.actions
  const channel = body.channel?.id
  if (pressed === undefined || channel === undefined) return undefined
  const team = body.team?.id || body.user.team_id || undefined
  const thread = body.container.thread_ts ?? body.message?.thread_ts ?? undefined
  const { action, value } = pressOf(pressed)
  const pressedAt = Number(pressed.action_ts) > 0 ? pressed.action_ts : undefined
  return {
    kind: 'action',
    key: [PLATFORM, team ?? '-', 'action', body.trigger_id].join(':'),
    at: pressedAt == null ? now : toMs(pressedAt),
    asker: askerOf(body.user.id, team, body.user.team_id),
    place: placeOf({ team, channel, channelType: channelTypeOf(body.channel) }, thread),
    address: actionAddress(
      body,
      { channel, thread, since: pressedAt ?? sinceOurs(now) },
      action,
      now,
    ),
    action,
    value,
  }
}

/**
 * Private first: who presses a button where others read sees the answer alone, unless they share.
 * Sharing from a private answer goes by its response_url, which works where we are no member.
 */
function actionAddress(
  body: BlockActions,
  { since, ...spot }: Spot & { readonly since: string },
  action: string,
  now: number,
): Address {
  const url = body.response_url ?? undefined
  const hidden = body.container.is_ephemeral === true
  const direct = channelTypeOf(body.channel) === 'im'
  const shared = action === ACTIONS.share
  const own = body.container.message_ts ?? undefined
  const inPlace = IN_PLACE.has(action) && (hidden || direct)
  if (inPlace && !hidden && own !== undefined) return standingAddress(spot, own)
  if (url === undefined || (direct && !hidden) || (shared && !hidden)) {
    return channelAddress(spot, since)
  }
  const visible = shared ? 'in_channel' : 'ephemeral'
  return respondAddress(spot, { url, visible, from: inPlace ? 'place' : 'action' }, now)
}

/** Of a channel as commands and interactions name it: the name of a public one is its own. */
export function channelTypeOf(channel: BlockActions['channel']): string | undefined {
  const { id = '', name = '' } = channel ?? {}
  if (id.startsWith('D')) return 'im'
  if (name === null || name === '') return undefined
  if (name.startsWith(GROUP_NAME)) return 'mpim'
  // An old private channel, by whatever name.
  if (id.startsWith('G')) return 'group'
  return CHANNEL_TYPES[name] ?? 'channel'
}

/** Where a form was opened from; travels in the form, because a submission has no place. */
export const formOrigin = z.object({
  channel: z.string().min(1),
  channelType: z.string().optional(),
  thread: z.string().optional(),
  url: z.url().optional(),
  from: z.enum(['command', 'action']).default('command'),
  /** Epoch milliseconds of the opening: the response_url lives from there. */
  at: z.number(),
})

export type FormOrigin = z.infer<typeof formOrigin>

/** A form sent in; undefined where it is none that we opened. */
export function receiveForm(body: ViewSubmission, now: number): FormIncoming | undefined {
  const origin = readOrigin(body.view.private_metadata)
  if (origin === undefined) return undefined
  const { channel, channelType, thread, url, from, at } = origin
  const team = body.team?.id || body.user.team_id || undefined
  return {
    kind: 'form',
    key: [PLATFORM, team ?? '-', 'form', body.view.id].join(':'),
    at: now,
    asker: askerOf(body.user.id, team, body.user.team_id),
    place: placeOf({ team, channel, channelType }, thread),
    address:
      url === undefined
        ? channelAddress({ channel, thread }, sinceOurs(now))
        : respondAddress({ channel, thread }, { url, visible: 'ephemeral', from }, at),
    form: body.view.callback_id,
    values: formValues(body),
  }
}

/** Fields by the id of their block; fields left empty are absent. */
export function formValues(body: ViewSubmission): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [field, inputs] of Object.entries(body.view.state.values)) {
    const [input] = Object.values(inputs)
    const value = input?.selected_option?.value ?? input?.value ?? ''
    if (value.trim() !== '') values[field] = value.trim()
  }
  return values
}

function readOrigin(metadata: string): FormOrigin | undefined {
  try {
    return formOrigin.safeParse(JSON.parse(metadata)).data
  } catch {
    return undefined
  }
}
