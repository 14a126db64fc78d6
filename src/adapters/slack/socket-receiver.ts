// Keeps a Socket Mode connection and acknowledges each envelope after it was accepted.
//
// Bolt's SocketModeReceiver keeps the connection: its client tells of every envelope with an `ack` of
// its own. It is given no App, because App.processEvent acknowledges events before any middleware
// runs, and because there is nothing left for it to route. Its own reconnecting is off: it waits five
// seconds after every orderly disconnect, and an error in it is a rejection that nobody catches and
// that ends the process.
import { SocketModeReceiver, type SocketModeReceiverOptions } from '@slack/bolt'
import type { Gate } from './gate.ts'
import { type Log, sdkLogger } from './log.ts'
import { toPlatformError } from './platform-error.ts'
import { CALL_LIMIT_MS } from './response-url.ts'
import { withTimeLimit } from './time-limit.ts'

export interface SocketReceiverOptions {
  readonly appToken: string
  readonly apiUrl?: string
  /** The way through a proxy. Default: directly, whatever the process does otherwise. */
  readonly dispatcher?: NonNullable<SocketModeReceiverOptions['dispatcher']>
  readonly take: Gate
  readonly log: Log
  /** From asking for an address to Slack's hello. Default: 30,000. */
  readonly connectLimitMs?: number
}

export interface SocketReceiver {
  /** Resolves when Slack has said hello; throws PlatformError where it doesn't. */
  start(): Promise<void>
  stop(): Promise<void>
  /** True from Slack's hello until the connection ends. */
  connected(): boolean
}

const CONNECT_LIMIT_MS = 30_000
const DISCONNECT_LIMIT_MS = 3000
/** At once after an orderly disconnect, then ever more slowly; the last for good. */
const RECONNECT_AFTER_MS = [0, 1000, 2000, 5000, 10_000, 30_000] as const

/** What Bolt's client tells of an envelope. */
interface Envelope {
  readonly type: string
  readonly body: unknown
  ack(response?: object): Promise<void>
}

export function createSocketReceiver(options: SocketReceiverOptions): SocketReceiver {
  const { log, take, connectLimitMs = CONNECT_LIMIT_MS } = options
  const { client } = new SocketModeReceiver({
    appToken: options.appToken,
    logger: sdkLogger(log),
    autoReconnectEnabled: false,
    ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
    installerOptions: {
      clientOptions: {
        timeout: CALL_LIMIT_MS,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
      },
    },
  })
  let running = false
  let connected = false
  let retry: NodeJS.Timeout | undefined

  client.on('slack_event', (envelope: Envelope) => {
    if (!running) return
    void acknowledge(envelope, take, log)
  })
  client.on('disconnected', () => {
    if (running && connected) reconnect(0)
    connected = false
  })

  const connect = async (): Promise<void> => {
    const started = client.start()
    try {
      await withTimeLimit(started, connectLimitMs, 'connecting to Slack')
      connected = true
      if (!running) await disconnect()
    } catch (error) {
      // Once given up, it must neither fail unheard nor come alive behind our back.
      started.catch(() => undefined)
      await disconnect()
      throw toPlatformError(error ?? new Error('the connection was closed'), 'connecting to Slack')
    }
  }
  const disconnect = (): Promise<void> =>
    withTimeLimit(client.disconnect(), DISCONNECT_LIMIT_MS, 'disconnecting from Slack').catch(
      (error: unknown) => log.warn({ err: error }, 'the connection to Slack was left to die'),
    )
  const reconnect = (tries: number): void => {
    const delay = RECONNECT_AFTER_MS[tries] ?? RECONNECT_AFTER_MS[RECONNECT_AFTER_MS.length - 1]
    retry = setTimeout(() => {
      connect().then(
        () => log.info({ tries: tries + 1 }, 'connected to Slack again'),
        (error: unknown) => {
          log.warn({ err: error, tries: tries + 1 }, 'Slack could not be reached')
          if (running) reconnect(tries + 1)
        },
      )
    }, delay)
  }

  return {
    async start() {
      running = true
      try {
        await connect()
      } catch (error) {
        running = false
        throw error
      }
    },
    async stop() {
      running = false
      clearTimeout(retry)
      await disconnect()
    },
    connected: () => running && connected,
  }
}

/** What isn't acknowledged, Slack sends again if it is an event. */
async function acknowledge(envelope: Envelope, take: Gate, log: Log): Promise<void> {
  const { type } = envelope
  try {
    const acknowledgement = await take(envelope.body)
    await envelope.ack(acknowledgement).catch((error: unknown) => {
      log.warn({ err: error, type }, 'an envelope from Slack was accepted, but not acknowledged')
    })
  } catch (error) {
    log.error({ err: error, type }, 'an envelope from Slack was not accepted')
  }
}
