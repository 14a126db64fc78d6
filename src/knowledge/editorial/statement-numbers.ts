// Rule: every number in a statement is the value, stands in the period, or is part of a name.
import { entitiesOf, type Fact, MONTHS } from '#magnets'
import { findPhrases } from '../phrases.ts'
import { figuresIn, type StatementFigure, sameAmount } from '../statement-figures.ts'
import { entityNames } from './entity-names.ts'
import type { Rule } from './rule.ts'

const MONTH_OF_YEAR = new RegExp(`\\b(${MONTHS.join('|')})(?: \\d{1,2},)? (\\d{4})\\b`, 'g')

export const statementNumbers: Rule = {
  name: 'statement-numbers',
  check(draft, report) {
    const names = entityNames(draft)
    for (const fact of draft.facts) {
      const { statement } = fact.item
      const own = new Set(entitiesOf(fact.item))
      const inName = findPhrases(statement, names).filter(({ ids }) => ids.some(id => own.has(id)))
      for (const figure of figuresIn(statement)) {
        if (figure.inWords) continue
        if (inName.some(name => name.from <= figure.from && figure.to <= name.to)) continue
        const message = complaint(fact.item, figure)
        if (message !== undefined) report(fact, ['statement'], message)
      }
      for (const [written, month = ''] of statement.matchAll(MONTH_OF_YEAR)) {
        if (times(fact.item).includes(month)) continue
        report(fact, ['statement'], `${written} stands in the statement but not in the period`)
      }
    }
  },
}

function complaint(fact: Fact, figure: StatementFigure): string | undefined {
  const { written, amount, wellFormed } = figure
  if (!wellFormed) return `"${written}" has its commas in the wrong place`
  if (numbersInTime(fact).has(written)) return undefined
  if (fact.value === undefined || !sameAmount(amount, Math.abs(fact.value.amount))) {
    return (
      `the number ${written} is neither the value, nor in the period, ` +
      'nor in the name of an entity of this fact'
    )
  }
  if (/^\d{4,}/.test(written)) {
    return `write ${Number(written.split(/[ .-]/)[0]).toLocaleString('en')} for ${written}`
  }
  return undefined
}

function times(fact: Fact): string {
  return `${fact.period?.text ?? ''} ${fact.comparedWith ?? ''}`
}

function numbersInTime(fact: Fact): ReadonlySet<string> {
  const { from, to } = fact.period ?? {}
  const years = [from, to].map(day => day?.slice(0, 4)).filter(year => year !== undefined)
  return new Set([...(times(fact).match(/\d+/g) ?? []), ...years])
}
