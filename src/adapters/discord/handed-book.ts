// Remembers which messages were handed over, so that deletions of all others are nobody's business.
import type { Incoming } from '#magnets'
import { keyOf, timeOf } from './context.ts'

/** Older ones are passed on without looking. */
const REMEMBERED = 10_000
/** Our clock may be behind Discord's, and another process may have been running until now. */
const MARGIN_MS = 60_000

export interface HandedBook {
  note(incoming: Incoming): void
  /** What was written before this time (epoch milliseconds) others may have handed over, too. */
  shareUntil(at: number): void
  /** False only where the message with this id can't have been handed over by anybody. */
  mayKnow(id: string): boolean
}

/**
 * Discord tells of every deletion in every channel, and of none whose message it was. What was
 * written before `startedAt` (epoch milliseconds) may have been handed over by an earlier process.
 */
export function createHandedBook(startedAt: number, capacity: number = REMEMBERED): HandedBook {
  const handed = new Map<string, number>()
  let knownSince = startedAt + MARGIN_MS
  return {
    shareUntil(at) {
      knownSince = Math.max(knownSince, at + MARGIN_MS)
    },
    note(incoming) {
      if (incoming.kind !== 'message' && incoming.kind !== 'edit') return
      const { question } = incoming.address.ids
      if (question === undefined) return
      handed.set(keyOf(question), timeOf(question))
      const [oldest] = handed
      if (handed.size <= capacity || oldest === undefined) return
      const [key, at] = oldest
      handed.delete(key)
      knownSince = Math.max(knownSince, at + 1)
    },
    mayKnow: id => handed.has(keyOf(id)) || timeOf(id) < knownSince,
  }
}
