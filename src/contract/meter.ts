// What the house counts and times about itself; never who asked, where, or what.
import type { Accepted } from './core.ts'
import type { PlatformError } from './errors.ts'
import type { Incoming } from './incoming.ts'
import type { ModelAccount } from './model-account.ts'
import type { Usage } from './phrasing.ts'
import type { Outcome } from './reply.ts'

/** Takes counts and times. No method throws or takes long, so that it may be called anywhere. */
export interface Meter {
  /** An adapter handed something over; `tookMs` is how long its platform waited for us. */
  accepted(what: {
    readonly platform: string
    readonly accepted: Accepted
    readonly tookMs: number
  }): void
  /** A reply stands at its platform; `tookMs` is from the moment that the question was taken. */
  answered(what: {
    readonly platform: string
    readonly kind: Incoming['kind']
    readonly outcome: Outcome
    readonly tookMs: number
  }): void
  /** A platform refused or failed, and will be tried again. */
  retried(platform: string, code: PlatformError['code']): void
  /** Something was given up and put aside, never to be answered. */
  deadLettered(platform: string): void
  /** A question that was refused, or an answer that somebody disliked. */
  gap(how: 'refused' | 'disliked'): void
  /** The guard held a reply back. */
  guardRejected(): void
  /** A language model was asked to word an answer; `fault` is by what its words did not go out. */
  phrased(what: {
    readonly verdict: ModelAccount['verdict']
    readonly fault?: string
    readonly calls: number
    readonly usage: Usage
    readonly tookMs: number
  }): void
  /** The store has written; `tookMs` includes waiting for its turn. */
  committed(tookMs: number): void
}

/** Where nobody reads what is counted. */
export const NO_METER: Meter = {
  accepted: () => undefined,
  answered: () => undefined,
  retried: () => undefined,
  deadLettered: () => undefined,
  gap: () => undefined,
  guardRejected: () => undefined,
  phrased: () => undefined,
  committed: () => undefined,
}
