// What commands may use: the base's facts by kind, their words, and the pieces of a reply.

import type { Asker, Base, Command, CommandContext, Keeping, Reply } from '#magnets'
import { formatDay, selectFacts, sentence, UserError } from '#magnets'
import { createArithmetic } from './arithmetic.ts'
import { chartParts } from './chart-parts.ts'
import { composeReply, noticeReply } from './compose-reply.ts'
import { createFactWords } from './fact-words.ts'
import { formatQuantity } from './format-quantity.ts'
import { isOverdue } from './overdue.ts'

/** What the engine lends to commands; everything else follows from the base. */
export interface ContextParts {
  readonly base: Base
  readonly commands: readonly Command[]
  readonly asker: Asker
  readonly now: Date
  ask(question: string): Reply
  check(claim: string): Reply
  findEntity(words: string): string | undefined
}

export function createCommandContext(parts: ContextParts): CommandContext {
  const { base, now } = parts
  const words = createFactWords(base, now)
  const arithmetic = createArithmetic(base)
  return {
    base,
    commands: parts.commands,
    asker: parts.asker,
    now,
    arithmetic,
    facts: filter => selectFacts(base, filter),
    findEntity: asked => entityCalled(base, asked) ?? parts.findEntity(asked),
    format: quantity => formatQuantity(base, quantity),
    overdue: fact => isOverdue(fact, now),
    shares: (ofParts, wholes) =>
      ofParts.flatMap(part =>
        wholes.flatMap(whole => {
          const derived = arithmetic.share(part, whole)
          return derived === undefined ? [] : [{ part, whole, derived }]
        }),
      ),
    day: formatDay,
    ...words,
    ...NOTHING_KEPT,
    ask: question => parts.ask(question),
    check: claim => parts.check(claim),
    chart: chart => chartParts(base, chart),
    compose: draft => composeReply(base, draft),
    silent: about =>
      composeReply(base, {
        outcome: 'refusal',
        parts: [sentence('answer', `The base holds nothing on ${about}.`)],
      }),
    notice: noticeReply,
  }
}

const nothingKept = (): never => {
  throw new UserError('nothing-kept', 'Nothing is kept here: neither answers nor settings.')
}

const NOTHING_KEPT: Keeping = {
  forget: async () => {
    throw new UserError(
      'nothing-kept',
      'Nothing is kept of you here, so there is nothing to forget.',
    )
  },
  receipt: async () => nothingKept(),
  gaps: async () => nothingKept(),
  mode: async () => nothingKept(),
  setMode: async () => nothingKept(),
  deaf: () => false,
}

/** A choice comes back as the name that was shown: no reading of words may turn it into another. */
function entityCalled(base: Base, words: string): string | undefined {
  const wanted = words.trim().toLowerCase()
  return base.vocabulary.entities.find(({ name }) => name.toLowerCase() === wanted)?.id
}
