// The double's Socket Mode: says hello, sends envelopes, hears their acknowledgement.
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

export interface SocketServer {
  /** Resolves with the acknowledgement's payload, however late; `retry` is 0 for the first sending. */
  send(type: string, payload: unknown, retry: number): Promise<unknown>
  /** Asks the client to connect again, as Slack does every few hours. */
  disconnect(): void
  /** Cuts all connections without a word. */
  cut(): void
  /** The next connection is made, but never greeted. */
  staySilent(): void
  /** Resolves when as many connections have been made and greeted. */
  connected(count: number): Promise<void>
  close(): void
}

export function createSocketServer(server: Server): SocketServer {
  const sockets = new WebSocketServer({ server, path: '/link' })
  const waiting = new Map<string, { socket: WebSocket; resolve: (payload: unknown) => void }>()
  const greeted: { count: number; resolve: () => void }[] = []
  let made = 0
  let serial = 0
  let silent = false

  sockets.on('connection', socket => {
    if (silent) {
      silent = false
      return
    }
    made += 1
    socket.on('message', data => {
      const { envelope_id, payload } = JSON.parse(String(data))
      // An acknowledgement over another connection than the envelope came by counts for nothing.
      const sent = waiting.get(envelope_id)
      if (sent?.socket === socket) sent.resolve(payload)
    })
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }))
    for (const wait of greeted) if (made >= wait.count) wait.resolve()
  })

  const open = (): WebSocket[] => [...sockets.clients].filter(one => one.readyState === one.OPEN)

  return {
    send(type, payload, retry) {
      const socket = open().at(-1)
      if (socket === undefined) return Promise.reject(new Error('nobody is connected'))
      serial += 1
      const envelope_id = `envelope-${serial}`
      const { promise, resolve } = Promise.withResolvers<unknown>()
      waiting.set(envelope_id, { socket, resolve })
      const envelope = {
        envelope_id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        retry_attempt: retry,
        retry_reason: retry === 0 ? '' : 'timeout',
      }
      socket.send(JSON.stringify(envelope))
      return promise
    },
    disconnect() {
      for (const socket of open()) {
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
      }
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate()
    },
    staySilent() {
      silent = true
    },
    connected(count) {
      if (made >= count) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      greeted.push({ count, resolve })
      return promise
    },
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
