// Whether a request was signed by Slack with our secret, and lately.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { LIMITS } from './limits.ts'

const VERSION = 'v0'

export interface SignedRequest {
  /** The body as it came, byte for byte. */
  readonly body: Uint8Array
  /** x-slack-request-timestamp */
  readonly timestamp: string | undefined
  /** x-slack-signature */
  readonly signature: string | undefined
}

/** `now` in epoch milliseconds. */
export function verifySignature(request: SignedRequest, secret: string, now: number): boolean {
  const { body, timestamp, signature } = request
  if (timestamp === undefined || signature === undefined || !/^\d+$/.test(timestamp)) return false
  if (Math.abs(now / 1000 - Number(timestamp)) > LIMITS.signatureAgeS) return false
  const mac = createHmac('sha256', secret).update(`${VERSION}:${timestamp}:`).update(body)
  const wanted = Buffer.from(`${VERSION}=${mac.digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
