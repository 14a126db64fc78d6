// Answers that go to a response_url: seen by the asker alone, or shared where we may be no member.
//
// A response_url names no message and can't be asked what it was told, so after a process died or
// an answer of Slack's was lost, nobody knows whether the person has seen the reply. What remains:
// - Of a command, a further try asks Slack to replace what came by the same response_url. Whether
//   Slack does is in doubt: people report that it posts anew (slackapi/bolt-js#2287), and then the
//   asker sees the answer twice. Of an answer in several messages only the first can be replaced.
// - Of a button that changes its message, a further try replaces it again: nothing is in doubt.
// - Of any other button, replacing would hit the message with the button. A further try posts again, and
//   if the one before went through, the answer is seen twice.
import type { webApi } from '@slack/bolt'
import { type Address, type Attempt, PlatformError, type Reply } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import { type Respond, type Target, toAddress } from './address.ts'
import { type SlackMessage, slackMessage } from './block.ts'
import { createRefusalLog } from './explain-refusal.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import { refusesBlocks } from './platform-error.ts'
import { render, renderText, simplerForms } from './render.ts'
import { deleteAtUrl, type LiveUrl, postToUrl } from './response-url.ts'

/** One use of a response_url is kept for taking the answer away. */
const RESPONSE_POSTS = LIMITS.responseUrlUses - 1
/** Stands for a message at a response_url, which tells no ts. */
const SENT = 'sent'

export interface UrlPosterOptions {
  /** To ask what is wrong with what was refused; posting needs no token. */
  readonly clientFor: (target: Target) => Promise<webApi.WebClient>
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly log: Log
}

/** Throws PlatformError, ResponseUrlError or what fetch throws. */
export interface UrlPoster {
  post(target: Target, respond: Respond, reply: Reply, attempt: Attempt): Promise<Address>
  remove(target: Target, respond: Respond): Promise<void>
}

/** An answer on its way; what is left of it goes out on the next try. */
interface Progress {
  /** Of the reply: what is left of another one must not follow. */
  readonly text: string
  left: readonly SlackMessage[]
  sent: number
  /** Uses of the response_url that Slack has counted for sure. */
  used: number
}

export function createUrlPoster(options: UrlPosterOptions): UrlPoster {
  const { fetch: request, now, log, clientFor } = options
  const unfinished = createRecentValues<Progress>()
  const refusals = createRefusalLog(log)

  async function sendLeft(progress: Progress, to: Destination): Promise<void> {
    for (;;) {
      const [message, ...rest] = progress.left
      if (message === undefined) return
      const original = to.replaces && progress.sent === 0 ? 'replace' : 'keep'
      await postToUrl(request, to.url, message, { original, thread: to.thread })
      progress.left = rest
      progress.sent += 1
      progress.used += 1
    }
  }

  return {
    async post(target, respond, reply, attempt) {
      const { key, number } = attempt
      const url = liveUrl(respond, now())
      const before = number > 1 ? unfinished.get(key) : undefined
      const same = before?.text === reply.text ? before : undefined
      const progress = same ?? beginning(reply, respond, number)
      unfinished.set(key, progress)
      const again = target.standing.length > 0 || number > 1
      // A word about the button must not take the place of the answer on which that stands.
      const inPlace = respond.from === 'place' && reply.outcome !== 'notice'
      const replaces = inPlace || (again && respond.from === 'command')
      const to = { url, replaces, thread: target.thread }
      const simpler = simplerForms(reply)
      for (;;) {
        try {
          await sendLeft(progress, to)
          break
        } catch (error) {
          const next = refusesBlocks(error) ? simpler.next().value : undefined
          if (next === undefined) throw error
          log.warn({ err: error }, 'Slack refused an answer; it goes out in a simpler form')
          refusals.explain(() => clientFor(target), progress.left, key)
          // What is refused counts as a use, too.
          progress.used += 1
          const room = Math.max(1, roomOf(respond) - progress.used)
          progress.left = next.length <= room ? next : shortened(reply, room)
        }
      }
      unfinished.delete(key)
      const standing = [...target.standing, ...Array<string>(progress.sent).fill(SENT)]
      const uses = respond.uses + progress.used
      return toAddress({ ...target, standing, respond: { ...respond, uses } })
    },
    async remove(target, respond) {
      // A button's response_url owns the message with the button: deleting would hit the wrong one.
      const owns = respond.from === 'command' && target.standing.length > 0
      const alive = respond.expiresAt >= now() && respond.uses < LIMITS.responseUrlUses
      if (owns && alive && respond.url !== undefined) await deleteAtUrl(request, respond.url)
    },
  }
}

interface Destination {
  readonly url: LiveUrl
  readonly replaces: boolean
  readonly thread: string | undefined
}

const roomOf = (respond: Respond): number => RESPONSE_POSTS - respond.uses

function liveUrl(respond: Respond, now: number): LiveUrl {
  if (respond.url === undefined || respond.expiresAt < now) {
    throw new PlatformError('gone', 'the time to answer this command or button is over')
  }
  if (roomOf(respond) < 1) {
    throw new PlatformError('gone', 'this command or button was answered as often as Slack allows')
  }
  return { url: respond.url, visible: respond.visible }
}

/** Tries of which nobody knows may each have used as many posts as the answer has messages. */
function beginning(reply: Reply, respond: Respond, number: number): Progress {
  const rich = render(reply)
  const room = Math.max(1, roomOf(respond) - (number - 1) * rich.length)
  const left = rich.length <= room ? rich : shortened(reply, room)
  return { text: reply.text, left, sent: 0, used: 0 }
}

/** Text in as few messages as may be; where even they are too many, the last one says so. */
function shortened(reply: Reply, room: number): readonly SlackMessage[] {
  const few = renderText(reply)
  if (few.length <= room) return few
  const long = renderText(reply, LIMITS.text - 100)
  if (long.length <= room) return long
  const kept = long.slice(0, room)
  const last = kept.at(-1)
  const end = slackMessage(`${last?.text ?? ''}\n(The answer is longer than Slack takes here.)`)
  return [...kept.slice(0, -1), end]
}
