// Kysely on node:sqlite: one file or memory, every transaction durable when it is committed.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely'

/** Statements that stay prepared; there are fewer different ones than this. */
const PREPARED = 200
/** Another process on the same file (a backup, the command line) may hold the lock for a moment. */
const BUSY_MS = 5_000
const BUSY = 5
/** Several that open a new file at once refuse each other the switch to WAL, without any waiting. */
const WAL_PAUSE_MS = 50
const WAL_TRIES = BUSY_MS / WAL_PAUSE_MS

/** Opens the file, creating it. WAL and FULL: a commit is on disk when it returns. */
export function openSqlite(path: string): DatabaseSync {
  const db = new DatabaseSync(path)
  try {
    switchToWal(db)
    db.exec(`pragma busy_timeout = ${BUSY_MS}; pragma synchronous = full`)
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

function switchToWal(db: DatabaseSync): void {
  for (let tries = 1; ; tries += 1) {
    try {
      db.exec('pragma journal_mode = wal')
      return
    } catch (error) {
      const busy = error instanceof Error && 'errcode' in error && error.errcode === BUSY
      if (!busy || tries === WAL_TRIES) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS)
    }
  }
}

export function sqliteDialect(db: DatabaseSync): Dialect {
  const config = { database: asKyselyWants(db) }
  const dialect = new SqliteDialect(config)
  return {
    createDriver: () => new ImmediateDriver(config, db) as Driver,
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: kysely => dialect.createIntrospector(kysely),
  }
}

/** A transaction that begins as a reader may fail when it writes; one that begins as a writer waits. */
class ImmediateDriver extends SqliteDriver {
  readonly #file: DatabaseSync

  constructor(config: SqliteDialectConfig, file: DatabaseSync) {
    super(config)
    this.#file = file
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** On a full or failing disk SQLite rolls back by itself; to do it again would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isTransaction) await super.rollbackTransaction(connection)
  }
}

/** So that the migrator works within one transaction, which is its lock against other processes. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function asKyselyWants(db: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => db.close(),
    prepare(sql) {
      const known = prepared.get(sql)
      if (known !== undefined) return known
      const statement = asStatement(db.prepare(sql))
      prepared.set(sql, statement)
      const [oldest] = prepared.keys()
      if (prepared.size > PREPARED && oldest !== undefined) prepared.delete(oldest)
      return statement
    },
  }
}

function asStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: values => statement.all(...sqliteValues(values)),
    run: values => statement.run(...sqliteValues(values)),
    iterate: values => statement.iterate(...sqliteValues(values)),
  }
}

/** node:sqlite takes an object in first place for named parameters, and drops it in silence. */
function sqliteValues(values: readonly unknown[]): SQLInputValue[] {
  return values.map(value => {
    const fine = value === null || ['string', 'number', 'bigint'].includes(typeof value)
    if (!fine) throw new TypeError(`SQLite is given a ${typeof value}`)
    return value as SQLInputValue
  })
}
