// Slack's way to the bot over HTTP: signed, sent again until it is answered with 200, as Slack does.
import { Agent, request } from 'node:http'
import { signed } from '../doubles/slack/signed-request.ts'

export interface Line {
  /** Sends until it is taken or time is up; resolves with the time at which it was, if it was. */
  event(body: unknown): Promise<number | undefined>
  /** Sends once: Slack shows the person an error where a command isn't taken. */
  command(body: Readonly<Record<string, string>>): Promise<number | undefined>
  /** Attempts that were not answered with 200. */
  readonly failed: number
}

export interface LineOptions {
  /** Where somebody listens now; asked before each attempt. */
  readonly port: () => number | undefined
  /** Told when something was taken, as soon as it was. */
  readonly onTaken?: () => void
}

/** Slack waits no longer. */
const ACKNOWLEDGE_MS = 3000
/** Slack's own pauses are a minute and more; between two kills nobody has so much time. */
const PAUSE_MS = 150
/** Long enough for any outage that a run makes. */
const GIVE_UP_MS = 90_000

export function createLine({ port, onTaken }: LineOptions): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  let failed = 0

  const once = async (text: string, type: string, retry: number): Promise<boolean> => {
    const to = port()
    if (to === undefined) return false
    try {
      const status = await post(agent, to, text, {
        'content-type': type,
        ...signed(text),
        ...(retry === 0 ? {} : { 'x-slack-retry-num': String(retry) }),
      })
      if (status === 200) {
        onTaken?.()
        return true
      }
    } catch {
      // Died under our hands, or is not up yet.
    }
    failed += 1
    return false
  }

  return {
    get failed() {
      return failed
    },
    async event(body) {
      const text = JSON.stringify(body)
      const until = Date.now() + GIVE_UP_MS
      for (let retry = 0; Date.now() < until; retry += 1) {
        if (await once(text, 'application/json', retry)) return performance.now()
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
      }
      return undefined
    },
    async command(body) {
      const text = String(new URLSearchParams(body))
      const taken = await once(text, 'application/x-www-form-urlencoded', 0)
      return taken ? performance.now() : undefined
    },
  }
}

/** One signed request; resolves with its status. */
export function post(
  agent: Agent,
  port: number,
  text: string,
  headers: Readonly<Record<string, string>>,
  limitMs = ACKNOWLEDGE_MS,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const sent = request({
    agent,
    host: '127.0.0.1',
    port,
    path: '/slack/events',
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(text) },
  })
  const limit = setTimeout(() => sent.destroy(new Error('not in time')), limitMs)
  sent.on('error', reject)
  sent.on('response', response => {
    response.resume()
    response.on('error', reject)
    response.on('end', () => resolve(response.statusCode ?? 0))
  })
  sent.end(text)
  return promise.finally(() => clearTimeout(limit))
}
