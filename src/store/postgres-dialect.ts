// Kysely on PostgreSQL: a pool with a limit on every wait, commits that are on disk when they return.
import { PostgresDialect } from 'kysely'
import pg from 'pg'

/** Batches are few and short: more connections would only wait for each other. */
const CONNECTIONS = 8
const CONNECT_LIMIT_MS = 5_000
const QUERY_LIMIT_MS = 10_000
const INT8 = 20

export function postgresDialect(url: string, onError: (error: Error) => void): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: QUERY_LIMIT_MS,
    statement_timeout: QUERY_LIMIT_MS,
    idle_in_transaction_session_timeout: QUERY_LIMIT_MS,
    keepAlive: true,
    application_name: 'magnets',
    // Whatever the server's default is: what was accepted is on disk.
    options: '-c synchronous_commit=on',
    types: { getTypeParser: parserOf },
  })
  // A connection that breaks while it is idle would otherwise end the process.
  pool.on('error', onError)
  return new PostgresDialect({ pool })
}

/** Ids and times are whole numbers far below 2^53; pg gives them as text. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8 && format !== 'binary') return Number
  return pg.types.getTypeParser(oid, format as 'text')
}
