// Reads slash commands, buttons and forms from Discord's payloads as what the house understands.
import type { ActionIncoming, Address, Asker, CommandIncoming, FormIncoming, Place } from '#magnets'
import { COMMAND, keyOf, PLATFORM, timeOf } from './context.ts'
import { readButtonId, readFormId } from './custom-id.ts'
import { LIMITS } from './limits.ts'
import type { InteractionPayload } from './payloads.ts'

type FromInteraction = CommandIncoming | ActionIncoming | FormIncoming

/** What an interaction asks for, or undefined where it is none of ours. Autocomplete is not read here. */
export function receiveInteraction(payload: InteractionPayload): FromInteraction | undefined {
  const asker = askerOf(payload)
  const place = placeOf(payload)
  if (asker === undefined || place === undefined) return undefined
  const common = { key: keyOf(payload.id), at: timeOf(payload.id), asker, place }
  const address = addressOf(payload, place)
  switch (payload.type) {
    case 2: {
      const chosen = chosenCommand(payload)
      if (chosen === undefined) return undefined
      const options = chosen.options.filter(option => option.value !== undefined)
      const values = Object.fromEntries(options.map(o => [o.name, String(o.value)]))
      return { kind: 'command', ...common, address, name: chosen.name, options: values }
    }
    case 3: {
      const pressed = pressedAction(payload)
      if (pressed === undefined) return undefined
      if (pressed.action !== SHARE) return { kind: 'action', ...common, address, ...pressed }
      // Sharing is what makes a private answer public: it stands in the channel for all to see.
      const visibility = place.visibility === 'direct' ? 'direct' : 'public'
      const { channel = '', application = '' } = address.ids
      // The token is for a channel that we may not write to by ourselves.
      const open = { ...address, ids: { channel, application, press: payload.id } }
      return {
        kind: 'action',
        ...common,
        place: { ...place, visibility },
        address: open,
        ...pressed,
      }
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

/** The action whose answer goes to everybody in the channel. */
export const SHARE = 'share'

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
const MANAGE_SERVER = 1n << 5n

function askerOf(payload: InteractionPayload): Asker | undefined {
  const user = payload.member?.user ?? payload.user
  if (user === undefined || user.bot === true) return undefined
  const { guild_id: team, locale } = payload
  const granted = payload.member?.permissions ?? '0'
  const permissions = /^\d+$/.test(granted) ? BigInt(granted) : 0n
  const manages = (permissions & (ADMINISTRATOR | MANAGE_SERVER)) !== 0n
  return {
    platform: PLATFORM,
    ...(team === undefined ? {} : { team }),
    id: user.id,
    audience: manages ? 'moderator' : 'everyone',
    ...(locale === undefined ? {} : { locale }),
  }
}

const THREAD_TYPES = [10, 11, 12]

/** In a server the answer is for the asker's eyes first: such a place is private. */
function placeOf(payload: InteractionPayload): Place | undefined {
  const channel = payload.channel?.id ?? payload.channel_id
  if (channel === undefined) return undefined
  const { guild_id: team } = payload
  if (team === undefined) return { platform: PLATFORM, channel, visibility: 'direct' }
  const { type = 0, parent_id } = payload.channel ?? {}
  const inThread = THREAD_TYPES.includes(type) && typeof parent_id === 'string'
  const within = inThread ? { channel: parent_id, thread: channel } : { channel }
  return { platform: PLATFORM, team, ...within, visibility: 'private' }
}

function addressOf(payload: InteractionPayload, place: Place): Address {
  return {
    platform: PLATFORM,
    ids: {
      channel: place.thread ?? place.channel,
      interaction: payload.id,
      application: payload.application_id,
      seenBy: place.visibility === 'private' ? 'asker' : 'all',
    },
    token: payload.token,
    expiresAt: timeOf(payload.id) + LIMITS.tokenLifeMs,
  }
}
