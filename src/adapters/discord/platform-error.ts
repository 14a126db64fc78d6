// Translates what discord.js throws into the house's platform errors, without the secrets in it.

import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { PlatformError } from '#magnets'

/** Discord's own codes that we act on. */
export const CODES = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooLarge: 40005,
  missingAccess: 50001,
  missingPermissions: 50013,
  alreadyAcknowledged: 40060,
  emptyMessage: 50006,
  badToken: 50027,
  badForm: 50035,
} as const

const GONE: readonly number[] = [
  CODES.unknownChannel,
  CODES.unknownMessage,
  CODES.unknownWebhook,
  CODES.unknownInteraction,
]

/** The error as the house knows it. The original holds tokens in its address and is left behind. */
export function platformError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error
  if (error instanceof RateLimitError) {
    const wait = Math.max(error.retryAfter, error.sublimitTimeout, error.timeToReset)
    const retryAfterMs = Number.isFinite(wait) ? Math.ceil(wait) : 1000
    return new PlatformError('rate-limited', 'Discord asks us to slow down', { retryAfterMs })
  }
  if (error instanceof DiscordAPIError) {
    const discordCode = Number(error.code)
    const cause = Object.assign(new Error(error.message), { discordCode, status: error.status })
    const message = `Discord refused (${error.code}): ${error.message}`
    return new PlatformError(kindOf(discordCode, error.status), message, { cause })
  }
  if (error instanceof HTTPError) {
    return new PlatformError('unavailable', `Discord failed with status ${error.status}`)
  }
  const reason = error instanceof Error ? error.message : String(error)
  const cause = error instanceof Error ? { cause: new Error(reason) } : {}
  return new PlatformError('unavailable', `Discord can't be reached: ${reason}`, cause)
}

/** Discord's own code of an error that came through `platformError`. */
export function discordCodeOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  if (typeof cause !== 'object' || cause === null || !('discordCode' in cause)) return undefined
  return typeof cause.discordCode === 'number' ? cause.discordCode : undefined
}

export function isGone(error: unknown): boolean {
  return error instanceof PlatformError && error.code === 'gone'
}

/** Where we may not write, or not read, by ourselves. */
export function isShut(error: unknown): boolean {
  const code = discordCodeOf(error)
  return code === CODES.missingAccess || code === CODES.missingPermissions
}

/** What is gone already is as good as removed. */
export function ignoreGone(error: unknown): void {
  if (!isGone(error)) throw error
}

function kindOf(code: number, status: number): PlatformError['code'] {
  if (status === 401 || code === CODES.badToken) return 'unauthorised'
  if (GONE.includes(code) || status === 404) return 'gone'
  return status === 429 ? 'rate-limited' : 'rejected'
}
