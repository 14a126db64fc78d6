// The gateway of the double: hello, identify or resume, ready, heartbeats, dispatches.
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

export interface GatewaySide {
  /** Sends an event to everybody who is connected; kept for those who resume. */
  dispatch(type: string, data: unknown): void
  /** Cuts every connection without a word. */
  cut(): void
  /** Sends anything, without noting it. */
  sendRaw(text: string): void
  /** Asks clients to reconnect and resume. */
  askToReconnect(): void
  /** What clients identified with. */
  readonly identifies: readonly { readonly intents: number; readonly token: string }[]
  readonly resumes: number
  /** Resolves when everything that was sent has arrived with those who are connected. */
  arrived(): Promise<void>
  close(): Promise<void>
}

export interface GatewayOptions {
  readonly server: Server
  readonly token: string
  /** Intents that the application may ask for. */
  readonly allowedIntents: number
  /** Data of READY, asked at each identify. */
  readonly ready: () => Readonly<Record<string, unknown>>
  /** Events that follow READY. */
  readonly welcome: () => readonly (readonly [string, unknown])[]
}

const HEARTBEAT_MS = 41_250

export function gatewaySide(options: GatewayOptions): GatewaySide {
  const sockets = new WebSocketServer({ server: options.server })
  const ready = new Set<WebSocket>()
  const identifies: { intents: number; token: string }[] = []
  const history: { t: string; s: number; d: unknown }[] = []
  let resumes = 0

  const send = (socket: WebSocket, payload: object) => socket.send(JSON.stringify(payload))
  const note = (t: string, d: unknown) => {
    const event = { t, s: history.length + 1, d }
    history.push(event)
    return { op: 0, ...event }
  }

  const identify = (socket: WebSocket, data: { token?: string; intents?: number }) => {
    const { token = '', intents = 0 } = data
    identifies.push({ token, intents })
    if (token !== options.token) return socket.close(4004, 'Authentication failed.')
    if ((intents & ~options.allowedIntents) !== 0)
      return socket.close(4014, 'Disallowed intent(s).')
    send(socket, note('READY', options.ready()))
    for (const [type, event] of options.welcome()) send(socket, note(type, event))
    ready.add(socket)
  }

  const resume = (socket: WebSocket, data: { seq?: number }) => {
    resumes += 1
    for (const event of history.slice(data.seq ?? 0)) send(socket, { op: 0, ...event })
    send(socket, note('RESUMED', {}))
    ready.add(socket)
  }

  sockets.on('connection', socket => {
    send(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS } })
    socket.on('close', () => ready.delete(socket))
    socket.on('message', raw => {
      const { op, d } = JSON.parse(String(raw))
      if (op === 1) send(socket, { op: 11 })
      if (op === 2) identify(socket, d)
      if (op === 6) resume(socket, d)
    })
  })

  return {
    identifies,
    get resumes() {
      return resumes
    },
    dispatch(type, data) {
      const event = note(type, data)
      for (const socket of ready) send(socket, event)
    },
    cut() {
      for (const socket of ready) socket.terminate()
      ready.clear()
    },
    sendRaw(text) {
      for (const socket of ready) socket.send(text)
    },
    askToReconnect() {
      for (const socket of ready) {
        ready.delete(socket)
        send(socket, { op: 7, d: null })
      }
    },
    async arrived() {
      // The answer to a ping comes after all that was sent before it.
      const pings = [...ready].map(socket => {
        const { promise, resolve } = Promise.withResolvers<void>()
        socket.once('pong', () => resolve())
        socket.once('close', () => resolve())
        socket.ping()
        return promise
      })
      await Promise.all(pings)
    },
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets.clients) socket.terminate()
        sockets.close(() => resolve())
      }),
  }
}
