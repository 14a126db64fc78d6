// The first answer to an interaction, which Discord takes once and within three seconds.
import type { Address } from '#magnets'
import type { Api } from './api.ts'
import { FLAGS } from './limits.ts'
import { CODES, discordCodeOf, isGone } from './platform-error.ts'
import { routes } from './routes.ts'

/** Types of callback. */
export const CALLBACK = {
  message: 4,
  deferMessage: 5,
  deferUpdate: 6,
  suggestions: 8,
  modal: 9,
} as const

export interface Callback {
  readonly type: number
  readonly data?: object
}

/** Resolves also where somebody was faster: we before a lost connection, or another machine. */
export async function sendCallback(
  api: Api,
  interaction: { readonly id: string; readonly token: string },
  callback: Callback,
): Promise<void> {
  try {
    await api.call('POST', routes.callback(interaction.id, interaction.token), { body: callback })
  } catch (error) {
    if (discordCodeOf(error) !== CODES.alreadyAcknowledged) throw error
  }
}

/**
 * Acknowledges the interaction of an address in place of the machine that took it. False where
 * Discord no longer takes that.
 */
export async function acknowledgeAddress(api: Api, address: Address): Promise<boolean> {
  const { interaction, press, seenBy, inPlace } = address.ids
  const id = interaction ?? press
  if (id === undefined || address.token === undefined) return false
  const flags = seenBy === 'asker' ? { flags: FLAGS.ephemeral } : {}
  const callback =
    interaction === undefined || inPlace !== undefined
      ? { type: CALLBACK.deferUpdate }
      : { type: CALLBACK.deferMessage, data: flags }
  try {
    await sendCallback(api, { id, token: address.token }, callback)
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}
