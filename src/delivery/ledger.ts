// What became of each message: its latest wording, and where the reply to it stands.
import type { Address, MessageIncoming } from '#magnets'
import { createBoundedMap } from './bounded-map.ts'

/** Edits and deletions come within hours; older messages count as never seen. */
const REMEMBERED_MESSAGES = 10_000
const REMEMBERED_GRAVES = 1_000

export interface Entry {
  /** Order and history of the conversation that the message belongs to. */
  readonly conversation: string
  /** Key of the message or of its last edit: work on any other wording is out of date. */
  latest: string
  text: string
  /** Platform time of the last wording; an older edit that comes late changes nothing. */
  at: number
  deleted: boolean
  /** Where the reply stands. */
  reply?: Address
}

export interface Ledger {
  find(platform: string, message: string): Entry | undefined
  open(message: Omit<MessageIncoming, 'kind'>, original: string, conversation: string): void
  /** Notes that a message was deleted before it came here. */
  bury(platform: string, message: string): void
  buried(platform: string, message: string): boolean
}

export function createLedger(capacity: number = REMEMBERED_MESSAGES): Ledger {
  const entries = createBoundedMap<Entry>(capacity)
  // Apart, for most deletions are of messages that never concerned us.
  const graves = createBoundedMap<true>(REMEMBERED_GRAVES)
  const keyOf = (platform: string, message: string): string => `${platform}/${message}`
  return {
    find: (platform, message) => entries.get(keyOf(platform, message)),
    open({ place, key, text, at }, original, conversation) {
      const entry: Entry = { conversation, latest: key, text, at, deleted: false }
      entries.set(keyOf(place.platform, original), entry)
    },
    bury: (platform, message) => graves.set(keyOf(platform, message), true),
    buried: (platform, message) => graves.get(keyOf(platform, message)) !== undefined,
  }
}
