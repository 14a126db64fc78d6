// The gateway of the double: sessions by shard, hello, identify or resume, ready, heartbeats, dispatches.
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

/** A shard and how many there are. */
export type Shard = readonly [id: number, total: number]

export interface Identify {
  readonly intents: number
  readonly token: string
  readonly shard: Shard
}

export interface GatewaySide {
  /**
   * Sends an event to the sessions of the shard that it belongs to: a server's by the server's id,
   * all else to shard 0. Sessions that are cut off get it when they resume.
   */
  dispatch(type: string, data: unknown): void
  /** Cuts every connection without a word. */
  cut(): void
  /** Sends anything, without noting it. */
  sendRaw(text: string): void
  /** Asks clients to reconnect and resume (op 7). */
  askToReconnect(): void
  /** Calls every session invalid (op 9); those that may not resume it have to identify anew. */
  invalidate(how: { readonly resumable: boolean }): void
  /** Forgets every session, as after a long time away: a resume is answered with op 9. */
  forgetSessions(): void
  /** From now on nobody becomes ready, until the returned function is called. */
  holdReady(): () => void
  /** What clients identified with. */
  readonly identifies: readonly Identify[]
  readonly resumes: number
  /** The shards that are served now, one entry for each connected session. */
  readonly served: readonly Shard[]
  /** Resolves when everything that was sent has arrived with those who are connected. */
  arrived(): Promise<void>
  close(): Promise<void>
}

export interface GatewayOptions {
  readonly server: Server
  readonly token: string
  /** Intents that the application may ask for. */
  readonly allowedIntents: number
  /** Data of READY beside the session, asked at each identify. */
  readonly ready: (shard: Shard) => Readonly<Record<string, unknown>>
  /** Events that follow READY. */
  readonly welcome: (shard: Shard) => readonly (readonly [string, unknown])[]
}

interface Session {
  readonly id: string
  readonly shard: Shard
  readonly history: { readonly t: string; readonly s: number; readonly d: unknown }[]
  socket: WebSocket | undefined
}

const HEARTBEAT_MS = 41_250
/** By closing so, a client says that it won't come back to its session. */
const GOODBYES = [1000, 1001]

export function gatewaySide(options: GatewayOptions): GatewaySide {
  const sockets = new WebSocketServer({ server: options.server })
  const sessions = new Map<string, Session>()
  const identifies: Identify[] = []
  let resumes = 0
  let names = 0
  let gate = Promise.resolve()

  const send = (socket: WebSocket, payload: object) => socket.send(JSON.stringify(payload))
  const tell = (session: Session, t: string, d: unknown) => {
    const event = { t, s: session.history.length + 1, d }
    session.history.push(event)
    if (session.socket !== undefined) send(session.socket, { op: 0, ...event })
  }
  const live = () => [...sessions.values()].filter(({ socket }) => socket !== undefined)

  const identify = async (socket: WebSocket, data: Partial<Identify>) => {
    const { token = '', intents = 0, shard = [0, 1] } = data
    identifies.push({ token, intents, shard })
    if (token !== options.token) return socket.close(4004, 'Authentication failed.')
    if (shard[0] >= shard[1]) return socket.close(4010, 'Invalid shard.')
    if ((intents & ~options.allowedIntents) !== 0)
      return socket.close(4014, 'Disallowed intent(s).')
    await gate
    if (socket.readyState !== socket.OPEN) return
    names += 1
    const session: Session = { id: `session-${names}`, shard, history: [], socket }
    sessions.set(session.id, session)
    tell(session, 'READY', { ...options.ready(shard), session_id: session.id, shard })
    for (const [type, event] of options.welcome(shard)) tell(session, type, event)
  }

  const resume = (socket: WebSocket, data: { session_id?: string; seq?: number }) => {
    resumes += 1
    const session = sessions.get(data.session_id ?? '')
    if (session === undefined) return send(socket, { op: 9, d: false })
    for (const event of session.history.slice(data.seq ?? 0)) send(socket, { op: 0, ...event })
    session.socket = socket
    tell(session, 'RESUMED', {})
  }

  sockets.on('connection', socket => {
    send(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS } })
    socket.on('close', code => {
      for (const session of live().filter(s => s.socket === socket)) {
        session.socket = undefined
        if (GOODBYES.includes(code)) sessions.delete(session.id)
      }
    })
    socket.on('message', raw => {
      const { op, d } = JSON.parse(String(raw))
      if (op === 1) send(socket, { op: 11 })
      if (op === 2) void identify(socket, d)
      if (op === 6) resume(socket, d)
    })
  })

  /** Everybody connected, who from here on gets nothing more over that connection. */
  const detached = (): WebSocket[] =>
    live().flatMap(session => {
      const { socket } = session
      session.socket = undefined
      return socket ?? []
    })

  return {
    identifies,
    get resumes() {
      return resumes
    },
    get served() {
      return live().map(({ shard }) => shard)
    },
    dispatch(type, data) {
      for (const session of sessions.values()) {
        if (belongsTo(session.shard, type, data)) tell(session, type, data)
      }
    },
    cut() {
      for (const socket of detached()) socket.terminate()
    },
    sendRaw(text) {
      for (const { socket } of live()) socket?.send(text)
    },
    askToReconnect() {
      for (const socket of detached()) send(socket, { op: 7, d: null })
    },
    invalidate({ resumable }) {
      const asked = detached()
      if (!resumable) sessions.clear()
      for (const socket of asked) send(socket, { op: 9, d: resumable })
    },
    forgetSessions: () => sessions.clear(),
    holdReady() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    async arrived() {
      // The answer to a ping comes after all that was sent before it.
      const pings = live().map(({ socket }) => {
        const { promise, resolve } = Promise.withResolvers<void>()
        socket?.once('pong', () => resolve())
        socket?.once('close', () => resolve())
        socket?.ping()
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

/** Discord's own rule: `(guild_id >> 22) % total`, and shard 0 for what happens in no server. */
function belongsTo([id, total]: Shard, type: string, data: unknown): boolean {
  const given = typeof data === 'object' && data !== null ? data : {}
  const own = type.startsWith('GUILD_') && 'id' in given ? given.id : undefined
  const guild = 'guild_id' in given ? given.guild_id : own
  return id === (typeof guild === 'string' ? shardOf(guild, total) : 0)
}

export function shardOf(guild: string, total: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(total))
}
