// What a language model has cost, by person and day of UTC, shared by all processes.
import type { Kysely } from 'kysely'
import type { ModelSpending } from '#magnets'
import type { Schema } from './schema.ts'

export interface Spending {
  spent(
    person: string,
    day: string,
  ): Promise<{ readonly person: ModelSpending; readonly all: ModelSpending }>
  add(person: string, day: string, spending: ModelSpending): Promise<void>
}

export function createSpending(db: Kysely<Schema>): Spending {
  return {
    async spent(person, day) {
      const row = await db
        .selectFrom('model_spending')
        .select(({ fn, case: when, lit }) => {
          const own = <T extends 'tokens' | 'dollars'>(column: T) =>
            fn.sum<number | string | null>(
              when().when('person', '=', person).thenRef(column).else(lit(0)).end(),
            )
          return [
            own('tokens').as('own_tokens'),
            own('dollars').as('own_dollars'),
            fn.sum<number | string | null>('tokens').as('tokens'),
            fn.sum<number | string | null>('dollars').as('dollars'),
          ]
        })
        .where('day', '=', day)
        .executeTakeFirst()
      // PostgreSQL gives sums of whole numbers as text.
      const number = (value: number | string | null | undefined): number => Number(value ?? 0)
      return {
        person: { tokens: number(row?.own_tokens), dollars: number(row?.own_dollars) },
        all: { tokens: number(row?.tokens), dollars: number(row?.dollars) },
      }
    },

    add: (person, day, spending) => addSpending(db, person, day, spending),
  }
}

export async function addSpending(
  db: Kysely<Schema>,
  person: string,
  day: string,
  { tokens, dollars }: ModelSpending,
): Promise<void> {
  await db
    .insertInto('model_spending')
    .values({ day, person, tokens, dollars })
    .onConflict(conflict =>
      conflict.columns(['day', 'person']).doUpdateSet(eb => ({
        tokens: eb('model_spending.tokens', '+', eb.ref('excluded.tokens')),
        dollars: eb('model_spending.dollars', '+', eb.ref('excluded.dollars')),
      })),
    )
    .execute()
}
