// The places in which tests keep data: SQLite always, PostgreSQL where one answers.
//
// MAGNETS_TEST_POSTGRES names a server on which the tests may create databases (default:
// postgres://postgres@127.0.0.1:5432/test). Where none answers, its tests are skipped and their
// name says so; with MAGNETS_TEST_POSTGRES_REQUIRED=1 they fail instead.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { afterAll, describe, onTestFinished } from 'vitest'
import { DATA_FILE, type StoreOptions } from '../../src/store/store.ts'

/** Somewhere to keep data, empty at first, gone when the test is over. */
export interface TestPlace {
  /** What `openStore` is told of it. */
  readonly options: Pick<StoreOptions, 'folder' | 'databaseUrl' | 'key'>
  /** One statement from outside of every store; big whole numbers come as numbers. */
  rows<T = Record<string, unknown>>(sql: string): Promise<T[]>
}

export interface TestEngine {
  readonly kind: 'sqlite' | 'postgres'
  /** Nobody but the store that made it can look into it; no second store can share it. */
  readonly inMemory: boolean
  /** Call it within a test. `bare` has no tables yet. */
  place(options?: { readonly bare?: boolean }): Promise<TestPlace>
}

const SERVER = process.env.MAGNETS_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/test'
const REQUIRED = process.env.MAGNETS_TEST_POSTGRES_REQUIRED === '1'
const REACH_LIMIT_MS = 3_000
/** For PostgreSQL, which has no folder with a key of its own. */
export const TEST_KEY = Buffer.alloc(32, 7).toString('base64')

const SQLITE: TestEngine = { kind: 'sqlite', inMemory: false, place: async () => folderPlace() }
const MEMORY: TestEngine = { kind: 'sqlite', inMemory: true, place: async () => MEMORY_PLACE }
const POSTGRES: TestEngine = { kind: 'postgres', inMemory: false, place: serverPlace }

const MEMORY_PLACE: TestPlace = {
  options: {},
  rows: () => Promise.reject(new Error('memory has one reader only')),
}

/** Undefined where a server answers. */
const missingPostgres = await whyMissing()
if (missingPostgres !== undefined && REQUIRED) throw new Error(missingPostgres)

/** Those that answer and can be shared. */
export const ENGINES: readonly TestEngine[] =
  missingPostgres === undefined ? [SQLITE, POSTGRES] : [SQLITE]

/** Runs the tests of `body` once an engine, `memory` included where it is asked for. */
export function describeEngines(
  title: string,
  body: (engine: TestEngine) => void,
  { memory = false }: { readonly memory?: boolean } = {},
): void {
  describe(`${title}, on SQLite`, () => body(SQLITE))
  if (memory) describe(`${title}, on SQLite in memory`, () => body(MEMORY))
  describePostgres(title, body)
}

/** Runs the tests of `body` on PostgreSQL alone. */
export function describePostgres(title: string, body: (engine: TestEngine) => void): void {
  if (missingPostgres === undefined) describe(`${title}, on PostgreSQL`, () => body(POSTGRES))
  else describe.skip(`${title}, on PostgreSQL (skipped: ${missingPostgres})`, () => body(POSTGRES))
}

/** A new folder; it is removed when the test is over. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'magnets-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function folderPlace(): TestPlace {
  const folder = testFolder()
  return {
    options: { folder },
    async rows<T>(sql: string) {
      const file = new DatabaseSync(join(folder, DATA_FILE), { timeout: 5_000 })
      try {
        return file.prepare(sql).all() as T[]
      } finally {
        file.close()
      }
    },
  }
}

// Making a database takes a third of a second: those of one test file are emptied and used again.
const free: string[] = []
const made: string[] = []
let admin: Promise<pg.Client> | undefined

afterAll(async () => {
  if (admin === undefined) return
  const client = await admin
  // Without "force": the server waits for connections that are just being closed.
  for (const name of made) await client.query(`drop database ${name}`)
  await client.end()
})

async function serverPlace({ bare = false } = {}): Promise<TestPlace> {
  const name = free.pop() ?? (await makeDatabase())
  const databaseUrl = urlOf(name)
  const client = await connect(databaseUrl)
  await client.query(bare ? 'drop schema public cascade' : EMPTY_ALL)
  if (bare) await client.query('create schema public')
  onTestFinished(async () => {
    await client.end()
    free.push(name)
  })
  return {
    options: { databaseUrl, key: TEST_KEY },
    rows: async <T>(sql: string) => (await client.query(sql)).rows as T[],
  }
}

/** Quicker than TRUNCATE, which syncs a file a table. */
const EMPTY_ALL = `do $$ declare one text; begin
  for one in select tablename from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'
  loop execute format('delete from %I', one); end loop;
end $$`

async function makeDatabase(): Promise<string> {
  admin ??= connect(SERVER)
  const name = `magnets_test_${randomBytes(6).toString('hex')}`
  await (await admin).query(`create database ${name} template template0`)
  made.push(name)
  return name
}

function urlOf(database: string): string {
  const url = new URL(SERVER)
  url.pathname = `/${database}`
  return url.href
}

async function connect(connectionString: string): Promise<pg.Client> {
  const getTypeParser = ((oid: number) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid)) as never
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: REACH_LIMIT_MS,
    types: { getTypeParser },
  })
  await client.connect()
  return client
}

async function whyMissing(): Promise<string | undefined> {
  try {
    await (await connect(SERVER)).end()
    return undefined
  } catch (error) {
    const { host, pathname } = new URL(SERVER)
    const code = (error as { code?: string }).code ?? String(error)
    return `no PostgreSQL at ${host}${pathname}, ${code}; MAGNETS_TEST_POSTGRES names one`
  }
}
