// Why an answer came out as it did: what was recognised, which facts were weighed, which rule decided.
import type { FactId, Reading } from '#magnets'
import type { Violation } from './guard.ts'
import type { Interpretation } from './interpret.ts'
import type { Decision } from './ways/situation.ts'

/** Facts shown in an explanation; the rest scored lower. */
const SHOWN = 5

export interface Considered {
  readonly fact: FactId
  /** Matched weight less what is missed and missing; comparable within one question only. */
  readonly score: number
  /** Part of the question's weight that the fact accounts for, 0 to 1. */
  readonly coverage: number
  readonly measure: boolean
  readonly entity: boolean
  readonly time: boolean
  /** Words of the question that the fact leaves open. */
  readonly open: readonly string[]
}

export interface Explanation {
  readonly reading: Reading
  readonly considered: readonly Considered[]
  /** The rule that decided: looked-up, worked-out, contradicted, unheld-measure ... */
  readonly rule: string
  readonly guard: 'passed' | readonly Violation[]
}

export function explain(
  said: Decision & Interpretation,
  violations: readonly Violation[],
): Explanation {
  return {
    reading: said.reading,
    considered: said.matches.slice(0, SHOWN).map(match => ({
      fact: match.frame.fact.id,
      score: Math.round(match.score * 100) / 100,
      coverage: Math.round(match.coverage * 100) / 100,
      measure: match.measureMatched,
      entity: match.entityMatched,
      time: match.timeFits,
      open: match.open.map(mention => mention.words),
    })),
    rule: said.rule,
    guard: violations.length === 0 ? 'passed' : violations,
  }
}
