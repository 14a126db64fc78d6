// What may go wrong with requests to the double, ordered by tests: refusals, losses, slowness.

import { type Answer, refusal } from './answers.ts'
import { isOfComponents } from './component-limits.ts'
import type { Body } from './world.ts'

export const RETRY_AFTER_SECONDS = 7

export type Failure =
  | 'rate-limited'
  /** The limit of all requests together, which holds up those after it as well. */
  | 'rate-limited-globally'
  | 'rich-rejected'
  | 'unavailable'
  /** Embeds may not be posted here. */
  | 'rich-forbidden'
  /** Nothing may be posted into a channel, nor read there. */
  | 'forbidden'
  /** Nothing may be posted, by a token neither. */
  | 'closed'
  /** The connection breaks before anything is done. */
  | 'request-lost'
  /** All is done, and the connection breaks before the answer. */
  | 'answer-lost'
  /** All is done, and the answer doesn't come until `release`. */
  | 'answer-held'

/** Requests that write messages, that look for them, first answers to interactions, the greeting. */
export type Where = 'posts' | 'looks' | 'callbacks' | 'gateway'

export type Fault = Answer | 'request-lost' | 'answer-lost' | 'answer-held'

export interface Faults {
  /** Orders a failure of the next such request, or of one after a few more. */
  failNext(how: Failure, after?: number, where?: Where): void
  /** Every answer comes so much later from now on. */
  slowDown(delayMs: number): void
  /** Lets the answers go that are held. */
  release(): void
  /** The failure that was ordered for this request, if any. */
  next(method: string, path: string, body: Body): Fault | undefined
  /** Resolves when an answer may go. */
  mayAnswer(held: boolean): Promise<void>
}

interface Order {
  readonly how: Failure
  readonly where: Where
  /** Such requests that go well before it. */
  after: number
  times: number
}

const PATHS: Readonly<Record<Where, RegExp>> = {
  posts: /^(POST|PATCH) \/(channels\/\d+\/messages|webhooks\/\d+\/)/,
  looks: /^GET \/channels\/\d+\/messages$/,
  callbacks: /^POST \/interactions\//,
  gateway: /^GET \/gateway/,
}

export function createFaults(): Faults {
  const orders: Order[] = []
  let delayMs = 0
  let gate = Promise.withResolvers<void>()
  return {
    failNext(how, after = 0, where = 'posts') {
      // discord.js tries once more by itself when Discord is down: both tries fail.
      orders.push({ how, where, after, times: how === 'unavailable' ? 2 : 1 })
    },
    slowDown(ms) {
      delayMs = ms
    },
    release() {
      gate.resolve()
      gate = Promise.withResolvers<void>()
    },
    next(method, path, body) {
      const [order] = orders
      if (order === undefined || !PATHS[order.where].test(`${method} ${path}`)) return undefined
      order.after -= 1
      if (order.after >= 0) return undefined
      const embeds = Array.isArray(body.embeds) && body.embeds.length > 0
      const rich = embeds || isOfComponents(body)
      if (order.how.startsWith('rich') && !rich) return undefined
      if (order.how === 'forbidden' && !path.startsWith('/channels/')) return undefined
      order.times -= 1
      if (order.times === 0) orders.shift()
      return faultOf(order.how)
    },
    async mayAnswer(held) {
      if (held) await gate.promise
      if (delayMs > 0) await new Promise(resolve => setTimeout(resolve, delayMs))
    },
  }
}

function faultOf(how: Failure): Fault {
  switch (how) {
    case 'unavailable':
      return { status: 503, body: 'upstream connect error' }
    case 'rich-rejected':
      return refusal(400, 50035, 'Invalid Form Body')
    case 'rich-forbidden':
      return refusal(403, 50013, 'Missing Permissions')
    case 'forbidden':
    case 'closed':
      return refusal(403, 50001, 'Missing Access')
    case 'rate-limited':
      return rateLimited(false)
    case 'rate-limited-globally':
      return rateLimited(true)
    default:
      return how
  }
}

function rateLimited(global: boolean): Answer {
  const scope = global
    ? { 'x-ratelimit-scope': 'global', 'x-ratelimit-global': 'true' }
    : { 'x-ratelimit-scope': 'shared' }
  const retry_after = RETRY_AFTER_SECONDS
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after, global },
    headers: { 'retry-after': String(retry_after), ...scope },
  }
}
