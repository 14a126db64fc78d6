// What a model may cost: tokens by question, person and day, and dollars by day.
import type { ModelSpending, Usage } from '#magnets'

/** 0 for no limit. */
export interface Budgets {
  readonly questionTokens: number
  readonly personTokens: number
  readonly dayTokens: number
  readonly dayDollars: number
}

/** Where spending is kept; shared by all processes of a store. */
export interface Ledger {
  /** Of a person and of all together, on a day of UTC: "2026-11-26". */
  spent(
    person: string,
    day: string,
  ): Promise<{ readonly person: ModelSpending; readonly all: ModelSpending }>
  add(person: string, day: string, spending: ModelSpending): Promise<void>
}

/** Which budget is used up; undefined where none is. */
export async function exhausted(
  budgets: Budgets,
  ledger: Ledger,
  person: string,
  day: string,
): Promise<'person' | 'day' | undefined> {
  const { person: own, all } = await ledger.spent(person, day)
  const over = (spent: number, budget: number): boolean => budget > 0 && spent >= budget
  if (over(all.tokens, budgets.dayTokens) || over(all.dollars, budgets.dayDollars)) return 'day'
  return over(own.tokens, budgets.personTokens) ? 'person' : undefined
}

export function addUsage(one: Usage, other: Usage): Usage {
  const dollars = (one.dollars ?? 0) + (other.dollars ?? 0)
  const priced = one.dollars !== undefined || other.dollars !== undefined
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    ...(priced ? { dollars } : {}),
  }
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 }

/** Nothing outlives the process: for the terminal. */
export function createMemoryLedger(): Ledger {
  const days = new Map<string, Map<string, ModelSpending>>()
  const NOTHING: ModelSpending = { tokens: 0, dollars: 0 }
  const sum = (a: ModelSpending, b: ModelSpending): ModelSpending => ({
    tokens: a.tokens + b.tokens,
    dollars: a.dollars + b.dollars,
  })
  return {
    async spent(person, day) {
      const people = days.get(day) ?? new Map<string, ModelSpending>()
      return {
        person: people.get(person) ?? NOTHING,
        all: [...people.values()].reduce(sum, NOTHING),
      }
    },
    async add(person, day, spending) {
      const people = days.get(day) ?? new Map<string, ModelSpending>()
      people.set(person, sum(people.get(person) ?? NOTHING, spending))
      days.clear()
      days.set(day, people)
    },
  }
}
