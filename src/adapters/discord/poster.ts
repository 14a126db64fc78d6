// Posts replies to Discord, replaces them in place and takes them away.
import { type Address, PlatformError, type Poster } from '#magnets'
import { createRecentValues } from '../recent-values.ts'
import { acknowledgeAddress } from './callback.ts'
import { PLATFORM, timeOf } from './context.ts'
import { escapeText } from './escape-text.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import { type Draw, drawPictures } from './pictures.ts'
import { longer, placeMessages, type Unfinished } from './place-messages.ts'
import { ignoreGone, isGone, isShut } from './platform-error.ts'
import { plainBody, type RenderedMessage, render } from './render.ts'
import { routes } from './routes.ts'
import { ORIGINAL, standingOf, withStanding } from './standing.ts'
import { besideWay, channelWay, interactionWay, type Reach, type Way } from './ways.ts'

export interface PosterOptions extends Reach {
  readonly log: Log
  readonly now: () => number
  /** Resolves when an interaction has been acknowledged: nothing may be written before. */
  readonly acknowledged: (interaction: string) => Promise<void>
  /** True where messages that don't concern us arrive without their words, or not at all. */
  readonly deaf: boolean
  /** Draws charts. Without it, or where it fails, they are told in text. */
  readonly draw?: Draw | undefined
}

/**
 * From this try on charts go out as text: a picture may be what an outage or a slow line does not let
 * through, and the answer matters more.
 */
const TRIES_WITH_PICTURES = 2

/** A token this near its end may die on the way. */
const TOKEN_MARGIN_MS = 5000
/**
 * Whoever took an interaction acknowledges it within three seconds, perhaps on another machine; so
 * long, and for clocks that differ, "unknown" may mean "not yet".
 */
const PERHAPS_NOT_YET_MS = 5000

export function createPoster(options: PosterOptions): Poster {
  const { api, log, now, acknowledged, draw } = options
  const unfinished: Unfinished = createRecentValues()
  const alive = (address: Address): boolean => now() < (address.expiresAt ?? 0) - TOKEN_MARGIN_MS

  const wayTo = async (address: Address): Promise<Way> => {
    const { interaction, seenBy, visit } = address.ids
    if (visit !== undefined && !alive(address)) throw tooLate()
    if (address.token === undefined || interaction === undefined) {
      return channelWay(options, address)
    }
    await acknowledged(interaction)
    if (alive(address)) {
      return interactionWay(options, address, address.token)
    }
    if (seenBy !== 'asker') return channelWay(options, address)
    // In the channel everybody would read what was meant for one person.
    throw tooLate()
  }

  /**
   * Runs what writes by an interaction's token. Where the machine that took the interaction has not
   * acknowledged it so far, or died before it could, we do it in its place while Discord lets us.
   */
  const byToken = async <T>(id: string, address: Address, write: () => Promise<T>): Promise<T> => {
    for (let ours = false; ; ours = true) {
      try {
        return await write()
      } catch (error) {
        const age = now() - timeOf(id)
        const stood = address.ids.messages !== undefined
        if (!isGone(error) || stood || age >= PERHAPS_NOT_YET_MS) throw error
        if (ours || age >= LIMITS.firstReplyMs) {
          const later = { cause: error, retryAfterMs: PERHAPS_NOT_YET_MS - age }
          throw new PlatformError('unavailable', 'the interaction is not acknowledged yet', later)
        }
        // Discord has told the person that we did not answer.
        if (!(await acknowledgeAddress(api, address))) throw error
      }
    }
  }

  return {
    platform: PLATFORM,
    ...(options.deaf ? { deaf: true } : {}),
    async post(address, reply, attempt) {
      const { token, ids } = address
      const { interaction, press, inPlace, visit } = ids
      const drawer = attempt.number <= TRIES_WITH_PICTURES ? draw : undefined
      const pictures = await drawPictures(reply, drawer, log)
      const messages = atMost(render(reply, pictures), ids)
      const settle = async (way: Way, to = address, before = standingOf(to)): Promise<Address> => {
        const sent = await placeMessages({ way, messages, before, attempt, unfinished, log })
        return withStanding(to, sent)
      }
      const beside = async (id: string, token: string): Promise<Address> => {
        await acknowledged(id)
        const { inPlace: _, ...own } = ids
        const to = { ...address, ids: own }
        return byToken(id, address, () => settle(besideWay(options, to, token), to))
      }
      const share = async (id: string, token: string): Promise<Address> => {
        try {
          return await beside(id, token)
        } catch (error) {
          if (!isShut(error)) throw error
          const own = { ...address, ids: { ...ids, seenBy: 'asker' } }
          const refused = plainBody(escapeText(NO_SHARING))
          const told = await besideWay(options, own, token).create(refused, 0, attempt.key)
          return withStanding(own, [told.made])
        }
      }
      const writable = token !== undefined && alive(address)
      if (writable && visit !== undefined && press !== undefined) return share(press, token)
      // A word about the button must not take the place of the answer on which that stands.
      const aside = inPlace !== undefined && reply.outcome === 'notice'
      if (writable && aside && interaction !== undefined) return beside(interaction, token)
      const way = await wayTo(address)
      try {
        if (interaction === undefined) return await settle(way)
        return await byToken(interaction, address, () => settle(way))
      } catch (error) {
        if (writable && press !== undefined && isShut(error)) return share(press, token)
        // Acknowledged too late, an interaction is lost; where nobody else listens the channel will do.
        if (!isGone(error) || ids.seenBy !== 'all' || visit !== undefined) throw error
        const { token: _, expiresAt: __, ...rest } = address
        return await settle(channelWay(options, rest), rest, [])
      }
    },
    async progress(address) {
      const { channel, interaction, visit } = address.ids
      // An acknowledged interaction shows that we think, without our doing.
      if (channel === undefined || interaction !== undefined || visit !== undefined) return
      await api.call('POST', routes.typing(channel)).catch(error => {
        log.warn({ err: error }, 'Discord took no sign of typing')
      })
    },
    async remove(address, key) {
      const way = await wayTo(address)
      const named = standingOf(address)
      const standing =
        named.length > 0 ? named : longer(unfinished.get(key) ?? [], await way.standing())
      const waiting = standing.length === 0 && address.ids.interaction !== undefined
      for (const [slot, { id }] of (waiting ? [{ id: ORIGINAL }] : standing).entries()) {
        await way.remove(id, slot).catch(ignoreGone)
      }
      unfinished.delete(key)
    },
  }
}

/**
 * What does not fit is said to be missing, not just left out; the last message stays, for it has the
 * sources and the buttons. What fills the acknowledged response doesn't count as a follow-up.
 */
function atMost(
  messages: readonly RenderedMessage[],
  { most, press }: Address['ids'],
): readonly RenderedMessage[] {
  if (most === undefined) return messages
  const room = Number(most) - (press === undefined ? 0 : 1)
  if (messages.length <= room) return messages
  const gap = { body: plainBody(escapeText(MORE)), files: [], simpler: [] }
  return [...messages.slice(0, room - 2), gap, ...messages.slice(-1)]
}

const MORE =
  'There is more than Discord takes here. Ask me directly, or where I am a member, for all of it.'

const NO_SHARING = 'I may not post in this channel, so the answer stays with you.'

function tooLate(): PlatformError {
  return new PlatformError('gone', 'the interaction can no longer be answered')
}
