// Interactions by HTTP, as an alternative to the gateway: signed by Discord, answered by the same code.
//
// Only Discord's ping wants its answer in the response. Everything else is answered by the callback
// route, as over the gateway, and the request itself is closed with 202: so there is one way to
// answer, and nothing is written by a token before Discord knows of the acknowledgement.
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import type { HttpRequest, HttpResponse, Route } from '#magnets'
import type { Log } from './log.ts'

export const ENDPOINT_PATH = '/discord/interactions'

/** A signed request older or younger than this is a replay, or a clock is wrong. */
const AGE_LIMIT_S = 5 * 60

export interface EndpointOptions {
  /** Of the application: 64 hexadecimal digits. */
  readonly publicKey: string
  readonly handle: (interaction: unknown) => Promise<void>
  /** Epoch milliseconds. */
  readonly now: () => number
  /** False while nothing is taken. */
  readonly open: () => boolean
  readonly log: Log
}

export function createEndpoint(options: EndpointOptions): Route {
  const key = keyOf(options.publicKey)
  return { method: 'POST', path: ENDPOINT_PATH, handle: request => answerTo(request, key, options) }
}

const PING = z.object({ type: z.literal(1) })

async function answerTo(
  request: HttpRequest,
  key: KeyObject,
  { handle, now, open, log }: EndpointOptions,
): Promise<HttpResponse> {
  if (!isSigned(request, key, now())) {
    log.warn({}, 'a request without a valid signature of Discord was refused')
    return { status: 401 }
  }
  let interaction: unknown
  try {
    interaction = JSON.parse(new TextDecoder().decode(request.body))
  } catch {
    return { status: 400 }
  }
  // Discord asks while its address is being set up, before anything else may be running.
  if (PING.safeParse(interaction).success) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 1 }),
    }
  }
  if (!open()) return { status: 503 }
  await handle(interaction)
  return { status: 202 }
}

function isSigned({ header, body }: HttpRequest, key: KeyObject, now: number): boolean {
  const signature = header('x-signature-ed25519') ?? ''
  const timestamp = header('x-signature-timestamp') ?? ''
  if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now / 1000 - Number(timestamp)) > AGE_LIMIT_S) return false
  const signed = Buffer.concat([Buffer.from(timestamp), body])
  return verify(null, signed, key, Buffer.from(signature, 'hex'))
}

function keyOf(hex: string): KeyObject {
  const x = Buffer.from(hex, 'hex').toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
