// How delivery reaches Slack: posts, replaces in place, takes away.
import type { webApi } from '@slack/bolt'
import type { Address, Attempt, Poster, Reply } from '#magnets'
import { PlatformError } from '#magnets'
import { PLATFORM, type Respond, readAddress, type Target, toAddress } from './address.ts'
import { type SlackMessage, slackMessage } from './block.ts'
import { findPosted, postedMark } from './find-posted.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import { isMissing, refusesBlocks, toPlatformError } from './platform-error.ts'
import { render, renderText } from './render.ts'
import { deleteAtUrl, postToUrl } from './response-url.ts'

export interface PosterOptions {
  readonly client: webApi.WebClient
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly log: Log
}

/** Posts of which only a part went out are remembered for the next attempt; this many at most. */
const MAX_UNFINISHED = 1000
/** One use of a response_url is kept for taking the answer away. */
const RESPONSE_POSTS = LIMITS.responseUrlUses - 1
/** Stands for a message at a response_url, which tells no ts. */
const SENT = 'sent'

export function createPoster(options: PosterOptions): Poster {
  const { log } = options
  /** By the attempt's key: what stands already, so that a retry doesn't say it twice. */
  const unfinished = new Map<string, string[]>()

  return {
    platform: PLATFORM,
    async post(address, reply, attempt) {
      const target = readAddress(address)
      const standing = unfinished.get(attempt.key) ?? [...target.standing]
      unfinished.set(attempt.key, standing)
      for (const oldest of unfinished.keys()) {
        if (unfinished.size <= MAX_UNFINISHED) break
        unfinished.delete(oldest)
      }
      const put = target.respond === undefined ? putInChannel : putAtUrl
      try {
        const result = await put(options, { address, target, standing, reply, attempt })
        unfinished.delete(attempt.key)
        return result
      } catch (error) {
        const failure = toPlatformError(error, 'posting to Slack')
        log.warn({ key: attempt.key, attempt: attempt.number, code: failure.code }, failure.message)
        throw failure
      }
    },
    // Slack's status line belongs to assistant threads, which need a scope that answers don't.
    progress: () => Promise.resolve(),
    async remove(address) {
      try {
        await takeAway(options, address)
      } catch (error) {
        throw toPlatformError(error, 'removing from Slack')
      }
    },
  }
}

/** One try to post a reply; `standing` grows as messages go out. */
interface Posting {
  readonly address: Address
  readonly target: Target
  readonly standing: string[]
  readonly reply: Reply
  readonly attempt: Attempt
}

type Put = (options: PosterOptions, posting: Posting) => Promise<Address>

const putInChannel: Put = async (options, posting) => {
  const { client, log } = options
  const { target, standing, reply, attempt } = posting
  const { channel, thread } = target
  if (attempt.number > 1) await recall(options, posting)
  const put = async (messages: readonly SlackMessage[]): Promise<void> => {
    for (const [index, message] of messages.entries()) {
      const ts = standing[index]
      const { text, blocks, ...flags } = message
      const words = { channel, text, link_names: false, parse: 'none' as const }
      if (ts !== undefined) {
        // An update without blocks would leave the old ones standing.
        await client.chat.update({ ...words, blocks: [...(blocks ?? [])], ts })
        continue
      }
      const place = thread === undefined ? {} : { thread_ts: thread }
      const rich = blocks === undefined ? {} : { blocks: [...blocks] }
      const metadata = postedMark(attempt.key, index)
      const whole = { ...words, ...rich, ...flags, ...place, metadata }
      const posted = await client.chat.postMessage(whole)
      if (posted.ts === undefined) throw new PlatformError('rejected', 'Slack named no message')
      standing.push(posted.ts)
    }
    while (standing.length > messages.length) {
      await deleteMessage(client, channel, standing.at(-1) ?? '')
      standing.pop()
    }
  }
  try {
    await put(render(reply))
  } catch (error) {
    if (!refusesBlocks(error)) throw error
    log.warn({ err: error }, 'Slack refused the blocks of an answer; it goes out as text')
    await put(renderText(reply))
  }
  return toAddress({ ...target, standing })
}

/** Slack may have taken what an earlier try gave up: said twice is worse than asked once more. */
async function recall(
  { client, now, log }: PosterOptions,
  { target: { channel, thread }, standing, attempt }: Posting,
): Promise<void> {
  try {
    const posted = await findPosted(client, { channel, thread, now: now() }, attempt.key)
    for (let ts = posted.get(standing.length); ts !== undefined; ts = posted.get(standing.length)) {
      standing.push(ts)
    }
  } catch (error) {
    log.warn({ err: error, key: attempt.key }, 'whether an answer stands already is not known')
  }
}

const putAtUrl: Put = async ({ fetch: request, now, log }, posting) => {
  const { address, target, standing, reply } = posting
  const respond = liveRespond(address, target, now())
  const replaces = target.standing.length > 0 && respond.from === 'command'
  const before = target.standing.length
  const put = async (messages: readonly SlackMessage[]): Promise<void> => {
    for (const message of messages) {
      const original = replaces && standing.length === before ? 'replace' : 'keep'
      await postToUrl(request, respond, message, { original, thread: target.thread })
      standing.push(SENT)
    }
  }
  const room = (): number => RESPONSE_POSTS - respond.uses - (standing.length - before)
  const rich = render(reply)
  try {
    // What an earlier attempt has sent can't be changed message by message: go on behind it.
    const all = rich.length <= RESPONSE_POSTS - respond.uses ? rich : shortened(reply, room())
    await put(all.slice(standing.length - before))
  } catch (error) {
    if (!refusesBlocks(error)) throw error
    log.warn({ err: error }, 'Slack refused the blocks of an answer; it goes out as text')
    await put(shortened(reply, Math.max(1, room())))
  }
  const uses = respond.uses + standing.length - before
  return toAddress({ ...target, standing, respond: { ...respond, uses } }, address.expiresAt)
}

function liveRespond(address: Address, target: Target, now: number): Respond {
  const { respond } = target
  if (respond === undefined || (address.expiresAt ?? now) < now) {
    throw new PlatformError('gone', 'the time to answer this command or button is over')
  }
  if (respond.uses >= RESPONSE_POSTS) {
    throw new PlatformError('gone', 'this command or button was answered as often as Slack allows')
  }
  return respond
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

async function takeAway(options: PosterOptions, address: Address): Promise<void> {
  const { channel, standing, respond } = readAddress(address)
  if (respond === undefined) {
    for (const ts of standing) await deleteMessage(options.client, channel, ts)
    return
  }
  // A button's response_url owns the message with the button: deleting would hit the wrong one.
  const owns = respond.from === 'command' && standing.length > 0
  const alive = (address.expiresAt ?? 0) >= options.now()
  if (owns && alive && respond.uses < LIMITS.responseUrlUses) {
    await deleteAtUrl(options.fetch, respond.url)
  }
}

/** A message that is gone already is as good as removed. */
async function deleteMessage(client: webApi.WebClient, channel: string, ts: string): Promise<void> {
  try {
    await client.chat.delete({ channel, ts })
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
