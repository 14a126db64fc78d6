// How an answer came about, in words, as its receipt keeps it.
import type { ModelAccount } from './model-account.ts'

export interface Account {
  /** The question as understood, line by line: what was recognised, what was weighed. */
  readonly lines: readonly string[]
  /** The rule that decided; of a refusal, the one that refused. */
  readonly rule: string
  /** What the guard said. */
  readonly guard: 'passed' | readonly string[]
  /** What a refusal was about; absent for commands. */
  readonly subject?: Subject
  /** What a language model had to do with it; absent where none was asked. */
  readonly model?: ModelAccount
}

/** A question by its reading: two that mean the same have the same key, however they are worded. */
export interface Subject {
  readonly key: string
  /** Names and measures of the vocabulary, readable; none of the asker's own words. */
  readonly label: string
}
