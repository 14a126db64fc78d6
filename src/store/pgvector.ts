// Nearest vectors found by PostgreSQL itself, where it has the extension pgvector or lets us have it.
import { type Kysely, sql } from 'kysely'
import type { Near, Vector } from '#magnets'
import type { Engine } from './engines.ts'
import { oneOf } from './json-rows.ts'
import type { Schema } from './schema.ts'

/** Any number that nobody else locks: two that create the same at once would refuse each other. */
const LOCK = 0x6d61676e
/** A state of SQL's: the server answered, and said no. */
const STATE = /^[0-9A-Z]{5}$/

/**
 * True once the extension and the table of what it searches are there. The table is made here and
 * not by a migration, since the extension may come at any time, or never.
 */
export async function preparePgvector(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_available_extensions where name = 'vector'`.execute(
    db,
  )
  if (rows.length === 0) return false
  try {
    await db.transaction().execute(async trx => {
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx)
      const installed = await sql`select 1 from pg_extension where extname = 'vector'`.execute(trx)
      if (installed.rows.length === 0) await sql`create extension vector`.execute(trx)
      await sql`
        create table if not exists vector_index (
          model text not null, hash text not null, embedding vector not null,
          primary key (model, hash))`.execute(trx)
    })
    return true
  } catch (error) {
    // No right to create it, or its files don't fit the server: what it would find, we find.
    if (isAnswer(error)) return false
    throw error
  }
}

/** Takes over what was kept without it, by whichever process. */
export async function fillIndex(db: Kysely<Schema>, model: string): Promise<void> {
  await sql`
    insert into vector_index (model, hash, embedding)
    select model, hash, cast(vector as vector) from vectors v
    where model = ${model} and not exists (
      select 1 from vector_index i where i.model = v.model and i.hash = v.hash)
    on conflict do nothing`.execute(db)
}

/** By the exact distance to each: a base holds hundreds of facts, for which no index pays. */
export async function nearestInIndex(
  db: Kysely<Schema>,
  engine: Engine,
  {
    model,
    vector,
    among,
    limit,
  }: {
    readonly model: string
    readonly vector: Vector
    readonly among: readonly string[]
    readonly limit: number
  },
): Promise<readonly Near[]> {
  const asked = sql`cast(${JSON.stringify(vector)} as vector)`
  const { rows } = await sql<Near>`
    select hash, 1 - (embedding <=> ${asked}) as similarity from vector_index
    where model = ${model} and ${oneOf(engine, 'hash', among)}
      and vector_dims(embedding) = ${sql.lit(vector.length)}
    order by embedding <=> ${asked}, hash limit ${sql.lit(limit)}`.execute(db)
  // A vector of noughts points nowhere.
  return rows.filter(({ similarity }) => !Number.isNaN(similarity))
}

function isAnswer(error: unknown): boolean {
  return (
    error instanceof Error &&
    'severity' in error &&
    'code' in error &&
    STATE.test(String(error.code))
  )
}
