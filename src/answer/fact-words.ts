// How facts are put in words by commands: the figure with its status and date, plans that nothing confirms, caveats.
import type { Base, CommandContext, Fact, Quantity, SentencePart } from '#magnets'
import { formatQuantity } from './format-quantity.ts'
import { isOverdue, OVERDUE_CAVEAT } from './overdue.ts'

type FactWords = Pick<
  CommandContext,
  'label' | 'named' | 'valueText' | 'brief' | 'tell' | 'caveats'
>

const STAGE_WORDS = { initial: 'at first', full: 'at full scale' } as const

export function createFactWords(base: Base, now: Date): FactWords {
  const valueText = (fact: Fact): string | undefined =>
    fact.value === undefined ? undefined : formatQuantity(base, fact.value)
  const label = (id: string): string => base.entity(id)?.name ?? id
  return {
    label,
    valueText,
    named: id => [base.entity(id)?.article, label(id)].filter(Boolean).join(' '),
    brief: fact => {
      const direction = base.measure(fact.measure)?.direction
      const figure = valueText(fact)
      if (figure === undefined) return undefined
      const beside = qualifiersOf(fact, isOverdue(fact, now))
      const moved = direction === undefined ? figure : `${direction} ${figure}`
      return beside.length === 0 ? moved : `${moved} (${beside.join(', ')})`
    },
    tell: fact => (isOverdue(fact, now) ? `${fact.statement} ${OVERDUE_CAVEAT}` : fact.statement),
    caveats: facts => caveatsOf(facts, value => formatQuantity(base, value)),
  }
}

/** What a figure must not stand without. */
function qualifiersOf(fact: Fact, overdue: boolean): readonly string[] {
  return [
    fact.status === 'reported' ? undefined : fact.status,
    fact.stage && STAGE_WORDS[fact.stage],
    fact.period?.text,
    fact.comparedWith && `against ${fact.comparedWith}`,
    overdue ? 'not confirmed' : undefined,
  ].filter(word => word !== undefined)
}

/** One sentence a note, with the figure that it belongs to where several figures stand together. */
function caveatsOf(
  facts: readonly Fact[],
  format: (value: Quantity) => string,
): readonly SentencePart[] {
  const noted = facts.filter(fact => fact.value !== undefined && fact.note !== undefined)
  const groups = [...Map.groupBy(new Set(noted), fact => fact.note ?? '')]
  const alone = new Set(facts.filter(fact => fact.value !== undefined)).size === 1
  return groups.map(([note, group]) => {
    const figures = group.flatMap(({ value }) => (value === undefined ? [] : format(value)))
    const clear = alone || figures.every(figure => note.includes(figure))
    const text = clear ? note : `On ${figures.join(' and ')}: ${note.replace(/^The /, 'the ')}`
    return { kind: 'sentence', role: 'caveat', text, facts: group.map(fact => fact.id) }
  })
}
