// Puts the messages of a reply where they belong: over those that stand, new ones behind, the rest away.
import { type Attempt, PlatformError } from '#magnets'
import type { Log } from './log.ts'
import { CODES, discordCodeOf, ignoreGone } from './platform-error.ts'
import type { RenderedMessage } from './render.ts'
import type { Way } from './ways.ts'

/** Posts of which only a part went out are remembered for the next try; this many at most. */
const MAX_UNFINISHED = 1000

/** What this process has posted for a key, while the rest is still to come. */
export interface Unfinished {
  get(key: string): readonly string[]
  set(key: string, standing: readonly string[]): void
  delete(key: string): void
}

export function createUnfinished(capacity: number = MAX_UNFINISHED): Unfinished {
  const standing = new Map<string, readonly string[]>()
  return {
    get: key => standing.get(key) ?? [],
    set(key, ids) {
      standing.set(key, ids)
      const [oldest] = standing.keys()
      if (standing.size > capacity && oldest !== undefined) standing.delete(oldest)
    },
    delete: key => void standing.delete(key),
  }
}

export interface Placing {
  readonly way: Way
  readonly messages: readonly RenderedMessage[]
  /** Messages of the answer that the address names. */
  readonly before: readonly string[]
  readonly attempt: Attempt
  readonly unfinished: Unfinished
  readonly log: Log
}

/** The ids of all that stands in the end, in order. */
export async function placeMessages(placing: Placing): Promise<readonly string[]> {
  const { way, messages, before, attempt, unfinished, log } = placing
  const { key, number } = attempt
  const again = number > 1
  const noted = longer(before, unfinished.get(key))
  const existing = again ? longer(noted, await way.standing()) : noted
  const sent: string[] = []
  const create = async (body: RenderedMessage['body'], slot: number, as: string) => {
    const { id, asSent } = await way.create(body, slot, `${key}/${as}`)
    // An earlier try was for an earlier wording.
    return again && !asSent ? way.edit(id, body, slot) : id
  }
  const put = async (body: RenderedMessage['body'], as: string): Promise<void> => {
    const slot = sent.length
    const old = existing[slot]
    const id = old === undefined ? await create(body, slot, as) : await way.edit(old, body, slot)
    sent.push(id)
    unfinished.set(key, [...sent, ...existing.slice(sent.length)])
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
  unfinished.delete(key)
  return sent
}

/** What knows of more messages knows of those of the other, too. */
export function longer(some: readonly string[], others: readonly string[]): readonly string[] {
  return others.length > some.length ? others : some
}

/** Plain text may still be taken: embeds need a permission of their own. */
function refusesRich(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false
  const { badForm, emptyMessage, missingPermissions } = CODES
  return [badForm, emptyMessage, missingPermissions].some(code => code === discordCodeOf(error))
}
