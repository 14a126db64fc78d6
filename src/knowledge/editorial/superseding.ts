// Rule: a fact supersedes another one of the same subject and measure, and never in a circle.
import type { Fact } from '#magnets'
import type { Rule } from './rule.ts'

export const superseding: Rule = {
  name: 'superseding',
  check(draft, report) {
    const facts = new Map(draft.facts.map(({ item }) => [item.id, item]))
    for (const fact of draft.facts) {
      const { id, supersedes, subject, measure } = fact.item
      if (supersedes === undefined || draft.malformed.has(`facts ${supersedes}`)) continue
      const complain = (message: string): void => report(fact, ['supersedes'], message)
      const older = facts.get(supersedes)
      if (older === undefined && !draft.hasAllFacts) continue
      if (older === undefined) complain(`there is no fact "${supersedes}"`)
      else if (older.subject !== subject || older.measure !== measure) {
        complain(`"${supersedes}" has another subject or measure, so it can not be superseded`)
      } else if (comesBackTo(id, older, facts)) {
        complain(`"${supersedes}" itself supersedes this fact, directly or through others`)
      }
    }
  },
}

function comesBackTo(id: string, older: Fact, facts: ReadonlyMap<string, Fact>): boolean {
  const seen = new Set<string>()
  for (let fact: Fact | undefined = older; fact !== undefined && !seen.has(fact.id); ) {
    if (fact.id === id) return true
    seen.add(fact.id)
    fact = facts.get(fact.supersedes ?? '')
  }
  return false
}
