// Finds the route of a request, asks it, and writes what it answers.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpResponse, Route } from '#magnets'
import { inTime, LATE } from './in-time.ts'
import { readBody } from './read-body.ts'

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface RespondOptions {
  readonly routes: readonly Route[]
  readonly log: Log
  /** How long a route may take. */
  readonly limitMs: number
  /** True where the connection must not be kept. */
  readonly closing: () => boolean
}

type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Never rejects. Logs neither what was sent nor the query. */
export function createRespond({ routes, log, limitMs, closing }: RespondOptions): Respond {
  const table = tableOf(routes)

  async function answer(request: IncomingMessage): Promise<HttpResponse | undefined> {
    const path = pathOf(request)
    const methods = table.get(path)
    if (methods === undefined) return plain(404, 'Nothing is served under this path.')
    const route = methods.get(request.method === 'HEAD' ? 'GET' : (request.method ?? ''))
    if (route === undefined) {
      const allow = [...methods.keys()].map(name => (name === 'GET' ? 'GET, HEAD' : name))
      const said = plain(405, 'This path is not asked by this method.')
      return { ...said, headers: { allow: allow.join(', ') } }
    }
    const body = await readBody(request)
    if (body === 'gone') return undefined
    if (body === 'too large') return plain(413, 'A request may carry 1 MiB at most.')
    const header = (name: string): string | undefined => headerOf(request, name)
    const handled = await inTime(
      route.handle({ method: route.method, path, query: queryOf(request), header, body }),
      limitMs,
    )
    if (handled !== LATE) return handled
    log.error({ path, limitMs }, 'a request was not answered in time')
    return plain(503, 'This took too long. Try again.')
  }

  function write(response: ServerResponse, { status, headers, body = '' }: HttpResponse): void {
    if (response.headersSent || response.destroyed) return
    if (closing()) response.shouldKeepAlive = false
    const length = { 'content-length': Buffer.byteLength(body) }
    const type = body === '' ? {} : PLAIN
    response.writeHead(status, { ...type, ...headers, ...length }).end(body)
  }

  return async (request, response) => {
    try {
      const answered = await answer(request)
      if (answered !== undefined) write(response, answered)
    } catch (err) {
      log.error({ err, path: pathOf(request) }, 'a request failed')
      write(response, plain(500, 'Something failed here. It is in the log.'))
    }
  }
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' }

function plain(status: number, sentence: string): HttpResponse {
  return { status, body: sentence }
}

function tableOf(routes: readonly Route[]): ReadonlyMap<string, ReadonlyMap<string, Route>> {
  const table = new Map<string, Map<string, Route>>()
  for (const route of routes) {
    const methods = table.get(route.path) ?? new Map<string, Route>()
    if (methods.has(route.method)) throw new Error(`two routes for ${route.method} ${route.path}`)
    table.set(route.path, methods.set(route.method, route))
  }
  return table
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? ''
}

function queryOf({ url = '' }: IncomingMessage): string {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at + 1)
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
