// Vectors of facts, as an embedding model made them: a cache that holds nothing of anybody.
import type { Kysely } from 'kysely'

export async function vectors(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('vectors')
    .addColumn('model', 'text', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('vector', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('vectors_key', ['model', 'hash'])
    .execute()
}
