// Puts the messages of a reply where they belong: over those that stand, new ones behind, the rest away.
import { type Attempt, PlatformError } from '#magnets'
import type { RecentValues } from '../recent-values.ts'
import type { Log } from './log.ts'
import { bodyOver, type Message } from './message-body.ts'
import { CODES, discordCodeOf, ignoreGone } from './platform-error.ts'
import type { RenderedMessage } from './render.ts'
import type { Standing } from './standing.ts'
import type { Way } from './ways.ts'

/** By the attempt's key, what this process has posted while the rest is still to come. */
export type Unfinished = RecentValues<readonly Standing[]>

export interface Placing {
  readonly way: Way
  readonly messages: readonly RenderedMessage[]
  /** Messages of the answer that the address names. */
  readonly before: readonly Standing[]
  readonly attempt: Attempt
  readonly unfinished: Unfinished
  readonly log: Log
}

/** What stands in the end, in order. */
export async function placeMessages(placing: Placing): Promise<readonly Standing[]> {
  const { way, messages, before, attempt, unfinished, log } = placing
  const { key, number } = attempt
  const again = number > 1
  const noted = longer(before, unfinished.get(key) ?? [])
  const standing = [...(again ? longer(noted, await way.standing()) : noted)]
  const note = (slot: number, message: Standing): void => {
    standing[slot] = message
    unfinished.set(key, [...standing])
  }
  /** False where what stands there can't take the message on in its form. */
  const over = async (old: Standing, { body, files }: Message, slot: number): Promise<boolean> => {
    const fitting = bodyOver(old.form, body)
    if (fitting === undefined) return false
    note(slot, await way.edit(old.id, fitting, slot, files))
    return true
  }
  const put = async (message: Message, slot: number, as: string): Promise<boolean> => {
    const old = standing[slot]
    if (old !== undefined) return over(old, message, slot)
    const { body, files } = message
    const { made, asSent } = await way.create(body, slot, `${key}/${as}`, files)
    note(slot, made)
    // An earlier try was for an earlier wording.
    return !again || asSent || over(made, message, slot)
  }
  /** How many messages it took; in the first form that is taken. */
  const place = async (message: RenderedMessage, from: number): Promise<number> => {
    const forms = [[message], ...message.simpler]
    let refused: unknown
    for (const [index, form] of forms.entries()) {
      // Named so that the same form has the same name in a try that has fewer.
      const as = index === 0 ? 'rich' : `simpler-${forms.length - index}`
      try {
        if (await placeForm(form, from, as)) return form.length
      } catch (error) {
        if (!refusesForm(error)) throw error
        log.warn({ err: error }, 'Discord refused a message: it goes out in a simpler form')
        refused = error
      }
    }
    throw refused
  }
  const placeForm = async (form: readonly Message[], from: number, as: string) => {
    for (const [index, message] of form.entries()) {
      if (!(await put(message, from + index, as))) return false
    }
    return true
  }
  let placed = 0
  for (const message of messages) placed += await place(message, placed)
  for (const [index, { id }] of standing.entries()) {
    if (index >= placed) await way.remove(id, index).catch(ignoreGone)
  }
  unfinished.delete(key)
  return standing.slice(0, placed)
}

/** What knows of more messages knows of those of the other, too. */
export function longer(
  some: readonly Standing[],
  others: readonly Standing[],
): readonly Standing[] {
  return others.length > some.length ? others : some
}

/** A simpler form may still be taken: embeds and files need permissions of their own. */
function refusesForm(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false
  const { badForm, emptyMessage, missingPermissions, tooLarge } = CODES
  return [badForm, emptyMessage, missingPermissions, tooLarge].some(
    code => code === discordCodeOf(error),
  )
}
