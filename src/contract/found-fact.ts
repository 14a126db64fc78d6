// A fact that search offers for a question, with all that must travel along when it is handed on.
import type { Fact, Source } from './fact.ts'

export interface FoundFact {
  readonly fact: Fact
  readonly source: Source
  /** Higher is better; comparable within one search only. */
  readonly score: number
  /** The fact's sentence; where a plan's date has passed, with the remark that nothing confirms it. */
  readonly told: string
  /** Its value as people read it, hedge and unit included. */
  readonly figure?: string
  /** A planned, projected or pledged date lies in the past. */
  readonly overdue: boolean
}

/** Facts that search offers unless told otherwise: as many as a reader compares. */
export const DEFAULT_FOUND = 5
/** And at most; the rest of a ranking is noise. */
export const MAX_FOUND = 20
