// Rule: the hedge right before the figure in a statement is the hedge of the value.
import { findPhrases } from '../phrases.ts'
import { hedgeBefore } from '../statement-figures.ts'
import type { Rule } from './rule.ts'
import { senseWords } from './sense-words.ts'
import { valueFigures } from './statement-value.ts'

export const statementHedge: Rule = {
  name: 'statement-hedge',
  check(draft, report) {
    const hedgeWords = [...senseWords(draft, 'hedge').values()].flat()
    const statusWords = senseWords(draft, 'status')
    const units = draft.units.map(({ item }) => item)
    for (const fact of draft.facts) {
      const { value, statement, status } = fact.item
      if (value === undefined || draft.malformed.has(`senses hedge:${value.hedge}`)) continue
      for (const figure of valueFigures(fact.item, units)) {
        const { hedges, phrase } = hedgeBefore(statement, figure, hedgeWords)
        if (hedges.includes(value.hedge)) continue
        // "Estimated at" is the fact's status; the value needn't say it once more.
        const isStatus = findPhrases(phrase, statusWords).some(({ ids }) => ids.includes(status))
        if (value.hedge === 'exact' && isStatus) continue
        const message =
          `the hedge of the value is "${value.hedge}", ` +
          `but the statement says "${hedges.join(' or ')}" right before ${figure.written}`
        report(fact, ['value', 'hedge'], message)
      }
    }
  },
}
