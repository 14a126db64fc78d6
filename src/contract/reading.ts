// What a question was understood to ask: a plain data structure.
import type { EntityId, MeasureId } from './fact.ts'
import type { Hedge } from './quantity.ts'
import type { AskedSlot } from './vocabulary.ts'

/** Half-open range of token numbers in the question. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Mention<T> {
  readonly id: T
  readonly span: Span
  /** Words as typed. */
  readonly words: string
  /** 1 for a listed form, less where spelling was forgiven. */
  readonly certainty: number
}

/** A number in the question, as the asker claims or asks it. */
export interface ClaimedFigure {
  readonly amount: number
  /** Unit id where one was named. */
  readonly unit?: string
  readonly hedge: Hedge
  readonly span: Span
  readonly words: string
}

export interface TimeMention {
  /** ISO days, inclusive. */
  readonly from?: string
  readonly to?: string
  readonly span: Span
  readonly words: string
}

export type QuestionKind =
  | 'value'
  | 'share'
  | 'when'
  | 'where'
  | 'who'
  | 'what'
  | 'why'
  | 'how'
  | 'which'
  | 'whether'
  | 'list'
  | 'compare'
  | 'claim'
  | 'chat'

export interface Reading {
  readonly text: string
  readonly tokens: readonly string[]
  readonly kind: QuestionKind
  readonly asked?: AskedSlot
  readonly entities: readonly Mention<EntityId>[]
  readonly measures: readonly Mention<MeasureId>[]
  readonly senses: readonly Mention<string>[]
  readonly times: readonly TimeMention[]
  readonly figures: readonly ClaimedFigure[]
  readonly direction?: 'up' | 'down'
  readonly negated: boolean
  /** Content words that nothing accounts for. */
  readonly unknown: readonly string[]
  /** True when subject or measure were taken from earlier turns. */
  readonly followUp: boolean
}
