// Slack's way to the bot over Socket Mode: an envelope comes again until it is acknowledged.
import type { SocketServer } from '../doubles/slack/socket-server.ts'
import type { Line } from './line.ts'
import { sleep } from './talk.ts'

const ACKNOWLEDGE_MS = 3000
const PAUSE_MS = 100
const GIVE_UP_MS = 90_000

export function createSocketLine(socket: SocketServer): Pick<Line, 'event'> {
  return {
    async event(body) {
      const until = Date.now() + GIVE_UP_MS
      for (let retry = 0; Date.now() < until; retry += 1) {
        const sent = socket.send('events_api', body, retry).then(
          () => true,
          () => false,
        )
        if (await Promise.race([sent, sleep(ACKNOWLEDGE_MS)])) return performance.now()
        await sleep(PAUSE_MS)
      }
      return undefined
    },
  }
}
