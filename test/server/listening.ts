// A listener on loopback with a log that is kept, and bare sockets that speak to it byte by byte.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { HttpRequest, HttpResponse, Route } from '#magnets'
import { createListener, type ListenerOptions } from '../../src/server/listener.ts'

export interface Logged {
  readonly level: 'info' | 'warn' | 'error'
  readonly fields: object
  readonly message: string
}

export function keptLog() {
  const lines: Logged[] = []
  const keep = (level: Logged['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields, message })
  return { lines, log: { info: keep('info'), warn: keep('warn'), error: keep('error') } }
}

export function route(
  handle: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>,
  method: Route['method'] = 'GET',
  path = '/here',
): Route {
  return { path, method, handle: async request => handle(request) }
}

/** A started listener, and where it is. */
export async function listening(
  routes: readonly Route[],
  more: Partial<ListenerOptions> = {},
): Promise<{
  listener: ReturnType<typeof createListener>
  lines: readonly Logged[]
  port: number
  url: (path: string) => string
}> {
  const { log, lines } = keptLog()
  const listener = createListener({ host: '127.0.0.1', port: 0, routes, log, ...more })
  onTestFinished(() => listener.stop())
  await listener.start()
  const port = listener.port() ?? 0
  return { listener, lines, port, url: path => `http://127.0.0.1:${port}${path}` }
}

/** A connection that sends what it is told; `answer` is all that came back when it was closed. */
export async function dialled(port: number): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', data => {
    text += data
  })
  // Cut off in the middle of sending is one of the ways to end.
  socket.on('error', () => undefined)
  const answer = new Promise<string>(resolve => socket.on('close', () => resolve(text)))
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return { socket, answer }
}
