// The one HTTP listener: platforms that call us, and who watches over us, share its port.
import { createServer } from 'node:http'
import type { Route } from '#magnets'
import { listenFailure } from './listen-failure.ts'
import { createRespond, type Log } from './respond.ts'

export type { Log } from './respond.ts'

/** For a request to arrive whole, and again for its answer. Slack gives up after 3 seconds. */
const REQUEST_LIMIT_MS = 10_000
/** What is under way when we stop is worth no longer a wait. */
const STOP_LIMIT_MS = 5_000
/** Each time, connections on which nothing is under way any more are closed. */
const SWEEP_MS = 50
/** Common proxies keep an idle connection for 60 seconds; who closes first loses no request. */
const KEEP_ALIVE_MS = 65_000

export interface ListenerOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Of different paths or methods. */
  readonly routes: readonly Route[]
  readonly log: Log
  /** Default: 10,000. */
  readonly requestLimitMs?: number
  /** Default: 5,000. */
  readonly stopLimitMs?: number
}

export interface Listener {
  /** Rejects with a UserError where the address can't be had. */
  start(): Promise<void>
  /** Takes nothing more, finishes what is under way, and cuts what doesn't end within the limit. */
  stop(): Promise<void>
  /** Where it listens, while it does. */
  port(): number | undefined
}

export function createListener(options: ListenerOptions): Listener {
  const { host, port, routes, log } = options
  const { requestLimitMs = REQUEST_LIMIT_MS, stopLimitMs = STOP_LIMIT_MS } = options
  const server = createServer({
    requestTimeout: requestLimitMs,
    headersTimeout: requestLimitMs,
    // How often the two are looked at; Node's own half minute would stretch them.
    connectionsCheckingInterval: requestLimitMs / 10,
    keepAliveTimeout: KEEP_ALIVE_MS,
  })
  const closing = (): boolean => !server.listening
  server.on('request', createRespond({ routes, log, limitMs: requestLimitMs, closing }))
  let starting: Promise<void> = Promise.resolve()

  const where = (): number | undefined => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : undefined
  }

  function listen(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const refused = (error: Error): void => reject(listenFailure(error, { host, port }))
    server.once('error', refused)
    server.listen(port, host, () => {
      server.off('error', refused)
      server.on('error', err => log.error({ err }, 'the listener failed'))
      log.info({ host, port: where() }, 'listening')
      resolve()
    })
    return promise
  }

  return {
    start() {
      starting = listen()
      return starting
    },
    async stop() {
      await starting.catch(() => undefined)
      const { promise, resolve } = Promise.withResolvers<void>()
      // Closes connections that only wait; those that come to wait later are closed by the sweep.
      server.close(() => resolve())
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
      const cut = setTimeout(() => server.closeAllConnections(), stopLimitMs)
      await promise
      clearInterval(sweep)
      clearTimeout(cut)
    },
    port: where,
  }
}
