// Two figures side by side: what each is of, and the figure with its status, stage and date.
import type { Base, Fact, TablePart } from '#magnets'
import { entitiesOf } from '#magnets'
import { createFactWords } from './fact-words.ts'

export function comparisonTable(
  base: Base,
  [one, other]: readonly [Fact, Fact],
  now: Date,
): TablePart {
  const { brief } = createFactWords(base, now)
  const row = (fact: Fact, beside: Fact) => [
    { text: nameOf(base, fact, beside), facts: [fact.id] },
    { text: brief(fact) ?? '', facts: [fact.id] },
  ]
  return {
    kind: 'table',
    title: 'Side by side',
    columns: [
      { label: 'What', align: 'left' },
      { label: 'Figure', align: 'left' },
    ],
    rows: [row(one, other), row(other, one)],
  }
}

/** The fact's subject, and what else it names that the fact beside it does not. */
function nameOf(base: Base, fact: Fact, beside: Fact): string {
  const shared = new Set(entitiesOf(beside))
  const own = entitiesOf(fact).filter(id => id !== fact.subject && !shared.has(id))
  const names = [fact.subject, ...own].flatMap(id => base.entity(id)?.name ?? [])
  return [...new Set(names)].join(', ')
}
