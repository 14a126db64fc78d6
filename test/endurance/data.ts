// Where a bot under trial keeps its data: a fresh folder, or a fresh PostgreSQL database that is dropped again.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { DATA_FILE } from '../../src/store/store.ts'

export type EngineName = 'sqlite' | 'postgres'

export interface Data {
  /** What the bot needs to know of it. */
  readonly env: Readonly<Record<string, string>>
  /** Temporary, for data and logs. */
  readonly folder: string
  /** Where to look when something went wrong. */
  readonly where: string
  /** What the inbox holds, by key; undefined where there is no inbox. */
  inbox(): Promise<ReadonlyMap<string, Row> | undefined>
  drop(): Promise<void>
}

export interface Row {
  readonly state: string
  readonly kind: string
}

export interface DataOptions {
  /** Reaches the server by this port, as through a proxy. Default: the server's own. */
  readonly port?: number
}

/** A server that trusts us; `MAGNETS_TEST_POSTGRES` names another. */
export const SERVER = new URL(
  process.env.MAGNETS_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/postgres',
)
const READ = 'select key, alias, state, kind from inbox'

export async function freshData(engine: EngineName, options: DataOptions = {}): Promise<Data> {
  const folder = mkdtempSync(join(tmpdir(), 'magnets-'))
  const MAGNETS_DATA = join(folder, 'data')
  const data =
    engine === 'sqlite'
      ? fileData(folder, MAGNETS_DATA)
      : await serverData(folder, MAGNETS_DATA, options)
  open.add(data)
  return {
    ...data,
    async drop() {
      open.delete(data)
      await data.drop()
    },
  }
}

/** What would be left behind by Ctrl-C. */
const open = new Set<Data>()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await Promise.allSettled([...open].map(data => data.drop()))
    process.exit(130)
  })
}

function fileData(folder: string, MAGNETS_DATA: string): Data {
  return {
    env: { MAGNETS_DATA },
    folder,
    where: folder,
    async inbox() {
      const file = join(MAGNETS_DATA, DATA_FILE)
      if (!existsSync(file)) return undefined
      const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
      try {
        return byKey(database.prepare(READ).all())
      } finally {
        database.close()
      }
    },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function serverData(
  folder: string,
  MAGNETS_DATA: string,
  { port }: DataOptions,
): Promise<Data> {
  const name = `magnets_trial_${randomBytes(6).toString('hex')}`
  await onServer(SERVER, `create database ${name}`).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    const { host } = SERVER
    console.error(
      `PostgreSQL at ${host} can't be used: ${Object(error).message}. Start it, or name another in MAGNETS_TEST_POSTGRES.`,
    )
    process.exit(2)
  })
  const own = new URL(SERVER)
  own.pathname = `/${name}`
  const seen = new URL(own)
  if (port !== undefined) seen.port = String(port)
  const MAGNETS_KEY = randomBytes(32).toString('base64')
  return {
    env: { MAGNETS_DATA, DATABASE_URL: seen.href, MAGNETS_KEY },
    folder,
    where: `${folder} and database ${name}`,
    async inbox() {
      const rows = await onServer(own, READ).catch((error: unknown) => {
        // Without the table there is no inbox; all else is an error.
        if (Object(error).code === '42P01') return undefined
        throw error
      })
      return rows && byKey(rows)
    },
    async drop() {
      await onServer(SERVER, `drop database if exists ${name} with (force)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function onServer(url: URL, query: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

function byKey(rows: readonly object[]): ReadonlyMap<string, Row> {
  const named = rows.map(row => Object(row))
  return new Map(
    named.flatMap(({ key, alias, state, kind }) =>
      [key, alias].filter(name => name !== null).map(name => [name, { state, kind }] as const),
    ),
  )
}
