// Reads slash commands, buttons and forms from Discord's payloads as what the house understands.
import {
  ACTIONS,
  type ActionIncoming,
  type Address,
  type Asker,
  type CommandIncoming,
  type FormIncoming,
  IN_PLACE,
  type Place,
  PUBLIC_OPTION,
} from '#magnets'
import { checkedMessage } from './check-message.ts'
import { COMMAND, keyOf, PLATFORM, timeOf } from './context.ts'
import { isOfMany, readButtonId, readFormId } from './custom-id.ts'
import { FLAGS, LIMITS } from './limits.ts'
import { formOf } from './message-body.ts'
import type { InteractionPayload } from './payloads.ts'

type FromInteraction = CommandIncoming | ActionIncoming | FormIncoming

/** What an interaction asks for, or undefined where it is none of ours. Autocomplete is not read here. */
export function receiveInteraction(
  payload: InteractionPayload,
  seenByAll: (channel: string) => boolean = () => false,
): FromInteraction | undefined {
  const asker = askerOf(payload)
  const place = placeOf(payload, seenByAll)
  if (asker === undefined || place === undefined) return undefined
  const common = { key: keyOf(payload.id), at: timeOf(payload.id), asker, place }
  const address = addressOf(payload, place)
  switch (payload.type) {
    case 2: {
      const chosen = chosenCommand(payload) ?? checkedMessage(payload)
      if (chosen === undefined) return undefined
      const { name } = chosen
      const given = chosen.options.filter(option => option.value !== undefined)
      const open = given.some(option => option.name === PUBLIC_OPTION && option.value === true)
      const options = Object.fromEntries(
        given.filter(o => o.name !== PUBLIC_OPTION).map(o => [o.name, String(o.value)]),
      )
      if (!open) return { kind: 'command', ...common, address, name, options }
      const shown = { ...address, ids: { ...address.ids, seenBy: 'all' } }
      return { kind: 'command', ...common, address: shown, name, options, open }
    }
    case 3: {
      const pressed = pressedAction(payload)
      if (pressed === undefined) return undefined
      if (changesItsMessage(payload, pressed.action)) {
        const inPlace = formOf({ flags: payload.message?.flags ?? 0 })
        const there = { ...address, ids: { ...address.ids, inPlace } }
        return { kind: 'action', ...common, address: there, ...pressed }
      }
      if (pressed.action !== ACTIONS.share) {
        return { kind: 'action', ...common, address, ...pressed }
      }
      const { interaction: press = '', seenBy: _, ...ids } = address.ids
      // The token is for a channel that we may not write to by ourselves.
      const open = { ...address, ids: { ...ids, press } }
      return { kind: 'action', ...common, address: open, ...pressed }
    }
    case 5: {
      const form = readFormId(payload.data.custom_id)
      if (form === undefined) return undefined
      const fields = payload.data.components.flatMap(frame => [
        ...(frame.components ?? []),
        ...(frame.component ? [frame.component] : []),
      ])
      const values = fields.map(field => [field.custom_id, field.value ?? field.values?.[0] ?? ''])
      return { kind: 'form', ...common, address, form, values: Object.fromEntries(values) }
    }
    case 4:
      return undefined
  }
}

/**
 * Whether a button changes the message that it stands on: only where one person alone sees that, and
 * where it is the whole answer. Of several messages the others would stay as they were.
 */
export function changesItsMessage(
  payload: Extract<InteractionPayload, { type: 3 }>,
  action: string,
): boolean {
  const hidden = ((payload.message?.flags ?? 0) & FLAGS.ephemeral) !== 0
  const whole = !isOfMany(payload.data.custom_id)
  return IN_PLACE.has(action) && whole && (hidden || isDirect(payload))
}

/** The action and value of a button or of a menu's choice. */
export function pressedAction(
  payload: Extract<InteractionPayload, { type: 3 }>,
): { action: string; value: string } | undefined {
  const button = readButtonId(payload.data.custom_id)
  const [choice] = payload.data.values ?? []
  return button && choice !== undefined ? { ...button, value: choice } : button
}

/** The subcommand with its options, while it is typed or when it is sent. */
export function chosenCommand(payload: Extract<InteractionPayload, { type: 2 | 4 }>) {
  const [first] = payload.data.options
  return payload.data.name === COMMAND && first?.type === 1 ? first : undefined
}

const ADMINISTRATOR = 1n << 3n
const MANAGE_CHANNELS = 1n << 4n
const MANAGE_SERVER = 1n << 5n

function askerOf(payload: InteractionPayload): Asker | undefined {
  const user = payload.member?.user ?? payload.user
  if (user === undefined || user.bot === true) return undefined
  const { guild_id: team, locale } = payload
  const granted = payload.member?.permissions ?? '0'
  const permissions = /^\d+$/.test(granted) ? BigInt(granted) : 0n
  const manages = (permissions & (ADMINISTRATOR | MANAGE_SERVER | MANAGE_CHANNELS)) !== 0n
  return {
    platform: PLATFORM,
    ...(team === undefined ? {} : { team }),
    id: user.id,
    audience: manages ? 'moderator' : 'everyone',
    ...(locale === undefined ? {} : { locale }),
  }
}

const AMONG_PEOPLE = 2
const GROUP = 3

/** With us alone. Who has us for themselves may ask among other people as well. */
function isDirect({ guild_id, context, channel }: InteractionPayload): boolean {
  return guild_id === undefined && context !== AMONG_PEOPLE && channel?.type !== GROUP
}

/** Keys of those to whom we are installed. */
const SERVER = '0'
const PERSON = '1'

function isPersonal({ authorizing_integration_owners: owners }: InteractionPayload): boolean {
  return PERSON in owners && !(SERVER in owners)
}

/** Where one person brought us along and we are no member: what we write goes by token alone. */
function isVisit(payload: InteractionPayload): boolean {
  return isPersonal(payload) && !isDirect(payload)
}

const PRIVATE_THREAD = 12
const THREAD_TYPES = [10, 11, PRIVATE_THREAD]

/** How many messages an answer may have; any number where the bot itself is a member. */
function mostOf(payload: InteractionPayload) {
  return isPersonal(payload) ? { most: String(1 + LIMITS.personalFollowUps) } : {}
}

/** Public is only what everybody in the server is known to see. */
function placeOf(
  payload: InteractionPayload,
  seenByAll: (channel: string) => boolean,
): Place | undefined {
  const channel = payload.channel?.id ?? payload.channel_id
  if (channel === undefined) return undefined
  if (isDirect(payload)) return { platform: PLATFORM, channel, visibility: 'direct' }
  const { guild_id: team } = payload
  if (team === undefined) return { platform: PLATFORM, channel, visibility: 'private' }
  const { type = 0, parent_id } = payload.channel ?? {}
  const inThread = THREAD_TYPES.includes(type) && typeof parent_id === 'string'
  const within = inThread ? { channel: parent_id, thread: channel } : { channel }
  const visibility = type !== PRIVATE_THREAD && seenByAll(within.channel) ? 'public' : 'private'
  return { platform: PLATFORM, team, ...within, visibility }
}

function addressOf(payload: InteractionPayload, place: Place): Address {
  return {
    platform: PLATFORM,
    ids: {
      channel: place.thread ?? place.channel,
      interaction: payload.id,
      application: payload.application_id,
      seenBy: place.visibility === 'direct' ? 'all' : 'asker',
      ...mostOf(payload),
      ...(isVisit(payload) ? { visit: 'yes' } : {}),
    },
    token: payload.token,
    expiresAt: timeOf(payload.id) + LIMITS.tokenLifeMs,
  }
}
