// A forward proxy on loopback: tunnels and absolute addresses, to names that nobody else resolves.
import { createServer, type IncomingMessage, request as send } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'

export interface ProxyDouble {
  readonly port: number
  /** What it was asked for, in order: "CONNECT host:port", or a method with an absolute address. */
  readonly asked: readonly string[]
  /** The first lines of what went through, where it can be read: "GET /path". */
  readonly passed: readonly string[]
  close(): Promise<void>
}

export interface ProxyOptions {
  /** "name:password", where it lets nobody else through. */
  readonly credentials?: string
  /** Hosts that it leads to nowhere. */
  readonly refused?: readonly string[]
  /** Says nothing to anybody and hangs up. */
  readonly hangsUp?: boolean
  /** Default: any that is free. */
  readonly port?: number
}

/** It and all names below .test are here. */
const HERE = '127.0.0.1'
const REQUEST_LINE = /^([A-Z]+ \S+) HTTP\/1\.1\r\n/

export async function startProxyDouble(options: ProxyOptions = {}): Promise<ProxyDouble> {
  const asked: string[] = []
  const passed: string[] = []
  const open = new Set<Duplex>()

  /** A status to refuse with, or the port on this machine. */
  function placeOf({ headers, socket }: IncomingMessage, target: URL): { status: number } | number {
    if (options.hangsUp) socket.destroy()
    const wanted = `Basic ${Buffer.from(options.credentials ?? '').toString('base64')}`
    const given = headers['proxy-authorization']
    if (options.credentials !== undefined && given !== wanted) return { status: 407 }
    const { hostname, port } = target
    if (options.refused?.includes(hostname)) return { status: 403 }
    return hostname === HERE || hostname.endsWith('.test') ? Number(port) : { status: 502 }
  }

  /** Joins both ends; `first` is what our side has to say. */
  function join(client: Duplex, port: number, first: string, head: Buffer): void {
    const server = connect(port, HERE, () => {
      server.write(first)
      server.write(head)
      server.pipe(client)
      client.pipe(server)
      client.on('data', chunk => {
        const line = REQUEST_LINE.exec(String(chunk))?.[1]
        if (line !== undefined) passed.push(line)
      })
    })
    for (const end of [client, server]) {
      open.add(end)
      end.on('error', () => undefined)
      end.on('close', () => {
        client.destroy()
        server.destroy()
      })
    }
  }

  const proxy = createServer((request, response) => {
    const target = new URL(request.url ?? '')
    asked.push(`${request.method} ${target.href}`)
    const place = placeOf(request, target)
    if (typeof place !== 'number') return void response.writeHead(place.status).end()
    passed.push(`${request.method} ${target.pathname}`)
    const { method = 'GET', headers } = request
    const path = target.pathname + target.search
    const onwards = send({ host: HERE, port: place, method, path, headers, agent: false })
    onwards.on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onwards.on('error', () => response.destroy())
    request.pipe(onwards)
  })
  proxy.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    asked.push(`CONNECT ${request.url}`)
    const place = placeOf(request, new URL(`http://${request.url}`))
    if (typeof place !== 'number') return void client.end(`HTTP/1.1 ${place.status} No\r\n\r\n`)
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    join(client, place, '', head)
  })
  proxy.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = new URL(request.url ?? '')
    asked.push(`${request.method} ${target.href}`)
    const place = placeOf(request, target)
    if (typeof place !== 'number') return void client.end(`HTTP/1.1 ${place.status} No\r\n\r\n`)
    passed.push(`${request.method} ${target.pathname}`)
    const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
    const first = `GET ${target.pathname}${target.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
    join(client, place, first, head)
  })
  await new Promise<void>(resolve => proxy.listen(options.port ?? 0, HERE, resolve))
  return {
    port: (proxy.address() as AddressInfo).port,
    asked,
    passed,
    async close() {
      for (const end of open) end.destroy()
      proxy.closeAllConnections()
      await new Promise(resolve => proxy.close(resolve))
    },
  }
}
