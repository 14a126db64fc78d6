// The Slack adapter: connects, hands over what people do, and posts answers.
import { type Adapter, type Core, PlatformError } from '#magnets'
import { createAssistant } from './assistant.ts'
import { createCounters } from './counters.ts'
import { type ClientOptions, type Desks, fixedDesk, vaultDesks } from './desks.ts'
import { createGate, type Gate } from './gate.ts'
import { createHttpReceiver } from './http-receiver.ts'
import type { Log } from './log.ts'
import { type OAuthOptions, oauthRoutes } from './oauth.ts'
import type { Draw } from './pictures.ts'
import { createPoster } from './poster.ts'
import { createRights } from './rights.ts'
import { createSocketReceiver, type SocketReceiverOptions } from './socket-receiver.ts'

export type { Log } from './log.ts'

export interface SlackOptions {
  readonly core: Core
  /** xoxb-... of one workspace; without it the app is installed by OAuth. */
  readonly botToken?: string
  /** For as many workspaces as install it; served under `routes`. */
  readonly oauth?: Pick<OAuthOptions, 'clientId' | 'clientSecret' | 'publicUrl' | 'vault'>
  /** xapp-...; with it Slack is reached by Socket Mode, and nothing listens. */
  readonly appToken?: string
  /** Without an app token Slack reaches us by HTTP, signed with this: see `routes`. */
  readonly signingSecret?: string
  /** Default: Slack's own. */
  readonly apiUrl?: string
  /** Takes the Socket Mode connection through a proxy; all else goes as the process does. */
  readonly dispatcher?: NonNullable<SocketReceiverOptions['dispatcher']>
  readonly log: Log
  /** Draws what Slack can't show itself. Default: such charts go out in text. */
  readonly draw?: Draw
  /** How long an answer may wait for its pictures. Default: 6,000. */
  readonly picturesMs?: number
  /** Epoch milliseconds. Default: the system's clock. */
  readonly now?: () => number
  /** How long an event may wait for `accept` and still be acknowledged. Default: 2,500. */
  readonly patienceMs?: number
  /** Default: the runtime's. */
  readonly fetch?: typeof fetch
}

export function createSlackAdapter(options: SlackOptions): Adapter {
  const { core, log, now = Date.now, fetch: request = fetch } = options
  const apiUrl = options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }
  const calls = { fetch: request, log, ...apiUrl }
  const desks = desksOf(options, calls, now)
  const assistant = createAssistant({ core, log })
  let stopped = false
  const take = createGate({
    core,
    now,
    log,
    counters: createCounters({ core, desks, log }),
    assistant,
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  })
  const receiver = createReceiver(options, take, now)
  const installing =
    options.oauth === undefined ? [] : oauthRoutes({ ...options.oauth, ...calls, now })
  const routes = [...('routes' in receiver ? receiver.routes : []), ...installing]

  return {
    poster: createPoster({
      ...{ fetch: request, now, log, draw: options.draw, picturesMs: options.picturesMs },
      async clientFor({ install }) {
        const desk = await desks.of(install)
        if (desk !== undefined) return desk.client
        throw new PlatformError('gone', 'the app is not installed there any more')
      },
      rights: createRights({ desks, now, log }),
      assistant,
    }),
    ...(routes.length === 0 ? {} : { routes }),
    connected: () => receiver.connected(),
    async start() {
      stopped = false
      await desks.start()
      // Who stopped us meanwhile would not stop us again.
      if (stopped) return
      await receiver.start()
      log.info({ mode: receiver.mode }, 'connected to Slack')
    },
    async stop() {
      stopped = true
      await receiver.stop()
    },
  }
}

function desksOf(
  { botToken, oauth }: SlackOptions,
  calls: ClientOptions,
  now: () => number,
): Desks {
  if (oauth !== undefined) return vaultDesks(oauth.vault, { ...calls, now })
  if (botToken !== undefined) return fixedDesk(botToken, calls)
  throw new PlatformError('unauthorised', 'Slack needs a bot token, or OAuth to be given some')
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
