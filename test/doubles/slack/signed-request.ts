// Signed HTTP requests to the bot, in Slack's three encodings.
import { createHmac } from 'node:crypto'

export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef'

/** Events come as JSON, commands as a form, interactions as JSON inside a form. */
export type Encoding = 'json' | 'form' | 'payload'

/** Headers of a request that Slack signed now. */
export function signed(text: string, secret = SIGNING_SECRET, now = Date.now()) {
  const timestamp = String(Math.floor(now / 1000))
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${mac}` }
}

export interface SignedRequest {
  readonly port: number
  readonly body: unknown
  readonly encoding: Encoding
  /** 0 for the first sending. */
  readonly retry: number
  readonly signal: AbortSignal
}

/** Resolves with the answer's body; rejects unless it comes with 200. */
export async function sendSigned(request: SignedRequest): Promise<string> {
  const { port, encoding, retry, signal } = request
  const body = encoded(request.body, encoding)
  const again = { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' }
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      ...signed(body),
      'content-type':
        encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(retry === 0 ? {} : again),
    },
    body,
    signal,
  })
  if (response.status !== 200) throw new Error(`answered with ${response.status}`)
  return response.text()
}

function encoded(body: unknown, encoding: Encoding): string {
  if (encoding === 'json') return JSON.stringify(body)
  const fields = encoding === 'form' ? Object(body) : { payload: JSON.stringify(body) }
  return String(new URLSearchParams(fields))
}
