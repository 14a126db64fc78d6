// What an optional language model is given and may propose: it words sentences over facts and writes no figure.
import type { Conversation } from './conversation.ts'
import type { FactId } from './fact.ts'
import type { Reply } from './reply.ts'

/** A fact as a model sees it: data to speak of, never instructions. */
export interface OfferedFact {
  readonly id: FactId
  readonly statement: string
  /** The figure as it will be told in place of `{id}`: "more than 45,000 metric tons". */
  readonly value?: string
  /** As it will be told in place of `{id.date}`: "in 2024", "by the end of 2025". */
  readonly date?: string
  readonly status: string
  /** ISO day up to which the source speaks. */
  readonly asOf: string
  readonly note?: string
}

/** A sentence with the facts that it rests on. */
export interface CarriedSentence {
  readonly text: string
  readonly facts: readonly FactId[]
}

/** All that a model gets of a question. */
export interface Material {
  readonly question: string
  /** Questions asked before in this conversation, oldest first. */
  readonly earlier: readonly string[]
  /** Best first, at most `MAX_OFFERED`. */
  readonly facts: readonly OfferedFact[]
  /** What the facts alone answer; empty where they were refused. */
  readonly answer: readonly CarriedSentence[]
  /** Placeholders for what was worked out: "share(fact-a, fact-b)", and how each will be told. */
  readonly workings: readonly { readonly expression: string; readonly told: string }[]
}

/** Facts that a model is offered at most. */
export const MAX_OFFERED = 12

/** How a model understood a question of which the house was unsure. */
export interface Understood {
  /** BCP 47, as short as it can be: "en", "de", "pt-BR". */
  readonly language: string
  /** The question in plain English, complete without the conversation. */
  readonly question: string
  /** Of the offered facts those that answer it, best first; empty where none does. */
  readonly facts: readonly FactId[]
}

/**
 * What a model would say. In a text `{fact-id}` stands for that fact's figure with hedge and unit,
 * `{fact-id.date}` for its date, and `{operation(fact-id, fact-id)}` for arithmetic over facts.
 */
export interface Plan {
  /** The language of the sentences, BCP 47. */
  readonly language: string
  readonly sentences: readonly CarriedSentence[]
}

/** Why a plan was turned down, said to the model so that it can mend it. */
export interface Rejection {
  readonly plan: Plan
  /** One plain sentence each. */
  readonly reasons: readonly string[]
}

/** What one call of a model cost; `dollars` is absent where no price is configured. */
export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cachedTokens: number
  readonly dollars?: number
}

/** What a model's part is to the rest of the house: `A` is an answer as the engine gives it. */
export interface Wording<A> {
  /**
   * Undefined where there is nothing to word: small talk, notices, lists and tables. Where the question
   * was not understood, `offered` stand before the facts that its words come near.
   */
  material(
    answered: A,
    conversation: Conversation,
    offered?: readonly FactId[],
  ): Material | undefined
  /** The facts' own answer to a refused question as a model understood it, or why there is none. */
  reconsider(
    answered: A,
    understood: Understood,
    conversation: Conversation,
    now: Date,
  ): { readonly answered: A } | { readonly reasons: readonly string[] }
  /** What may be shown while the rest of a plan is awaited; undefined where one of the sentences can't go out. */
  preview(answered: A, sofar: Plan): Reply | undefined
  /** The reply in the plan's words, or why it can't go out. */
  accept(
    answered: A,
    plan: Plan,
  ): { readonly reply: Reply } | { readonly reasons: readonly string[] }
}

/** What was spent on a model. */
export interface ModelSpending {
  readonly tokens: number
  readonly dollars: number
}
