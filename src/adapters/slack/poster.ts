// How delivery reaches Slack: posts, replaces in place, takes away.
import type { webApi } from '@slack/bolt'
import type { Poster } from '#magnets'
import { PLATFORM, readAddress, type Target } from './address.ts'
import type { Assistant } from './assistant.ts'
import { createChannelPoster } from './channel-poster.ts'
import type { Log } from './log.ts'
import type { Draw } from './pictures.ts'
import { toPlatformError } from './platform-error.ts'
import type { Rights } from './rights.ts'
import { createUrlPoster } from './url-poster.ts'

export interface PosterOptions {
  readonly clientFor: (target: Target) => Promise<webApi.WebClient>
  readonly fetch: typeof fetch
  /** Default: charts that Slack can't show itself go out in text. */
  readonly draw?: Draw | undefined
  readonly picturesMs?: number | undefined
  readonly now: () => number
  readonly log: Log
  readonly rights: Rights
  readonly assistant: Pick<Assistant, 'wait' | 'settled'>
}

export function createPoster(options: PosterOptions): Poster {
  const { log, assistant } = options
  const inChannel = createChannelPoster(options)
  const atUrl = createUrlPoster(options)

  return {
    platform: PLATFORM,
    async post(address, reply, attempt) {
      const read = readAddress(address)
      // A word about the button must not take the place of the answer on which that stands.
      const aside = address.ids.inPlace !== undefined && reply.outcome === 'notice'
      const target = aside ? { ...read, standing: [], pictures: [] } : read
      const { respond } = target
      try {
        if (respond === undefined) await assistant.settled(target)
        return respond === undefined
          ? await inChannel.post(target, reply, attempt)
          : await atUrl.post(target, respond, reply, attempt)
      } catch (error) {
        const failure = toPlatformError(error, 'posting to Slack')
        log.warn({ key: attempt.key, attempt: attempt.number, code: failure.code }, failure.message)
        throw failure
      }
    },
    /** Slack shows a status in threads, the pane's as soon as a question came in; elsewhere none. */
    async progress(address) {
      const target = readAddress(address)
      if (target.respond !== undefined || target.standing.length > 0) return
      await assistant.wait(await options.clientFor(target), target)
    },
    audienceOf: options.rights,
    async remove(address, key) {
      const target = readAddress(address)
      const { respond } = target
      try {
        if (respond === undefined) await inChannel.remove(target, key)
        else await atUrl.remove(target, respond)
      } catch (error) {
        throw toPlatformError(error, 'removing from Slack')
      }
    },
  }
}
