// Calls Discord's HTTP interface through discord.js, with a time limit on every call.
import { REST, type RequestMethod, type RouteLike } from 'discord.js'
import { makeRequest } from './make-request.ts'
import type { PictureFile } from './message-body.ts'
import { platformError } from './platform-error.ts'

export interface ApiOptions {
  readonly token: string
  /** Another address than Discord's own, for tests: without the version. */
  readonly apiUrl?: string
  /** What one call may take. */
  readonly callTimeoutMs?: number
  /** True where the process reaches Discord through a proxy. */
  readonly behindProxy?: boolean
}

export interface Call {
  readonly body?: unknown
  /** Sent along, named as the body's attachments name them by their place. */
  readonly files?: undefined | readonly PictureFile[]
  readonly query?: Readonly<Record<string, string>>
  /** For what would be there twice where the first try went through without an answer. */
  readonly once?: boolean
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
/** A nonce or a fixed target makes all calls of ours safe to repeat but those that say `once`. */
const RETRIES = 1
/** Shorter waits for a rate limit are sat out; longer ones are the delivery's to plan. */
const PATIENCE_MS = 1000

export const API_VERSION = '10'

export function createApi(options: ApiOptions): Api {
  const token = bareToken(options.token)
  const caller = (retries: number): REST =>
    new REST({
      ...(options.apiUrl === undefined ? {} : { api: options.apiUrl }),
      version: API_VERSION,
      ...(options.behindProxy ? { makeRequest } : {}),
      timeout: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
      retries,
      // No margin of its own: what Discord asks is what we report.
      offset: 0,
      rejectOnRateLimit: limit =>
        Math.max(limit.retryAfter, limit.timeToReset, limit.sublimitTimeout) > PATIENCE_MS,
    })
  const repeating = caller(RETRIES)
  const single = caller(0)
  return {
    async call(method, path, { body, files = [], query, once = false } = {}) {
      const rest = once ? single : repeating
      try {
        // discord.js forgets the token after a 401; each call stands for itself.
        rest.setToken(token)
        return await rest.request({
          method: method as RequestMethod,
          fullRoute: path,
          ...(body === undefined ? {} : { body }),
          ...(files.length === 0 ? {} : { files: files.map(rawFile) }),
          ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        })
      } catch (error) {
        throw platformError(error)
      }
    },
  }
}

function rawFile({ name, png }: PictureFile) {
  return { name, data: png, contentType: 'image/png' }
}

/** People paste tokens with the word "Bot" before them. */
export function bareToken(token: string): string {
  return token.trim().replace(/^(Bot|Bearer)\s+/i, '')
}
