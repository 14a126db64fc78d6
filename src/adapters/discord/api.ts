// Calls Discord's HTTP interface through discord.js, with a time limit on every call.
import { REST, type RequestMethod, type RouteLike } from 'discord.js'
import { platformError } from './platform-error.ts'

export interface ApiOptions {
  readonly token: string
  /** Another address than Discord's own, for tests: without the version. */
  readonly apiUrl?: string
}

export interface Call {
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string>>
}

export interface Api {
  /** Resolves with the parsed answer; rejects with a PlatformError. */
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: RouteLike,
    call?: Call,
  ): Promise<unknown>
}

const CALL_TIMEOUT_MS = 10_000
/** A nonce or a fixed target makes every call of ours safe to repeat once. */
const RETRIES = 1
/** Shorter waits for a rate limit are sat out; longer ones are the delivery's to plan. */
const PATIENCE_MS = 1000

export const API_VERSION = '10'

export function createApi(options: ApiOptions): Api {
  const token = bareToken(options.token)
  const rest = new REST({
    ...(options.apiUrl === undefined ? {} : { api: options.apiUrl }),
    version: API_VERSION,
    timeout: CALL_TIMEOUT_MS,
    retries: RETRIES,
    // No margin of its own: what Discord asks is what we report.
    offset: 0,
    rejectOnRateLimit: limit =>
      Math.max(limit.retryAfter, limit.timeToReset, limit.sublimitTimeout) > PATIENCE_MS,
  })
  return {
    async call(method, path, { body, query } = {}) {
      try {
        // discord.js forgets the token after a 401; each call stands for itself.
        rest.setToken(token)
        return await rest.request({
          method: method as RequestMethod,
          fullRoute: path,
          ...(body === undefined ? {} : { body }),
          ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        })
      } catch (error) {
        throw platformError(error)
      }
    },
  }
}

/** People paste tokens with the word "Bot" before them. */
export function bareToken(token: string): string {
  return token.trim().replace(/^(Bot|Bearer)\s+/i, '')
}
