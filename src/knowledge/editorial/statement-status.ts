// Rule: a statement says in words what its status says, and a reported fact says none of the others.
import { findPhrases } from '../phrases.ts'
import { entityNames } from './entity-names.ts'
import type { Rule } from './rule.ts'
import { senseWords } from './sense-words.ts'

export const statementStatus: Rule = {
  name: 'statement-status',
  check(draft, report) {
    const words = senseWords(draft, 'status')
    const names = entityNames(draft)
    for (const fact of draft.facts) {
      const { statement, status } = fact.item
      if (draft.malformed.has(`senses status:${status}`)) continue
      const inName = findPhrases(statement, names)
      const found = findPhrases(statement, words).filter(
        phrase => !inName.some(name => name.from <= phrase.from && phrase.to <= name.to),
      )
      const other = found.find(({ ids }) => !ids.includes('reported'))
      if (status === 'reported' && other !== undefined) {
        const said = statement.slice(other.from, other.to)
        const message = `the status is "reported", but "${said}" means "${other.ids.join(' or ')}"`
        report(fact, ['status'], message)
      }
      if (status !== 'reported' && !found.some(({ ids }) => ids.includes(status))) {
        const message = `the status is "${status}", but no word of the sense status:${status} stands in the statement`
        report(fact, ['status'], message)
      }
    }
  },
}
