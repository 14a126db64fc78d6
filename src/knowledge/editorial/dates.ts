// Rule: a fact speaks of no day after its source was published.
import type { Rule } from './rule.ts'

export const dates: Rule = {
  name: 'dates',
  check(draft, report) {
    const published = new Map(draft.sources.map(({ item }) => [item.id, item.published]))
    for (const fact of draft.facts) {
      const limit = published.get(fact.item.source)
      if (limit !== undefined && fact.item.asOf > limit) {
        const message = `as_of is ${fact.item.asOf}, but the source was published on ${limit}`
        report(fact, ['as_of'], message)
      }
    }
  },
}
