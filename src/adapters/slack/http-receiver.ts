// Takes Slack's signed HTTP requests and acknowledges each after it was accepted.
//
// It listens nowhere itself: the house has one listener for all, which gets the route. Bolt's own
// HTTPReceiver isn't used: it hands a request to App.processEvent, which acknowledges events before
// any middleware or listener runs, so that nothing of ours could come before; it warns and gives up
// by a timer of its own; and its clock can't be passed in.
import { z } from 'zod'
import type { HttpRequest, HttpResponse, Route } from '#magnets'
import type { Gate } from './gate.ts'
import type { Log } from './log.ts'
import { verifySignature } from './verify-signature.ts'

/** The one path that the manifest names for events, commands and interactions. */
export const EVENTS_PATH = '/slack/events'

export interface HttpReceiverOptions {
  readonly signingSecret: string
  readonly take: Gate
  readonly now: () => number
  readonly log: Log
}

export interface HttpReceiver {
  readonly routes: readonly [Route]
  /** From now on events are taken. */
  start(): Promise<void>
  /** From now on they are refused, so that Slack sends them again. */
  stop(): Promise<void>
  connected(): boolean
}

export function createHttpReceiver(options: HttpReceiverOptions): HttpReceiver {
  let open = false
  const handle = (request: HttpRequest) => answerTo(request, options, () => open)
  return {
    routes: [{ method: 'POST', path: EVENTS_PATH, handle }],
    async start() {
      open = true
    },
    async stop() {
      open = false
    },
    connected: () => open,
  }
}

const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string() })

async function answerTo(
  request: HttpRequest,
  { signingSecret, take, now, log }: HttpReceiverOptions,
  open: () => boolean,
): Promise<HttpResponse> {
  const signed = {
    body: request.body,
    timestamp: request.header('x-slack-request-timestamp'),
    signature: request.header('x-slack-signature'),
  }
  if (!verifySignature(signed, signingSecret, now())) {
    log.warn({ timestamp: signed.timestamp }, 'a request without a valid signature was refused')
    return { status: 401 }
  }
  const payload = parseBody(request.body, request.header('content-type') ?? '')
  if (payload === undefined) return { status: 400 }
  const asked = challenge.safeParse(payload).data
  if (asked !== undefined) return json({ challenge: asked.challenge })
  if (!open()) return { status: 503 }
  try {
    const acknowledgement = await take(payload)
    return acknowledgement === undefined ? { status: 200 } : json(acknowledgement)
  } catch (error) {
    log.error({ err: error }, 'a request from Slack was not accepted, and is not acknowledged')
    return { status: 503 }
  }
}

const json = (body: object): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

/** Events come as JSON, commands as a form, interactions as JSON inside a form. */
function parseBody(body: Uint8Array, contentType: string): unknown {
  const text = new TextDecoder().decode(body)
  try {
    if (!contentType.includes('application/x-www-form-urlencoded')) return JSON.parse(text)
    const form = Object.fromEntries(new URLSearchParams(text))
    return form.payload === undefined ? form : JSON.parse(form.payload)
  } catch {
    return undefined
  }
}
