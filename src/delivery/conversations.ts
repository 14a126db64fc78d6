// The last turns of each conversation, so that a follow-up finds what it refers to.
import { type Conversation, MAX_TURNS, type Turn } from '#magnets'
import { createBoundedMap } from './bounded-map.ts'

const MAX_CONVERSATIONS = 2_000

/** Keys of conversations come from `conversationKey`; each turn belongs to the message it answered. */
export interface Conversations {
  /** True once something was answered there. */
  has(conversation: string): boolean
  /** What was said before a message; all of it when the message has no turn yet. */
  before(conversation: string, message: string): Conversation
  /** Adds the turn of a message, or replaces it when the message was edited. */
  put(conversation: string, message: string, turn: Turn): void
  forget(conversation: string, message: string): void
}

interface Entry {
  readonly message: string
  readonly turn: Turn
}

export function createConversations(capacity: number = MAX_CONVERSATIONS): Conversations {
  const kept = createBoundedMap<readonly Entry[]>(capacity)
  const entriesOf = (conversation: string): readonly Entry[] => kept.get(conversation) ?? []

  return {
    has: conversation => entriesOf(conversation).length > 0,
    before(conversation, message) {
      const entries = entriesOf(conversation)
      const own = entries.findIndex(entry => entry.message === message)
      const earlier = own < 0 ? entries : entries.slice(0, own)
      return { turns: earlier.map(entry => entry.turn) }
    },
    put(conversation, message, turn) {
      const entries = entriesOf(conversation)
      const known = entries.some(entry => entry.message === message)
      const next = known
        ? entries.map(entry => (entry.message === message ? { message, turn } : entry))
        : [...entries, { message, turn }]
      kept.set(conversation, next.slice(-MAX_TURNS))
    },
    forget(conversation, message) {
      const left = entriesOf(conversation).filter(entry => entry.message !== message)
      if (left.length > 0) kept.set(conversation, left)
      else kept.delete(conversation)
    },
  }
}
