// A PostgreSQL that has pgvector, on loopback: the real engine and extension, compiled to run inside this process.
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** As many as our pool opens, and one for the test. */
const CONNECTIONS = 12

export interface PgvectorServer {
  readonly databaseUrl: string
  /** One statement from outside of every store. */
  rows<T = Record<string, unknown>>(sql: string): Promise<T[]>
  stop(): Promise<void>
}

export async function startPgvectorServer(): Promise<PgvectorServer> {
  const db = await PGlite.create({ extensions: { vector } })
  const options = { db, port: 0, host: '127.0.0.1', maxConnections: CONNECTIONS }
  const server = new PGLiteSocketServer(options)
  const listening = Promise.withResolvers<number>()
  server.addEventListener('listening', event => {
    listening.resolve((event as CustomEvent<{ port: number }>).detail.port)
  })
  await server.start()
  return {
    databaseUrl: `postgres://postgres@127.0.0.1:${await listening.promise}/postgres`,
    rows: async <T>(sql: string) => (await db.query<T>(sql)).rows,
    async stop() {
      await server.stop()
      await db.close()
    },
  }
}
