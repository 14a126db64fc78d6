// All that the ways of answering look at: the question as read, the facts that fit it, and what it gets wrong.
import type { Base, Reading } from '#magnets'
import type { Calculator } from '../arithmetic.ts'
import { type Contradiction, contradictionsOf } from '../contradictions.ts'
import type { Draft } from '../draft.ts'
import type { FactFrames } from '../fact-frame.ts'
import type { Interpretation } from '../interpret.ts'
import type { Match } from '../match-facts.ts'

export interface Parts {
  readonly base: Base
  readonly frames: FactFrames
  readonly calculator: Calculator
  readonly now: Date
}

export interface Situation extends Parts, Interpretation {
  /** The fact that fits best, however badly. */
  readonly best: Match
  /** Where the question's own claims disagree with it. */
  readonly wrong: readonly Contradiction[]
  /** It wants to hear yes or no. */
  readonly wantsVerdict: boolean
  /** What it says is claimed, asked to be confirmed or taken for granted, not merely asked about. */
  readonly claims: boolean
}

/** A draft and the name of the rule that decided on it, for explanations and receipts. */
export interface Decision {
  readonly draft: Draft
  readonly rule: string
}

/** Decides on a situation, or leaves it to the next way. */
export type Way = (situation: Situation) => Decision | undefined

/** Undefined for a base without facts. */
export function situationOf(parts: Parts, read: Interpretation): Situation | undefined {
  const best = read.matches[0]
  if (best === undefined) return undefined
  const wantsVerdict = asksVerdict(read.reading)
  return {
    ...parts,
    ...read,
    best,
    wrong: contradictionsOf(parts.base, read.reading, best),
    wantsVerdict,
    claims: wantsVerdict || read.reading.presumed,
  }
}

/** Yes-or-no questions and claims. */
function asksVerdict({ kinds }: Reading): boolean {
  return kinds.includes('verify') || kinds.includes('whether')
}
