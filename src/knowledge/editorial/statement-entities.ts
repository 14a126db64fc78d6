// Rule: every entity that a statement names is among the fact's entities.
import { entitiesOf } from '#magnets'
import { findPhrases } from '../phrases.ts'
import { entityNames } from './entity-names.ts'
import type { Rule } from './rule.ts'

export const statementEntities: Rule = {
  name: 'statement-entities',
  check(draft, report) {
    const names = entityNames(draft)
    for (const fact of draft.facts) {
      const { statement } = fact.item
      const own = new Set(entitiesOf(fact.item))
      for (const { ids, from, to } of findPhrases(statement, names)) {
        if (ids.some(id => own.has(id))) continue
        const message =
          `the statement names "${statement.slice(from, to)}" (${ids.join(' or ')}), ` +
          'which is not the subject, object or place and not under related'
        report(fact, ['statement'], message)
        for (const id of ids) own.add(id)
      }
    }
  },
}
