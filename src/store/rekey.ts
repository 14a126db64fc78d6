// Seals everything anew with today's key, so that keys of before can be thrown away.
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'
import type { Seal } from './seal.ts'
import { resealedRow } from './stored-json.ts'

/** Columns with a token inside JSON; their rows are named by `id`. */
const JSON_COLUMNS = [
  ['inbox', 'body'],
  ['messages', 'reply'],
  ['gap_asks', 'address'],
] as const

interface Row {
  readonly id: string | number
  readonly text: string
}

/** Returns how many rows were sealed anew. Throws a UserError where a key is missing. */
export async function rekey(db: Kysely<Schema>, seal: Seal): Promise<number> {
  let changed = 0
  for (const [table, column] of JSON_COLUMNS) {
    const from = sql.table(table)
    const text = sql.ref(column)
    const { rows } = await sql<Row>`select id, ${text} as text from ${from}
      where ${text} like '%"token"%'`.execute(db)
    for (const row of rows) {
      const again = resealedRow(row.text, seal)
      if (again === undefined) continue
      // Where somebody has written it meanwhile, they did so with today's key.
      const done = await sql`update ${from} set ${text} = ${again}
        where id = ${row.id} and ${text} = ${row.text}`.execute(db)
      changed += Number(done.numAffectedRows ?? 0)
    }
  }
  const installed = await db.selectFrom('installations').selectAll().execute()
  for (const { platform, team, body } of installed) {
    if (seal.isCurrent(body)) continue
    await db
      .updateTable('installations')
      .set({ body: seal.seal(seal.open(body)) })
      .where('platform', '=', platform)
      .where('team', '=', team)
      .where('body', '=', body)
      .execute()
    changed += 1
  }
  return changed
}
