// Takes Slack's signed HTTP requests and acknowledges each after it was accepted.
//
// Bolt's own HTTPReceiver isn't used: it hands a request to App.processEvent, which acknowledges
// events before any middleware or listener runs, so that nothing of ours could come before; it warns
// and gives up by a timer of its own; and its clock can't be passed in.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Gate } from './gate.ts'
import type { Log } from './log.ts'
import { verifySignature } from './verify-signature.ts'

/** The one path that the manifest names for events, commands and interactions. */
export const EVENTS_PATH = '/slack/events'
/** Far above anything that Slack sends. */
const MAX_BODY_BYTES = 1024 * 1024
/** A request that trickles is cut off. */
const REQUEST_LIMIT_MS = 10_000

export interface HttpReceiverOptions {
  readonly signingSecret: string
  readonly take: Gate
  readonly now: () => number
  readonly log: Log
  readonly host: string
  readonly port: number
}

export interface HttpReceiver {
  start(): Promise<void>
  stop(): Promise<void>
  /** Where it listens, once started. */
  port(): number | undefined
}

export function createHttpReceiver(options: HttpReceiverOptions): HttpReceiver {
  const { log } = options
  const server = createServer((request, response) => {
    handle(request, response, options).catch((error: unknown) => {
      // Not acknowledged, so that Slack sends it again.
      log.error({ err: error }, 'a request from Slack could not be accepted')
      respond(response, 500)
    })
  })
  server.requestTimeout = REQUEST_LIMIT_MS
  return {
    start() {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      server.once('error', reject)
      server.listen(options.port, options.host, () => {
        server.off('error', reject)
        server.on('error', error => log.error({ err: error }, 'the listener for Slack failed'))
        resolve()
      })
      return promise
    },
    stop() {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      // Requests under way are finished; connections that only wait are not waited for.
      server.closeIdleConnections()
      const cut = setTimeout(() => server.closeAllConnections(), REQUEST_LIMIT_MS)
      return promise.finally(() => clearTimeout(cut))
    },
    port() {
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : undefined
    },
  }
}

const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string() })

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { signingSecret, take, now, log }: HttpReceiverOptions,
): Promise<void> {
  const path = request.url?.split('?', 1)[0]
  if (path !== EVENTS_PATH) return respond(response, 404)
  if (request.method !== 'POST') return respond(response, 405)
  const body = await readBody(request)
  if (body === undefined) return respond(response, 413)
  const signed = {
    body,
    timestamp: header(request, 'x-slack-request-timestamp'),
    signature: header(request, 'x-slack-signature'),
  }
  if (!verifySignature(signed, signingSecret, now())) {
    log.warn({ timestamp: signed.timestamp }, 'a request without a valid signature was refused')
    return respond(response, 401)
  }
  const payload = parseBody(body, header(request, 'content-type') ?? '')
  if (payload === undefined) return respond(response, 400)
  const asked = challenge.safeParse(payload).data
  if (asked !== undefined) return respond(response, 200, { challenge: asked.challenge })
  respond(response, 200, await take(payload))
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Undefined where it is larger than anything of Slack's. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BODY_BYTES) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** Events come as JSON, commands as a form, interactions as JSON inside a form. */
function parseBody(body: Buffer, contentType: string): unknown {
  const text = body.toString('utf8')
  try {
    if (!contentType.includes('application/x-www-form-urlencoded')) return JSON.parse(text)
    const form = Object.fromEntries(new URLSearchParams(text))
    return form.payload === undefined ? form : JSON.parse(form.payload)
  } catch {
    return undefined
  }
}

function respond(response: ServerResponse, status: number, body?: object): void {
  if (response.headersSent || response.destroyed) return
  if (body === undefined) {
    response.writeHead(status, { 'content-length': 0 }).end()
    return
  }
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, headers).end(text)
}
