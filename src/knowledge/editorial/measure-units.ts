// Rule: a figure has one of its measure's units, and a measure that is never stated has no facts.
import type { Rule } from './rule.ts'

export const measureUnits: Rule = {
  name: 'measure-units',
  check(draft, report) {
    const measures = new Map(draft.measures.map(({ item }) => [item.id, item]))
    for (const fact of draft.facts) {
      const { value } = fact.item
      const measure = measures.get(fact.item.measure)
      if (measure === undefined) continue
      if (measure.unheld) {
        const message = `the measure "${measure.id}" is marked as unheld, yet this fact states it`
        report(fact, ['measure'], message)
      }
      if (value !== undefined && !measure.units.includes(value.unit)) {
        const allowed = measure.units.join(', ') || 'none'
        const message = `"${value.unit}" is no unit of the measure "${measure.id}"; it has: ${allowed}`
        report(fact, ['value', 'unit'], message)
      }
    }
  },
}
