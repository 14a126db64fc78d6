// The HTTP interface of the double: routes, limits and errors as Discord documents them.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Answer, badForm, ok, type Route, refusal } from './answers.ts'
import type { Fault, Faults } from './faults.ts'
import { type InteractionGround, interactionRoutes } from './interaction-routes.ts'
import { mannersOf } from './manners.ts'
import { commandProblems } from './message-limits.ts'
import { messageRoutes } from './message-routes.ts'
import type { RequestCheck } from './openapi-check.ts'
import { type Body, FILES, IDS, userJson } from './world.ts'

export interface Recorded {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export interface HttpOptions extends InteractionGround {
  readonly token: string
  readonly gatewayUrl: () => string
  readonly check: RequestCheck | undefined
  readonly requests: Recorded[]
  /** Addresses that were read, with their query. */
  readonly reads?: string[]
  /** Application flags and the like, on top of the usual. */
  readonly application: Body
  readonly faults?: Faults
  /** An answer in place of the routes' own, for a double with more in it than this one. */
  readonly ordered?: (method: string, path: string, body: Body) => Answer | undefined
}

export function httpSide(options: HttpOptions): RequestListener {
  const { violations, requests, token } = options
  const routes = [...messageRoutes(options), ...interactionRoutes(options), ...ownRoutes(options)]
  const held = new Set<Asked>()

  const answer = (asked: Asked): Fault => {
    const { method, path, body } = asked
    const route = routes.find(([m, pattern]) => m === method && pattern.test(path))
    if (route === undefined) return refusal(404, 0, '404: Not Found')
    const open = path.startsWith('/interactions/') || path.startsWith('/webhooks/')
    if (!open && !asked.authorised) return refusal(401, 0, '401: Unauthorized')
    const fault = options.ordered?.(method, path, body) ?? options.faults?.next(method, path, body)
    const problems = options.check?.(method, path, method === 'GET' ? undefined : body) ?? []
    const act = (): Answer =>
      problems.length > 0
        ? badForm(violations, problems)
        : route[2](route[1].exec(path)?.slice(1) ?? [], body, asked.query)
    if (fault === undefined) return act()
    // In doubt all the same: whether it was done, who asked can't know.
    if (fault === 'answer-lost') act()
    if (fault !== 'answer-held') return fault
    held.add(asked)
    return act()
  }

  return async (request, response) => {
    const body = await readBody(request)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '')
    const method = request.method ?? 'GET'
    if (method === 'GET') options.reads?.push(path + url.search)
    else {
      requests.push({ method, path, body })
      violations.push(...mannersOf(method, path, body))
    }
    const authorised = request.headers.authorization === `Bot ${token}`
    const asked = { method, path, body, query: url.searchParams, authorised }
    const answered = answer(asked)
    await options.faults?.mayAnswer(held.delete(asked))
    if (typeof answered === 'object') send(response, answered)
    else request.socket.destroy()
  }
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly body: Body
  readonly query: URLSearchParams
  readonly authorised: boolean
}

/** Large bots may identify so many shards at once; with 1 discord.js waits five seconds a shard. */
const MAX_CONCURRENCY = 16

function ownRoutes(options: HttpOptions): Route[] {
  const { world, violations } = options
  const commands = /^\/applications\/(\d+)\/(?:guilds\/(\d+)\/)?commands$/
  return [
    [
      'GET',
      /^\/gateway\/bot$/,
      () => {
        const limit = {
          total: 1000,
          remaining: 1000,
          reset_after: 0,
          max_concurrency: MAX_CONCURRENCY,
        }
        return ok({ url: options.gatewayUrl(), shards: 1, session_start_limit: limit })
      },
    ],
    ['GET', /^\/users\/@me$/, () => ok(userJson(IDS.bot, true))],
    [
      'GET',
      /^\/applications\/@me$/,
      () => ok({ id: IDS.application, name: 'bot', flags: 0, ...options.application }),
    ],
    [
      'GET',
      commands,
      ([, guild = 'global'], _, query) => {
        const known = world.commands.get(guild) ?? []
        const full = query?.get('with_localizations') === 'true'
        return ok(full ? known : known.map(withoutTranslations))
      },
    ],
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

/** JSON, or JSON with files beside it; of files only what tests look at is kept. */
async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) {
    const text = whole.toString()
    return text === '' ? {} : JSON.parse(text)
  }
  const form = await new Response(whole, { headers: { 'content-type': type } }).formData()
  const body: Body = JSON.parse(String(form.get('payload_json') ?? '{}'))
  const files = [...form].flatMap(([name, part]) =>
    part instanceof File ? [{ field: name, name: part.name, size: part.size }] : [],
  )
  return { ...body, [FILES]: files }
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  // A 204 with a content type makes clients parse nothing as JSON.
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

/** Discord leaves texts in other languages out unless they are asked for. */
function withoutTranslations(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutTranslations)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => !key.endsWith('_localizations'))
      .map(([key, value]) => [key, withoutTranslations(value)]),
  )
}
