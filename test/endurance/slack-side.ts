// Slack for long runs: the double's workspace and methods behind a server that tells of every post.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BOT_ID, BOT_USER, TEAM } from '../adapters/slack/payloads.ts'
import { createResponseUrls } from '../doubles/slack/response-urls.ts'
import { createSocketServer, type SocketServer } from '../doubles/slack/socket-server.ts'
import { type Answer, BOT_TOKEN, callMethod, type WebApiOptions } from '../doubles/slack/web-api.ts'
import { createWorkspace, type Message, type Workspace } from '../doubles/slack/workspace.ts'

export interface SlackSideOptions {
  readonly channels: readonly string[]
  /** Holds blocks against Slack's schema, which takes longer than all else. Default: true. */
  readonly checks?: boolean
  /** Told of each message as it comes in, before the bot hears that it did. */
  readonly onPost?: (message: Message) => void
}

export interface SlackSide {
  readonly apiUrl: string
  readonly workspace: Workspace
  readonly socket: SocketServer
  /** Every message of the bot in the order in which they came in, whatever became of it. */
  readonly posted: readonly Message[]
  responseUrl(channel: string): string
  trigger(): string
  close(): Promise<void>
}

export async function createSlackSide(options: SlackSideOptions): Promise<SlackSide> {
  const { checks = true, onPost } = options
  const workspace = { ...createWorkspace(options.channels), nextTs: createTs() }
  const urls = createResponseUrls(workspace)
  const log: Message[] = []
  const triggers = new Set<string>()
  const server = createServer((request, response) => {
    textOf(request).then(text => {
      const before = workspace.messages.length
      const { status, headers, body } = answer(request, text)
      const posted = workspace.messages.at(-1)
      if (workspace.messages.length > before && posted !== undefined) {
        log.push(posted)
        onPost?.(posted)
      }
      const bare = typeof body === 'string'
      const type = bare ? 'text/plain' : 'application/json; charset=utf-8'
      response.writeHead(status, { 'content-type': type, ...headers })
      response.end(bare ? body : JSON.stringify(body))
    })
  })
  const socket = createSocketServer(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`
  const api: WebApiOptions = {
    workspace,
    triggers,
    self: { userId: BOT_USER, botId: BOT_ID, team: TEAM },
    scopes: [],
    socketUrl: () => `ws://127.0.0.1:${port}/link`,
    uploadUrl: () => '',
  }

  function answer(request: IncomingMessage, text: string): Answer {
    const path = request.url ?? ''
    if (!path.startsWith('/api/')) return urls.post(path, JSON.parse(text))
    const method = path.slice('/api/'.length)
    const args = argsOf(text)
    const token = request.headers.authorization?.replace('Bearer ', '')
    if (!checks && method === 'chat.postMessage' && token === BOT_TOKEN) {
      return posted(workspace, args)
    }
    return callMethod(method, token, args, api)
  }

  let serial = 0
  return {
    apiUrl: `${base}/api/`,
    workspace,
    socket,
    posted: log,
    responseUrl: channel => urls.issue(base, channel),
    trigger() {
      serial += 1
      triggers.add(`${serial}.trigger`)
      return `${serial}.trigger`
    },
    async close() {
      socket.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Names of messages at the time at which they are written, since the bot looks back by time. */
function createTs(): () => string {
  let last = 0
  return () => {
    last = Math.max(last + 1, Date.now() * 1000)
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
  }
}

function posted(workspace: Workspace, args: Readonly<Record<string, unknown>>): Answer {
  const message: Message = {
    channel: String(args.channel),
    ts: workspace.nextTs(),
    text: String(args.text ?? ''),
    ephemeral: false,
    ...(args.thread_ts === undefined ? {} : { thread_ts: String(args.thread_ts) }),
  }
  workspace.messages.push(message)
  return { status: 200, body: { ok: true, channel: message.channel, ts: message.ts, message } }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** The SDK sends what is no text as JSON inside the form. */
function argsOf(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => {
      if (value === 'true' || value === 'false') return [key, value === 'true']
      return [key, /^[[{]/.test(value) && key !== 'text' ? JSON.parse(value) : value]
    }),
  )
}
