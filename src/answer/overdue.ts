// Whether a plan's date has passed, so that nobody takes the plan for the event.
import { type Fact, isAhead } from '#magnets'

/** True when a planned, projected or pledged date lies wholly before `now`. */
export function isOverdue(fact: Fact, now: Date): boolean {
  const end = fact.period?.to
  return end !== undefined && isAhead(fact) && end < now.toISOString().slice(0, 10)
}

/** What is said beside an overdue plan. */
export const OVERDUE_CAVEAT =
  'That date has passed since; the base does not record whether it happened.'
