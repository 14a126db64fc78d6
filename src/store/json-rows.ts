// Many rows or values as one parameter: a statement is the same for any number of them, and cheap to make.
import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engines.ts'

/** The columns to be filled, and as what PostgreSQL is to read them. */
export type Columns<Row> = { readonly [Column in keyof Row]-?: 'text' | 'bigint' | 'float8' }

export function namesIn<Row>(columns: Columns<Row>): (keyof Row)[] {
  return Object.keys(columns) as (keyof Row)[]
}

/** A table of these rows, in their order, to select from under this name. */
export function jsonTable<Row extends object>(
  engine: Engine,
  name: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): RawBuilder<Row> {
  const json = sql.val(JSON.stringify(rows))
  const names = Object.keys(columns)
  if (engine.kind === 'sqlite') {
    const read = sql.join(
      names.map(column => sql`value ->> ${sql.lit(column)} as ${sql.ref(column)}`),
    )
    return sql`(select ${read} from json_each(${json})) as ${sql.ref(name)}`
  }
  const types = Object.entries<string>(columns)
  const read = sql.join(types.map(([column, type]) => sql`${sql.ref(column)} ${sql.raw(type)}`))
  return sql`json_to_recordset(cast(${json} as json)) as ${sql.ref(name)} (${read})`
}

/** The same as the source of an insert into these columns. */
export function jsonRows<Row extends object>(
  engine: Engine,
  columns: Columns<Row>,
  rows: readonly Row[],
): RawBuilder<Row> {
  const names = sql.join(Object.keys(columns).map(column => sql.ref(column)))
  // Without a "where" SQLite takes "on conflict" for a join.
  return sql`select ${names} from ${jsonTable(engine, 'given', columns, rows)} where true`
}

/** Whether a column holds one of these strings or whole numbers. */
export function oneOf(
  engine: Engine,
  column: string,
  values: readonly string[] | readonly number[],
): RawBuilder<boolean> {
  const ref = sql.ref(column)
  if (engine.kind === 'sqlite') {
    return sql`${ref} in (select value from json_each(${JSON.stringify(values)}))`
  }
  const type = sql.raw(typeof values[0] === 'number' ? 'bigint' : 'text')
  // Of a subquery instead of an array PostgreSQL makes a scan, once an "or" stands beside it.
  return sql`${ref} = any(cast(${sql.val(values)} as ${type}[]))`
}
