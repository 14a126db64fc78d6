// Prints what a run has found: the counts, and every breach by its kind.
import type { House } from './house.ts'
import type { Verdict } from './verdict.ts'

const SHOWN = 5
const REASON_LENGTH = 80

/** What went on in a house. */
export function countsOf({ people, line, discord, slack }: House) {
  return {
    'handed over again although taken': people.slack.repeats,
    'attempts that were not taken': line.failed,
    'gateway connections': `${discord.gateway.identifies.length} new, ${discord.gateway.resumes} resumed`,
    'refused by Slack': told(slack.workspace.refusals),
    'refused by Discord': told(discord.violations),
  }
}

/** True where nothing is wrong. */
export function printVerdict(
  verdict: Verdict,
  more: Readonly<Record<string, string | number>>,
): boolean {
  const { breaches, ...counts } = verdict
  for (const [name, value] of Object.entries({ ...counts, ...more })) {
    console.log(`  ${name.padEnd(34)} ${value}`)
  }
  for (const [kind, found] of Map.groupBy(breaches, breach => breach.kind)) {
    console.log(`  ${kind.toUpperCase().padEnd(34)} ${found.length}`)
    for (const { what } of found.slice(0, SHOWN)) console.log(`    ${what}`)
  }
  // A run in which nothing happened has shown nothing.
  const fine = breaches.length === 0 && verdict.answered > 0
  console.log(fine ? 'Nothing lost, nothing twice, all in order.' : 'BREACHES, or nothing at all.')
  return fine
}

/** Reasons with their counts. */
function told(refusals: readonly string[]): string {
  const reasons = Map.groupBy(refusals, reason => reason.slice(0, REASON_LENGTH))
  return [...reasons].map(([reason, all]) => `${all.length} x ${reason}`).join(', ') || 'nothing'
}
