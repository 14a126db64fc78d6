// In a sentence with figures of several facts: whether each figure stands by the names and dates of its own fact.
import type { Fact } from '#magnets'
import type { Amount } from './read-amounts.ts'
import type { Claims } from './read-claims.ts'

/** A name or date, with the facts that it fits. */
interface Label {
  readonly at: number
  readonly facts: ReadonlySet<Fact>
}

export interface Told {
  readonly amount: Amount
  /** The facts whose figure it may be. */
  readonly owners: readonly Fact[]
}

/** The figures that stand beside what belongs to another fact. */
export function misplacedFigures(
  claims: Claims,
  told: readonly Told[],
  fits: {
    name(fact: Fact, ids: readonly string[]): boolean
    date(fact: Fact, key: string): boolean
  },
): readonly Amount[] {
  const facts = [...new Set(told.flatMap(({ owners }) => owners))]
  if (facts.length < 2) return []
  const labels = [
    ...claims.names.map(({ from, ids }) => label(from, fact => fits.name(fact, ids))),
    ...claims.dates.map(({ from, key }) => label(from, fact => fits.date(fact, key))),
  ].filter(({ facts: fitting }) => fitting.size > 0 && fitting.size < facts.length)
  const figures = told.toSorted((a, b) => a.amount.from - b.amount.from)
  return figures.flatMap(({ amount, owners }, i) => {
    const before = between(figures[i - 1]?.amount.to ?? 0, amount.from)
    const after = between(amount.to, figures[i + 1]?.amount.from ?? Number.POSITIVE_INFINITY)
    // "10 for A and 20 for B": where the last figure has its names behind it, so may the others.
    const last = i === figures.length - 1
    const beside = before.length > 0 ? before : last || trailing() ? after : []
    const right = beside.every(({ facts: fitting }) => owners.some(owner => fitting.has(owner)))
    return right ? [] : [amount]
  })

  function label(at: number, fit: (fact: Fact) => boolean): Label {
    return { at, facts: new Set(facts.filter(fit)) }
  }
  function between(from: number, to: number): readonly Label[] {
    return labels.filter(({ at }) => at >= from && at < to)
  }
  /** Whether names stand behind the figures rather than before them. */
  function trailing(): boolean {
    return between(0, figures[0]?.amount.from ?? 0).length === 0
  }
}
