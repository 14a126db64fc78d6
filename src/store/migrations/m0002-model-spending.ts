// What people's questions have cost of a language model, by day.
import type { Kysely } from 'kysely'

export async function modelSpending(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('model_spending')
    .addColumn('day', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('tokens', 'bigint', column => column.notNull())
    .addColumn('dollars', 'double precision', column => column.notNull())
    .addPrimaryKeyConstraint('model_spending_key', ['day', 'person'])
    .execute()
}
