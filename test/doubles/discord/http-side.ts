// The HTTP interface of the double: routes, limits and errors as Discord documents them.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import {
  type Answer,
  badForm,
  changed,
  formProblems,
  type Ground,
  NOTHING,
  ok,
  type Route,
  refusal,
} from './answers.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { commandProblems } from './message-limits.ts'
import type { RequestCheck } from './openapi-check.ts'
import { type Body, IDS, messageJson, userJson } from './world.ts'

export interface Recorded {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export interface HttpOptions extends Ground {
  readonly token: string
  readonly gatewayUrl: () => string
  readonly check: RequestCheck | undefined
  readonly requests: Recorded[]
  /** Application flags and the like, on top of the usual. */
  readonly application: Body
  /** A failure that a test ordered for this request, if any. */
  readonly ordered: (method: string, path: string, body: Body) => Answer | undefined
}

export function httpSide(options: HttpOptions): RequestListener {
  const { violations, requests, token } = options
  const routes = [...messageRoutes(options), ...interactionRoutes(options), ...ownRoutes(options)]

  const answer = (method: string, path: string, body: Body, authorised: boolean): Answer => {
    const route = routes.find(([m, pattern]) => m === method && pattern.test(path))
    if (route === undefined) return refusal(404, 0, '404: Not Found')
    const open = path.startsWith('/interactions/') || path.startsWith('/webhooks/')
    if (!open && !authorised) return refusal(401, 0, '401: Unauthorized')
    const failure = options.ordered(method, path, body)
    if (failure !== undefined) return failure
    const problems = options.check?.(method, path, method === 'GET' ? undefined : body) ?? []
    if (problems.length > 0) return badForm(violations, problems)
    return route[2](route[1].exec(path)?.slice(1) ?? [], body)
  }

  return (request, response) => {
    void readBody(request).then(body => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '')
      const method = request.method ?? 'GET'
      if (method !== 'GET') requests.push({ method, path, body })
      const authorised = request.headers.authorization === `Bot ${token}`
      send(response, answer(method, path, body, authorised))
    })
  }
}

function messageRoutes(options: HttpOptions): Route[] {
  const { world, violations, dispatch } = options
  return [
    [
      'POST',
      /^\/channels\/(\d+)\/messages$/,
      ([channel = ''], body) => {
        const problems = formProblems(body, violations)
        if (problems) return problems
        if (![IDS.channel, IDS.thread, IDS.direct].some(id => id === channel)) {
          return refusal(404, 10003, 'Unknown Channel')
        }
        const known = body.enforce_nonce === true && world.withNonce(channel, body.nonce)
        if (known) return ok(messageJson(known))
        const message = world.addMessage({
          channel,
          author: IDS.bot,
          ephemeral: false,
          loading: false,
          body,
        })
        dispatch('MESSAGE_CREATE', messageJson(message))
        return ok(messageJson(message))
      },
    ],
    [
      'PATCH',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([channel, id = ''], body) => {
        const old = world.messages.get(id)
        if (old === undefined || old.channel !== channel || old.ephemeral)
          return refusal(404, 10008, 'Unknown Message')
        if (old.author !== IDS.bot) return refusal(403, 50005, 'Not your message')
        return changed(options, id, body)
      },
    ],
    [
      'DELETE',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([channel = '', id = '']) => {
        if (world.messages.get(id)?.channel !== channel)
          return refusal(404, 10008, 'Unknown Message')
        world.messages.delete(id)
        dispatch('MESSAGE_DELETE', { id, channel_id: channel })
        return NOTHING
      },
    ],
    [
      'POST',
      /^\/channels\/(\d+)\/typing$/,
      ([channel = '']) => {
        world.typing.push(channel)
        return NOTHING
      },
    ],
  ]
}

function ownRoutes(options: HttpOptions): Route[] {
  const { world, violations } = options
  const commands = /^\/applications\/(\d+)\/(?:guilds\/(\d+)\/)?commands$/
  return [
    [
      'GET',
      /^\/gateway\/bot$/,
      () => {
        const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 }
        return ok({ url: options.gatewayUrl(), shards: 1, session_start_limit: limit })
      },
    ],
    ['GET', /^\/users\/@me$/, () => ok(userJson(IDS.bot, true))],
    [
      'GET',
      /^\/applications\/@me$/,
      () => ok({ id: IDS.application, name: 'bot', flags: 0, ...options.application }),
    ],
    ['GET', commands, ([, guild = 'global']) => ok(world.commands.get(guild) ?? [])],
    [
      'PUT',
      commands,
      ([, guild = 'global'], body) => {
        const problems = commandProblems(body)
        if (problems.length > 0) return badForm(violations, problems)
        // Discord gives commands back with what it has filled in.
        const filled = (Array.isArray(body) ? body : []).map(command => ({
          ...command,
          id: world.newId(),
          application_id: IDS.application,
          version: world.newId(),
          default_member_permissions: null,
          nsfw: false,
        }))
        world.commands.set(guild, filled)
        return ok(filled)
      },
    ],
  ]
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? {} : JSON.parse(text)
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  // A 204 with a content type makes clients parse nothing as JSON.
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
