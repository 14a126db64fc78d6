// A Slack on loopback: Web API, response_urls, Socket Mode, and signed HTTP requests to the bot.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createDeliveries, type Delivery } from './deliveries.ts'
import { createFailures, type Failure, type Seen } from './failures.ts'
import { receiveBytes } from './files.ts'
import { createResponseUrls } from './response-urls.ts'
import { type Encoding, sendSigned } from './signed-request.ts'
import { createSocketServer, type SocketServer } from './socket-server.ts'
import { type Answer, callMethod, type WebApiOptions } from './web-api.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export type { Delivery } from './deliveries.ts'
export type { Failure } from './failures.ts'
export { SIGNING_SECRET, signed } from './signed-request.ts'
export { APP_TOKEN, BOT_TOKEN } from './web-api.ts'

/** How Slack waits for an acknowledgement; shorter here, so that tests of its absence are short. */
const ACKNOWLEDGE_MS = 1000

export interface DoubleOptions {
  readonly self: { readonly userId: string; readonly botId: string; readonly team: string }
  readonly channels: readonly string[]
  readonly scopes?: readonly string[]
  /** Where the bot is to find it, by its port. Default: at 127.0.0.1. */
  readonly origin?: (port: number) => string
}

export interface SlackDouble {
  /** Where the SDK finds the Web API. */
  readonly apiUrl: string
  readonly workspace: Workspace
  readonly socket: SocketServer
  /** All that was sent to the bot, in order, and how each was acknowledged. */
  readonly deliveries: readonly Delivery[]
  responseUrl(channel: string, original?: string): string
  /** A trigger that opens one modal. */
  trigger(): string
  expireTriggers(): void
  /** Of a method of the Web API, or of "response_url", or of "upload" for the bytes of a file. */
  failNext(method: string, failure: Failure): void
  /** Sends over Socket Mode; resolves with the payload of the acknowledgement. */
  sendSocket(type: string, payload: unknown): Promise<unknown>
  /** Sends signed HTTP; rejects unless it is answered with 200 in time. */
  sendHttp(port: number, body: unknown, encoding?: Encoding): Promise<string>
  /** Sends again what was not acknowledged in time, as Slack does. */
  redeliver(): Promise<void>
  /** Ends Slack's waiting for acknowledgements now, so that no test has to wait along. */
  giveUp(): void
  close(): Promise<void>
}

export async function createSlackDouble(options: DoubleOptions): Promise<SlackDouble> {
  const workspace = createWorkspace(options.channels)
  const urls = createResponseUrls(workspace)
  const triggers = new Set<string>()
  const failures = createFailures()
  const deliveries = createDeliveries(ACKNOWLEDGE_MS)
  const closing = new AbortController()
  const server = createServer(async (request, response) => {
    const { answer, seen } = await answerTo(request)
    send(response, answer, seen)
  })
  const socket = createSocketServer(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const base = options.origin?.(port) ?? `http://127.0.0.1:${port}`
  const api: WebApiOptions = {
    workspace,
    triggers,
    self: options.self,
    scopes: options.scopes ?? [],
    socketUrl: () => `${base.replace(/^http/, 'ws')}/link`,
    uploadUrl: id => `${base}${UPLOADS}${id}`,
  }

  async function answerTo(request: IncomingMessage) {
    const path = request.url ?? ''
    const bytes = await bodyOf(request)
    const token = request.headers.authorization?.replace('Bearer ', '')
    if (path.startsWith(UPLOADS)) {
      const id = path.slice(UPLOADS.length)
      return failures.answer('upload', () => receiveBytes(workspace, { id, bytes, token }))
    }
    const body = bytes.toString('utf8')
    if (!path.startsWith('/api/')) {
      return failures.answer('response_url', () => urls.post(path, JSON.parse(body)))
    }
    const method = path.slice('/api/'.length)
    return failures.answer(method, () => callMethod(method, token, formArgs(body), api))
  }

  let serial = 0
  return {
    apiUrl: `${base}/api/`,
    workspace,
    socket,
    deliveries: deliveries.all,
    responseUrl: (channel, original) => urls.issue(base, channel, original),
    trigger() {
      serial += 1
      triggers.add(`${serial}.trigger`)
      return `${serial}.trigger`
    },
    expireTriggers: () => triggers.clear(),
    failNext: failures.failNext,
    sendSocket: (type, payload) =>
      deliveries.deliver(type, payload, retry => socket.send(type, payload, retry)),
    async sendHttp(to, body, encoding = 'json') {
      const { signal } = closing
      const send = (retry: number) => sendSigned({ port: to, body, encoding, retry, signal })
      return String(await deliveries.deliver(TYPES[encoding], body, send))
    },
    redeliver: deliveries.redeliver,
    giveUp: deliveries.giveUp,
    async close() {
      closing.abort()
      socket.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Where the bytes of files go; each has an address of its own below it. */
const UPLOADS = '/upload/v1/'

const TYPES = { json: 'events_api', form: 'slash_commands', payload: 'interactive' } as const

function send(response: ServerResponse, { status, headers, body }: Answer, seen: Seen): void {
  if (seen === 'none') return void response.destroy()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8'
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  if (seen === 'whole') response.end(text)
  else response.write(text.slice(0, text.length / 2), () => response.destroy())
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
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
