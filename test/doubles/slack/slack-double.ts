// A Slack on loopback: Web API, response_urls, Socket Mode, and signed HTTP requests to the bot.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { createResponseUrls } from './response-urls.ts'
import { createSocketServer, type SocketServer } from './socket-server.ts'
import { type Answer, callMethod, type WebApiOptions } from './web-api.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export { APP_TOKEN, BOT_TOKEN } from './web-api.ts'
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef'

/** How Slack waits for an acknowledgement; shorter here, so that tests of its absence are short. */
const ACKNOWLEDGE_MS = 400

export interface DoubleOptions {
  readonly self: { readonly userId: string; readonly botId: string; readonly team: string }
  readonly channels: readonly string[]
  readonly scopes?: readonly string[]
}

/** What the next call of a method is answered with, instead of being done. */
export type Failure =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfterSeconds?: number
      /** Where a redirect leads. */
      readonly location?: string
    }
  | { readonly kind: 'error'; readonly error: string }
  /** Done, but the answer is lost on its way. */
  | { readonly kind: 'lost' }

export interface SlackDouble {
  /** Where the SDK finds the Web API. */
  readonly apiUrl: string
  readonly workspace: Workspace
  readonly socket: SocketServer
  responseUrl(channel: string, original?: string): string
  /** A trigger that opens one modal. */
  trigger(): string
  expireTriggers(): void
  failNext(method: string, failure: Failure): void
  /** Sends over Socket Mode; resolves with the payload of the acknowledgement. */
  sendSocket(type: string, payload: unknown): Promise<unknown>
  /** Sends signed HTTP; rejects unless it is answered with 200 in time. */
  sendHttp(port: number, body: unknown, encoding?: 'json' | 'form' | 'payload'): Promise<string>
  close(): Promise<void>
}

export async function createSlackDouble(options: DoubleOptions): Promise<SlackDouble> {
  const workspace = createWorkspace(options.channels)
  const urls = createResponseUrls(workspace)
  const triggers = new Set<string>()
  const failures = new Map<string, Failure[]>()
  const server = createServer((request, response) => {
    answer(request).then(({ status, headers, body, lost = false }) => {
      if (lost) return void response.destroy()
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8'
      response.writeHead(status, { 'content-type': type, ...headers }).end(text)
    })
  })
  const socket = createSocketServer(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const base = `http://127.0.0.1:${port}`
  const api: WebApiOptions = {
    workspace,
    triggers,
    self: options.self,
    scopes: options.scopes ?? [],
    socketUrl: () => `ws://127.0.0.1:${port}/link`,
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = request.url ?? ''
    const body = await bodyOf(request)
    const method = path.startsWith('/api/') ? path.slice('/api/'.length) : 'response_url'
    const failure = failures.get(method)?.shift()
    if (failure?.kind === 'status') {
      const { status, retryAfterSeconds, location } = failure
      const headers = {
        ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
        ...(location === undefined ? {} : { location }),
      }
      return { status, headers, body: 'failed on purpose' }
    }
    if (failure?.kind === 'error') {
      if (method === 'response_url') return { status: 400, body: failure.error }
      return { status: 200, body: { ok: false, error: failure.error } }
    }
    if (method === 'response_url') {
      const done = urls.post(path, JSON.parse(body))
      return failure?.kind === 'lost' ? { ...done, lost: true } : done
    }
    const token = request.headers.authorization?.replace('Bearer ', '')
    const done = callMethod(method, token, formArgs(body), api)
    return failure?.kind === 'lost' ? { ...done, lost: true } : done
  }

  let serial = 0
  return {
    apiUrl: `${base}/api/`,
    workspace,
    socket,
    responseUrl: (channel, original) => urls.issue(base, channel, original),
    trigger() {
      serial += 1
      triggers.add(`${serial}.trigger`)
      return `${serial}.trigger`
    },
    expireTriggers: () => triggers.clear(),
    failNext(method, failure) {
      failures.set(method, [...(failures.get(method) ?? []), failure])
    },
    sendSocket: (type, payload) => socket.send(type, payload, ACKNOWLEDGE_MS),
    sendHttp,
    async close() {
      socket.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The three encodings of Slack: events, commands, interactions. */
async function sendHttp(
  port: number,
  body: unknown,
  encoding: 'json' | 'form' | 'payload' = 'json',
): Promise<string> {
  const text =
    encoding === 'json'
      ? JSON.stringify(body)
      : String(
          new URLSearchParams(
            encoding === 'form' ? Object(body) : { payload: JSON.stringify(body) },
          ),
        )
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: { ...signed(text), 'content-type': contentType(encoding) },
    body: text,
    signal: AbortSignal.timeout(ACKNOWLEDGE_MS),
  })
  if (response.status !== 200) throw new Error(`answered with ${response.status}`)
  return response.text()
}

const contentType = (encoding: string): string =>
  encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'

/** Headers of a request that Slack signed now. */
export function signed(text: string, secret = SIGNING_SECRET, now = Date.now()) {
  const timestamp = String(Math.floor(now / 1000))
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${mac}` }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** Values that the SDK sends as JSON inside the form are read back. */
function formArgs(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => {
      if (value === 'true' || value === 'false') return [key, value === 'true']
      return [key, /^[[{]/.test(value) && key !== 'text' ? JSON.parse(value) : value]
    }),
  )
}
