// What search offers for a question, whoever asks for it: facts as they may be handed on.
import {
  type Base,
  type CommandContext,
  type Conversation,
  cell,
  DEFAULT_FOUND,
  EMPTY_CONVERSATION,
  type FoundFact,
  MAX_FOUND,
  type Reply,
} from '#magnets'
import type { Retrieved } from './answer/engine.ts'

/** A fact with its score in one search. */
export type Ranked = Pick<Retrieved, 'fact' | 'score'>

export interface FinderParts {
  /** Facts that share words or meaning with the question, best first. */
  rank(question: string, conversation: Conversation): Promise<readonly Ranked[]>
  base(): Base
  context(): CommandContext
  guard(reply: Reply): Reply
}

export interface Finder {
  /** Best first, `limit` at most; default DEFAULT_FOUND, never more than MAX_FOUND. */
  find(question: string, limit?: number, conversation?: Conversation): Promise<readonly FoundFact[]>
  /** The facts as a guarded reply: their sentences, what is open about them, citations. */
  tell(found: readonly FoundFact[]): Reply
}

export function createFinder({ rank, base, context, guard }: FinderParts): Finder {
  return {
    async find(question, limit = DEFAULT_FOUND, conversation = EMPTY_CONVERSATION) {
      const ranked = await rank(question, conversation)
      const ctx = context()
      return ranked
        .slice(0, Math.min(limit, MAX_FOUND))
        .flatMap(({ fact, score }): readonly FoundFact[] => {
          const source = base().source(fact.source)
          if (source === undefined) return []
          const figure = ctx.valueText(fact)
          const told = { told: ctx.tell(fact), overdue: ctx.overdue(fact) }
          return [{ fact, source, score, ...told, ...(figure === undefined ? {} : { figure }) }]
        })
    },
    tell(found) {
      const ctx = context()
      if (found.length === 0) return guard(ctx.silent('what was asked'))
      const facts = found.map(({ fact }) => fact)
      const items = facts.map(fact => cell(ctx.tell(fact), [fact]))
      const parts = [{ kind: 'list', items } as const, ...ctx.caveats(facts)]
      return guard(ctx.compose({ outcome: 'answer', parts }))
    },
  }
}
