// Copies everything worth keeping into one SQLite file, from either engine, and back into either.
import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { Kysely, sql } from 'kysely'
import { UserError } from '#magnets'
import { type Engine, type Opened, openFile } from './engines.ts'
import { migrate } from './migrate.ts'
import { KEPT_TABLES, type Schema } from './schema.ts'

/** Rows of one statement; the widest table then binds some thousand values. */
const PAGE = 200

/** Writes a consistent copy while work goes on. Throws a UserError where the file exists already. */
export async function backup(engine: Engine, db: Kysely<Schema>, path: string): Promise<number> {
  reserve(path)
  try {
    // As a statement among others, so that it never falls into somebody's transaction.
    if (engine.kind === 'sqlite') await sql`vacuum into ${path}`.execute(db)
    const rows = await within(path, async (copy, { engine: target }) => {
      if (engine.kind === 'sqlite') return countRows(copy)
      await migrate(copy, target)
      return await db
        .transaction()
        // One moment for all tables, whatever is written meanwhile.
        .setIsolationLevel('repeatable read')
        .execute(from => copy.transaction().execute(to => copyTables(from, to)))
    })
    flush(path)
    return rows
  } catch (error) {
    // Half a backup would be taken for one.
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
    throw error
  }
}

/**
 * Fills empty tables from a backup. What waited for an answer then is old now: it becomes a dead
 * letter, which an operator may replay.
 */
export async function restore(db: Kysely<Schema>, path: string): Promise<number> {
  if (!existsSync(path)) throw new UserError('backup', `There is no file ${path}.`)
  const present = await countRows(db)
  if (present > 0) {
    const words =
      `There are ${present} rows already. Restore into an empty place: another MAGNETS_DATA or ` +
      'another database in DATABASE_URL.'
    throw new UserError('backup', words)
  }
  return within(path, async (from, { engine }) => {
    await checkBackup(from, path)
    await migrate(from, engine)
    return await db.transaction().execute(async trx => {
      const rows = await copyTables(from, trx)
      await trx
        .updateTable('inbox')
        .set({ state: 'dead', code: 'restored', reference: 'restored' })
        // So that it grows old as other dead letters do.
        .set(eb => ({ ended_at: eb.ref('taken_at') }))
        .where('state', '=', 'waiting')
        .execute()
      return rows
    })
  })
}

/** Takes the name, for our eyes only, before anything is written. */
function reserve(path: string): void {
  try {
    writeFileSync(path, '', { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    const words = exists
      ? `${path} exists already. Name a file that doesn't, so that none is lost.`
      : `${path} can't be written. Name a file in a folder that exists and may be written.`
    throw new UserError('backup', words, { cause })
  }
}

/** SQLite doesn't wait for the disk there. */
function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

async function within<T>(
  path: string,
  work: (db: Kysely<Schema>, opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = openCopy(path)
  const db = new Kysely<Schema>({ dialect: opened.dialect })
  try {
    return await work(db, opened)
  } finally {
    await db.destroy()
  }
}

function openCopy(path: string): Opened {
  try {
    return openFile(path)
  } catch (cause) {
    throw noBackup(path, cause)
  }
}

/** Another program's file must not get tables of ours. */
async function checkBackup(db: Kysely<Schema>, path: string): Promise<void> {
  const ours = sql`select 1 from sqlite_master where name = 'inbox'`
  let found: number
  try {
    found = (await ours.execute(db)).rows.length
  } catch (cause) {
    throw noBackup(path, cause)
  }
  if (found === 0) throw noBackup(path)
}

function noBackup(path: string, cause?: unknown): UserError {
  const words = `${path} is no backup of Magnets, or is damaged. Nothing was changed. Name another.`
  return new UserError('backup', words, { cause })
}

async function countRows(db: Kysely<Schema>): Promise<number> {
  let rows = 0
  for (const table of KEPT_TABLES) {
    const { count } = await db
      .selectFrom(table)
      .select(eb => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    rows += Number(count)
  }
  return rows
}

async function copyTables(from: Kysely<Schema>, to: Kysely<Schema>): Promise<number> {
  let copied = 0
  for (const table of KEPT_TABLES) {
    for (let offset = 0; ; offset += PAGE) {
      const rows = await from
        .selectFrom(table)
        .selectAll()
        .orderBy(sql.raw(ORDER[table]))
        .limit(PAGE)
        .offset(offset)
        .execute()
      if (rows.length === 0) break
      // Numbers are given anew, in the same order: the engines count for themselves.
      const values = rows.map(row => (NUMBERED.has(table) ? unnumbered(row) : row))
      await to
        .insertInto(table)
        .values(values as never)
        .execute()
      copied += rows.length
    }
  }
  return copied
}

function unnumbered({ id: _, ...row }: Record<string, unknown>): Record<string, unknown> {
  return row
}

const NUMBERED: ReadonlySet<string> = new Set(['inbox', 'turns', 'gap_asks'])

/** What puts the rows of a table into one order. */
const ORDER = {
  inbox: 'id',
  messages: 'id',
  turns: 'id',
  receipts: 'id',
  votes: 'receipt, person',
  gaps: 'id',
  gap_asks: 'id',
  installations: 'platform, team',
  settings: 'platform, team, channel, name',
  limits: 'subject',
  model_spending: 'day, person',
} satisfies Record<(typeof KEPT_TABLES)[number], string>
