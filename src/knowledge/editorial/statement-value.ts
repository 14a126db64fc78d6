// Rule: the value of a fact stands in its statement, with the word or sign of its unit.
import type { Fact, Unit } from '#magnets'
import { figuresIn, type StatementFigure, sameAmount, unitsOf } from '../statement-figures.ts'
import type { Rule } from './rule.ts'

export const statementValue: Rule = {
  name: 'statement-value',
  check(draft, report) {
    const units = draft.units.map(({ item }) => item)
    for (const fact of draft.facts) {
      const { value, statement } = fact.item
      const unit = units.find(({ id }) => id === value?.unit)
      if (value === undefined || unit === undefined) continue
      const figures = figuresIn(statement).filter(({ amount }) =>
        sameAmount(amount, Math.abs(value.amount)),
      )
      if (figures.length === 0) {
        const amount = value.amount.toLocaleString('en')
        report(fact, ['statement'], `the value ${amount} does not stand in the statement`)
      } else if (valueFigures(fact.item, units).length === 0) {
        report(fact, ['statement'], wrongUnit(statement, figures, unit, units))
      }
    }
  },
}

/** The figures of the statement that are the fact's value: the same amount in the same unit. */
export function valueFigures(fact: Fact, units: readonly Unit[]): readonly StatementFigure[] {
  const { value, statement } = fact
  if (value === undefined) return []
  return figuresIn(statement).filter(
    figure =>
      sameAmount(figure.amount, Math.abs(value.amount)) &&
      unitsOf(statement, figure, units).some(({ id }) => id === value.unit),
  )
}

function wrongUnit(
  statement: string,
  figures: readonly StatementFigure[],
  unit: Unit,
  units: readonly Unit[],
): string {
  const found = figures.flatMap(figure => unitsOf(statement, figure, units).map(({ id }) => id))
  const has = found.length === 0 ? 'none that is known' : [...new Set(found)].join(' or ')
  return `the unit of the value is "${unit.id}", but the figure in the statement has ${has}`
}
