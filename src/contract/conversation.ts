// What was said before in one conversation, as far as a follow-up may need it.
import type { EntityId, FactId } from './fact.ts'
import type { Outcome } from './reply.ts'

export interface Turn {
  readonly question: string
  readonly outcome: Outcome
  /** Facts that carried the answer, best first. */
  readonly facts: readonly FactId[]
  /** Entities in focus after this turn, most salient first. */
  readonly entities: readonly EntityId[]
  /** Measures asked for, most specific first. */
  readonly measures: readonly string[]
  /** True where we were asked to stay out of it until somebody turns to us again. */
  readonly quiet?: true
}

export interface Conversation {
  /** Oldest first. */
  readonly turns: readonly Turn[]
}

export const EMPTY_CONVERSATION: Conversation = { turns: [] }

/** Follow-ups never reach further back; older turns are dropped. */
export const MAX_TURNS = 12

export function withTurn(conversation: Conversation, turn: Turn): Conversation {
  return { turns: [...conversation.turns, turn].slice(-MAX_TURNS) }
}
