// Rule: the hedge right before the figure in a statement is the hedge of the value.
import { HEDGES, type Hedge } from '#magnets'
import { type PhraseIndex, wordsOf } from '../phrases.ts'
import type { StatementFigure } from '../statement-figures.ts'
import type { Rule } from './rule.ts'
import { senseWords } from './sense-words.ts'
import { valueFigures } from './statement-value.ts'

export const statementHedge: Rule = {
  name: 'statement-hedge',
  check(draft, report) {
    const words = senseWords(draft, 'hedge')
    const units = draft.units.map(({ item }) => item)
    for (const fact of draft.facts) {
      const { value, statement } = fact.item
      if (value === undefined || draft.malformed.has(`senses hedge:${value.hedge}`)) continue
      for (const figure of valueFigures(fact.item, units)) {
        const found = hedgesBefore(statement, figure, words)
        if (found.includes(value.hedge)) continue
        const says = found.join(' or ')
        const message =
          `the hedge of the value is "${value.hedge}", ` +
          `but the statement says "${says}" right before ${figure.written}`
        report(fact, ['value', 'hedge'], message)
      }
    }
  },
}

/** What the longest hedge that ends at the figure can mean; `exact` where there is none. */
function hedgesBefore(
  statement: string,
  figure: StatementFigure,
  index: PhraseIndex,
): readonly Hedge[] {
  const before = wordsOf(statement.slice(0, figure.from))
  const last = before.at(-1)
  const gap = statement.slice(last?.to ?? 0, figure.from)
  if (last === undefined || /[.,;:()]/.test(gap)) return ['exact']
  const folded = before.map(word => word.folded)
  let length = 0
  let found: Hedge[] = []
  for (const { words, id } of [...index.values()].flat()) {
    const tail = folded.slice(-words.length)
    const stands = words.every((word, n) => word.folded === tail[n])
    const hedge = HEDGES.find(name => name === id)
    if (!stands || hedge === undefined || words.length < length) continue
    found = words.length > length ? [hedge] : [...found, hedge]
    length = words.length
  }
  return length === 0 ? ['exact'] : found
}
