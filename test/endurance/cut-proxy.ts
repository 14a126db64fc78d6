// A line to a server that can be cut: everything that runs over it breaks, and nothing new comes through.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export interface CutProxy {
  readonly port: number
  /** Connections that run over it now. */
  connections(): number
  /** Breaks all connections and refuses new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

export async function createCutProxy(host: string, port: number): Promise<CutProxy> {
  const open = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(port, host)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  const listen = (at: number): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    server.once('error', reject)
    server.listen(at, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
    return promise
  }
  await listen(0)
  const own = (server.address() as AddressInfo).port
  const cut = async (): Promise<void> => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    for (const socket of open) socket.destroy()
    await closed
  }
  return { port: own, connections: () => open.size / 2, cut, mend: () => listen(own), close: cut }
}
