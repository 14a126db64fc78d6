// Answers that all in a channel, thread or direct conversation see: posted, changed, taken away.
//
// Each message carries a mark with the key of what it answers. Where an earlier try may have gone
// through, of this process or of one that died, the marks say what stands, so that it is changed
// and not said twice. What remains is a message that Slack takes only after we have looked: from a
// call that was given up, or from another process that still runs. The next further try, or the
// deletion, takes it away. Slack knows no key of ours that would rule it out: client_msg_id is for
// its own clients, not for apps.
import { setTimeout as sleep } from 'node:timers/promises'
import type { webApi } from '@slack/bolt'
import { type Address, type Attempt, PlatformError, type Reply } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import { type Target, toAddress } from './address.ts'
import type { SlackMessage } from './block.ts'
import { createRefusalLog } from './explain-refusal.ts'
import { findPosted, type Posted, postedMark } from './find-posted.ts'
import type { Log } from './log.ts'
import { createPictureDesk, type PicturesOptions } from './pictures.ts'
import { isMissing, refusesBlocks, refusesFile, toPlatformError } from './platform-error.ts'
import { render, simplerForms } from './render.ts'

/** Slack looks a file through before a message may show it, as people report for about a second. */
const FILE_WAITS_MS = [400, 800, 1600]

export interface ChannelPosterOptions extends PicturesOptions {
  /** Rejects with PlatformError where the app isn't installed any more. */
  readonly clientFor: (target: Target) => Promise<webApi.WebClient>
}

/** With whom to speak, for one post. */
interface Line {
  readonly client: webApi.WebClient
  readonly log: Log
}

/** Throws PlatformError, or what the SDK throws. */
export interface ChannelPoster {
  post(target: Target, reply: Reply, attempt: Attempt): Promise<Address>
  remove(target: Target, key: string): Promise<void>
}

export function createChannelPoster(options: ChannelPosterOptions): ChannelPoster {
  const { clientFor, log } = options
  // A process that died forgets them all, and then marks help.
  const unfinished = createRecentValues<string[]>()
  const desk = createPictureDesk(options)
  const refusals = createRefusalLog(log)

  return {
    async post(target, reply, attempt) {
      const client = await clientFor(target)
      const line: Line = { client, log }
      const before = attempt.number > 1 ? (unfinished.get(attempt.key) ?? []) : []
      const standing = before.length > target.standing.length ? before : [...target.standing]
      unfinished.set(attempt.key, standing)
      const posting = { target, standing, attempt }
      const earlier = attempt.number > 1 ? await recall(line, posting) : []
      const pictures = await desk.of(reply, { client, install: target.install, attempt })
      const simpler = simplerForms(reply, pictures)
      const waits = pictures.size === 0 ? [] : [...FILE_WAITS_MS]
      const rich = render(reply, pictures)
      let form = rich
      for (;;) {
        try {
          await put(client, posting, form)
          break
        } catch (error) {
          const wait = form === rich && refusesFile(error) ? waits.shift() : undefined
          if (wait !== undefined) {
            await sleep(wait)
            continue
          }
          const next = refusesBlocks(error) ? simpler.next().value : undefined
          if (next === undefined) throw error
          log.warn({ err: error }, 'Slack refused an answer; it goes out in a simpler form')
          refusals.explain(async () => client, form, attempt.key)
          form = next
        }
      }
      unfinished.delete(attempt.key)
      const shown = form === rich ? [...pictures.values()] : []
      const own = [...earlier, ...(target.pictures ?? [])]
      const files = new Set([...own, ...desk.done(attempt.key)])
      const unseen = [...files].filter(id => !shown.includes(id))
      // Nobody waits for that.
      void desk.discard(client, unseen)
      return toAddress({ ...target, standing, pictures: shown })
    },
    async remove(target, key) {
      const client = await clientFor(target)
      const known = new Set([...target.standing, ...(unfinished.get(key) ?? [])])
      for (const ts of known) await deleteMessage(client, target.channel, ts)
      // An edit may have added messages of which we never heard.
      const posted = await search({ client, log }, target, key, known.size === 0)
      for (const { ts } of posted) {
        if (!known.has(ts)) await deleteMessage(client, target.channel, ts)
      }
      unfinished.delete(key)
      const shown = [...(target.pictures ?? []), ...posted.flatMap(({ pictures }) => pictures)]
      await desk.discard(client, [...new Set([...shown, ...desk.done(key)])])
    },
  }
}

/** One try to post a reply; `standing` grows as messages go out. */
interface Posting {
  readonly target: Target
  readonly standing: string[]
  readonly attempt: Attempt
}

/**
 * Takes over what earlier tries have posted, and takes away what of it is too much; with the files
 * that any of it shows.
 */
async function recall(line: Line, posting: Posting): Promise<readonly string[]> {
  const { target, standing, attempt } = posting
  const posted = await search(line, target, attempt.key, true)
  const next = () => posted.find(one => one.slot === standing.length && !standing.includes(one.ts))
  for (let found = next(); found !== undefined; found = next()) standing.push(found.ts)
  for (const { ts } of posted) {
    if (standing.includes(ts)) continue
    await deleteMessage(line.client, target.channel, ts).catch((error: unknown) =>
      line.log.warn({ err: error, key: attempt.key }, 'part of an answer stands twice'),
    )
  }
  return posted.flatMap(({ pictures }) => pictures)
}

/**
 * What stands by its marks. Where Slack can't be asked now, throws if we would be blind without,
 * since later will do; where it can't be asked at all (without the scope), nothing is known.
 */
async function search(
  { client, log }: Line,
  target: Target,
  key: string,
  blind: boolean,
): Promise<readonly Posted[]> {
  try {
    return await findPosted(client, target, key)
  } catch (error) {
    const failure = toPlatformError(error, 'looking for an answer on Slack')
    // A thread that is gone took everything along.
    if (failure.code === 'gone') return []
    const later = failure.code === 'rate-limited' || failure.code === 'unavailable'
    if (blind && later) throw failure
    log.warn({ err: failure, key }, 'whether an answer stands already is not known')
    return []
  }
}

/** Changes what stands, posts what is missing, and takes away what is left over. */
async function put(
  client: webApi.WebClient,
  { target: { channel, thread }, standing, attempt }: Posting,
  messages: readonly SlackMessage[],
): Promise<void> {
  for (const [index, message] of messages.entries()) {
    const ts = standing[index]
    const { text, blocks, ...flags } = message
    const metadata = postedMark(attempt.key, index)
    const words = { channel, text, metadata, link_names: false, parse: 'none' as const }
    if (ts !== undefined) {
      // An update without blocks would leave the old ones standing.
      const update = { ...words, blocks: [...(blocks ?? [])], ts }
      if (await updated(client, update, attempt.number > 1)) continue
    }
    const place = thread === undefined ? {} : { thread_ts: thread }
    const rich = blocks === undefined ? {} : { blocks: [...blocks] }
    const posted = await client.chat.postMessage({ ...words, ...rich, ...flags, ...place })
    if (posted.ts === undefined) throw new PlatformError('rejected', 'Slack named no message')
    standing[index] = posted.ts
  }
  while (standing.length > messages.length) {
    await deleteMessage(client, channel, standing.at(-1) ?? '')
    standing.pop()
  }
}

/** False where the message is gone, and an earlier try may have taken it away. */
async function updated(
  client: webApi.WebClient,
  update: webApi.ChatUpdateArguments,
  again: boolean,
): Promise<boolean> {
  try {
    await client.chat.update(update)
    return true
  } catch (error) {
    if (again && isMissing(error)) return false
    throw error
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
