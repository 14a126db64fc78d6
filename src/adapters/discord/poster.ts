// Posts replies to Discord, replaces them in place and takes them away.
import { type Address, PlatformError, type Poster } from '#magnets'
import type { Api } from './api.ts'
import { PLATFORM } from './context.ts'
import type { Log } from './log.ts'
import { CODES, discordCodeOf, isGone } from './platform-error.ts'
import { type RenderedMessage, render } from './render.ts'
import { routes } from './routes.ts'
import { besideWay, channelWay, interactionWay, type Way } from './ways.ts'

export interface PosterOptions {
  readonly api: Api
  readonly log: Log
  readonly now: () => number
  /** Resolves when an interaction has been acknowledged: nothing may be written before. */
  readonly acknowledged: (interaction: string) => Promise<void>
}

/** A token this near its end may die on the way. */
const TOKEN_MARGIN_MS = 5000
/** Posts of which only a part went out are remembered for the next try; this many at most. */
const MAX_UNFINISHED = 1000

export function createPoster({ api, log, now, acknowledged }: PosterOptions): Poster {
  /** By the attempt's key: what stands already, so that a retry doesn't say it twice. */
  const unfinished = new Map<string, readonly string[]>()
  const remember = (key: string, standing: readonly string[]): void => {
    unfinished.set(key, standing)
    const [oldest] = unfinished.keys()
    if (unfinished.size > MAX_UNFINISHED && oldest !== undefined) unfinished.delete(oldest)
  }
  const alive = (address: Address): boolean => now() < (address.expiresAt ?? 0) - TOKEN_MARGIN_MS

  const wayTo = async (address: Address): Promise<Way> => {
    const { interaction, seenBy } = address.ids
    if (address.token === undefined || interaction === undefined) return channelWay(api, address)
    await acknowledged(interaction)
    if (alive(address)) {
      return interactionWay(api, address, address.token)
    }
    if (seenBy !== 'asker') return channelWay(api, address)
    // In the channel everybody would read what was meant for one person.
    throw new PlatformError('gone', 'the interaction can no longer be answered')
  }

  const place = async (
    way: Way,
    messages: readonly RenderedMessage[],
    before: readonly string[],
    occasion: string,
  ): Promise<readonly string[]> => {
    const existing = unfinished.get(occasion) ?? before
    const sent: string[] = []
    const put = async (body: RenderedMessage['body'], as: string): Promise<void> => {
      const slot = sent.length
      const old = existing[slot]
      const id =
        old === undefined
          ? await way.create(body, slot, `${occasion}/${as}`)
          : await way.edit(old, body, slot)
      sent.push(id)
      remember(occasion, [...sent, ...existing.slice(sent.length)])
    }
    for (const { body, plain } of messages) {
      try {
        await put(body, 'rich')
      } catch (error) {
        if (!refusesRich(error)) throw error
        log.warn({ err: error }, 'Discord refused a message: it goes out as plain text')
        for (const words of plain) await put(words, 'plain')
      }
    }
    for (const [index, id] of existing.entries()) {
      if (index >= sent.length) await way.remove(id, index).catch(ignoreGone)
    }
    unfinished.delete(occasion)
    return sent
  }

  return {
    platform: PLATFORM,
    async post(address, reply, attempt) {
      const messages = render(reply)
      const way = await wayTo(address)
      const settle = async (chosen: Way): Promise<Address> => {
        const sent = await place(chosen, messages, messageIds(address), attempt.key)
        return { ...address, ids: { ...address.ids, messages: sent.join(',') } }
      }
      try {
        return await settle(way)
      } catch (error) {
        const { token: secret, ids } = address
        if (secret !== undefined && ids.press !== undefined && isShut(error) && alive(address)) {
          await acknowledged(ids.press)
          return await settle(besideWay(api, address, secret))
        }
        // Acknowledged too late, an interaction is lost; where nobody else listens the channel will do.
        if (!isGone(error) || address.ids.seenBy !== 'all') throw error
        const { token: _, expiresAt: __, ...rest } = address
        const sent = await place(channelWay(api, rest), messages, [], attempt.key)
        return { ...rest, ids: { ...rest.ids, messages: sent.join(',') } }
      }
    },
    async progress(address) {
      const { channel, interaction } = address.ids
      // An acknowledged interaction shows that we think, without our doing.
      if (channel === undefined || interaction !== undefined) return
      await api.call('POST', routes.typing(channel)).catch(error => {
        log.warn({ err: error }, 'Discord took no sign of typing')
      })
    },
    async remove(address) {
      const way = await wayTo(address)
      const ids = messageIds(address)
      const pending =
        ids.length === 0 && address.ids.interaction !== undefined ? ['@original'] : ids
      for (const [slot, id] of pending.entries()) await way.remove(id, slot).catch(ignoreGone)
    },
  }
}

function messageIds(address: Address): readonly string[] {
  const { messages } = address.ids
  return messages === undefined || messages === '' ? [] : messages.split(',')
}

/** Plain text may still be taken: embeds need a permission of their own. */
function refusesRich(error: unknown): boolean {
  const { badForm, emptyMessage, missingPermissions } = CODES
  return [badForm, emptyMessage, missingPermissions].some(code => code === discordCodeOf(error))
}

/** Where we may not write by ourselves. */
function isShut(error: unknown): boolean {
  const code = discordCodeOf(error)
  return code === CODES.missingAccess || code === CODES.missingPermissions
}

function ignoreGone(error: unknown): void {
  if (!isGone(error)) throw error
}
