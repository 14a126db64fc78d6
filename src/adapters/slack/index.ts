// The Slack adapter: connects, hands over what people do, and posts answers.
import { webApi } from '@slack/bolt'
import type { Adapter, Core } from '#magnets'
import { PlatformError } from '#magnets'
import { createAssistant } from './assistant.ts'
import { createGate, type Gate } from './gate.ts'
import { createHttpReceiver } from './http-receiver.ts'
import { type Log, sdkLogger } from './log.ts'
import { toPlatformError } from './platform-error.ts'
import { createPoster } from './poster.ts'
import type { Self } from './receive-message.ts'
import { CALL_LIMIT_MS } from './response-url.ts'
import { createRights } from './rights.ts'
import { createSocketReceiver, type SocketReceiverOptions } from './socket-receiver.ts'

export type { Log } from './log.ts'

export interface SlackOptions {
  readonly core: Core
  /** xoxb-... */
  readonly botToken: string
  /** xapp-...; with it Slack is reached by Socket Mode, and nothing listens. */
  readonly appToken?: string
  /** Without an app token Slack reaches us by HTTP, signed with this: see `routes`. */
  readonly signingSecret?: string
  /** Default: Slack's own. */
  readonly apiUrl?: string
  /** Takes the Socket Mode connection through a proxy; all else goes as the process does. */
  readonly dispatcher?: NonNullable<SocketReceiverOptions['dispatcher']>
  readonly log: Log
  /** Epoch milliseconds. Default: the system's clock. */
  readonly now?: () => number
  /** How long an event may wait for `accept` and still be acknowledged. Default: 2,500. */
  readonly patienceMs?: number
  /** Default: the runtime's. */
  readonly fetch?: typeof fetch
}

export function createSlackAdapter(options: SlackOptions): Adapter {
  const { core, log, now = Date.now, fetch: request = fetch } = options
  const apiUrl = options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }
  const client = new webApi.WebClient(options.botToken, {
    ...apiUrl,
    fetch: (url, init) => request(url, init),
    logger: sdkLogger(log),
    timeout: CALL_LIMIT_MS,
    // Delivery tries again by its own plan and across restarts; the SDK would hold a call for
    // half an hour, and may post twice after a call that was only slow.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  let self: Self | undefined
  let stopped = false
  const take = createGate({
    core,
    now,
    log,
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
    self: () => {
      if (self === undefined) throw new PlatformError('unavailable', 'not logged in to Slack yet')
      return self
    },
    views: {
      async open(trigger_id, view) {
        await client.views.open({ trigger_id, view })
      },
      async update(view_id, view) {
        await client.views.update({ view_id, view })
      },
      async publish(user_id, view) {
        await client.views.publish({ user_id, view })
      },
    },
    assistant: createAssistant({ client, core, log }),
  })
  const receiver = createReceiver(options, take, now)

  return {
    poster: createPoster({
      client,
      fetch: request,
      now,
      log,
      rights: createRights({ client, now }),
    }),
    ...('routes' in receiver ? { routes: receiver.routes } : {}),
    connected: () => receiver.connected(),
    async start() {
      stopped = false
      self = await logIn(client)
      // Who stopped us meanwhile would not stop us again.
      if (stopped) return
      await receiver.start()
      log.info({ mode: receiver.mode, user: self.userId }, 'connected to Slack')
    },
    async stop() {
      stopped = true
      await receiver.stop()
    },
  }
}

function createReceiver(
  { appToken, signingSecret, apiUrl, dispatcher, log }: SlackOptions,
  take: Gate,
  now: () => number,
) {
  if (appToken !== undefined) {
    const url = apiUrl === undefined ? {} : { apiUrl }
    const way = dispatcher === undefined ? {} : { dispatcher }
    return { ...createSocketReceiver({ appToken, take, log, ...url, ...way }), mode: 'socket' }
  }
  if (signingSecret === undefined) {
    throw new PlatformError(
      'unauthorised',
      'Slack needs an app token (for Socket Mode) or a signing secret (for HTTP)',
    )
  }
  return { ...createHttpReceiver({ signingSecret, take, now, log }), mode: 'http' }
}

/** Who we are, so that our own messages and mentions are known. */
async function logIn(client: webApi.WebClient): Promise<Self> {
  try {
    const { user_id: userId, bot_id: botId } = await client.auth.test()
    if (userId === undefined)
      throw new PlatformError('rejected', 'Slack named no user for the token')
    return botId === undefined ? { userId } : { userId, botId }
  } catch (error) {
    throw toPlatformError(error, 'logging in to Slack')
  }
}
