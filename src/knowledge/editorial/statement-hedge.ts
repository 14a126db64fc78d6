// Rule: the hedge right before the figure in a statement is the hedge of the value.
import { HEDGES, type Hedge } from '#magnets'
import { findPhrases, type Phrase, wordsOf } from '../phrases.ts'
import type { StatementFigure } from '../statement-figures.ts'
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

/** The longest hedge that ends at the figure, and what it can mean; `exact` where there is none. */
function hedgeBefore(
  statement: string,
  figure: StatementFigure,
  phrases: readonly Phrase[],
): { readonly hedges: readonly Hedge[]; readonly phrase: string } {
  const none = { hedges: ['exact' as const], phrase: '' }
  const before = wordsOf(statement.slice(0, figure.from))
  const last = before.at(-1)
  const gap = statement.slice(last?.to ?? 0, figure.from)
  if (last === undefined || /[.,;:()]/.test(gap)) return none
  const folded = before.map(word => word.folded)
  const ending = phrases.filter(({ words }) => {
    const tail = folded.slice(-words.length)
    return words.every((word, n) => word.folded === tail[n])
  })
  const length = Math.max(0, ...ending.map(({ words }) => words.length))
  const longest = ending.filter(({ words }) => words.length === length)
  const hedges = HEDGES.filter(hedge => longest.some(({ id }) => id === hedge))
  if (hedges.length === 0) return none
  return { hedges, phrase: statement.slice(before.at(-length)?.from, figure.from) }
}
