// What a question was understood to say: a plain data structure.
import type { FactId } from './fact.ts'
import type { Hedge } from './quantity.ts'

/** Half-open range of token numbers in the question. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** One meaning that the vocabulary gives to words. `opposite` is a measure said the other way round. */
export interface SenseRef {
  readonly type: 'entity' | 'measure' | 'opposite' | 'unit' | 'sense' | 'talk'
  readonly id: string
}

/** Words of the question with every meaning that they may have. */
export interface Mention {
  readonly span: Span
  /** As typed. */
  readonly words: string
  /** Its words folded as facts' words are; empty for what was carried over. */
  readonly stems: readonly string[]
  /** The word right before it, in lower case; empty at the start. */
  readonly before: string
  readonly senses: readonly SenseRef[]
  /** 1 for a listed form, less where spelling was forgiven or the words may be plain filler. */
  readonly certainty: number
  /** True when the words may also carry no meaning of their own. */
  readonly optional: boolean
  /** True for what the question says it does not mean: "(not magnets)". */
  readonly denied?: boolean
  /** True for what it sets aside: "apart from the mine". */
  readonly aside?: boolean
}

/** A number in the question, as the asker claims or asks it. */
export interface ClaimedFigure {
  readonly amount: number
  /** Unit id where one was named. */
  readonly unit?: string
  readonly hedge: Hedge
  /** True where the asker says so: "exactly". */
  readonly exact?: boolean
  readonly span: Span
  readonly words: string
}

/** A year, month or span of time in the question. ISO days, inclusive. */
export interface TimeMention {
  readonly from: string
  readonly to: string
  readonly span: Span
  readonly words: string
}

export type QuestionKind =
  | 'value'
  | 'share'
  | 'when'
  | 'name'
  | 'where'
  | 'who'
  | 'what'
  | 'why'
  | 'how'
  | 'duration'
  | 'list'
  | 'compare'
  | 'summary'
  | 'verify'
  | 'whether'
  | 'open'

export interface Reading {
  readonly text: string
  /** Every kind that the words allow, most telling first; `open` for keywords alone. */
  readonly kinds: readonly QuestionKind[]
  /** Kind of entity that the question wants named ("which law"), as the vocabulary calls it. */
  readonly asks?: string
  readonly mentions: readonly Mention[]
  readonly times: readonly TimeMention[]
  readonly figures: readonly ClaimedFigure[]
  readonly negated: boolean
  /** True where what it says is taken for granted: "since it closed", "why did it close", a statement before a question. */
  readonly presumed: boolean
  /** Words that nothing accounts for, as typed, and that are not ordinary words of the language. */
  readonly unknown: readonly string[]
  /** Of these, those with a capital inside a sentence: names, it seems. */
  readonly names: readonly string[]
  /** Ordinary words that the vocabulary gives no meaning. */
  readonly plain: readonly string[]
  /** Facts of earlier turns, latest first, where "the two", "both" or "those" speaks of them. */
  readonly recalled: readonly FactId[]
  /** The fact of an earlier answer that "the second one" speaks of. */
  readonly pointed?: FactId
  /** True when something was taken from earlier turns. */
  readonly followUp: boolean
}
