// Brings the tables up to date at start, under a lock, so that many may start at once.
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { UserError } from '#magnets'
import type { Engine } from './engines.ts'
import { first } from './migrations/m0001-first.ts'
import { modelSpending } from './migrations/m0002-model-spending.ts'
import { vectors } from './migrations/m0003-vectors.ts'
import type { Schema } from './schema.ts'

/** In the order of their names; one that has been released is never changed. */
export function migrationsFor(engine: Engine) {
  return {
    'm0001-first': { up: first(engine) },
    'm0002-model-spending': { up: modelSpending },
    'm0003-vectors': { up: vectors },
  }
}

/** Throws a UserError ("newer-data") where a later version has written the data. */
export async function migrate(db: Kysely<Schema>, engine: Engine): Promise<void> {
  const migrations = migrationsFor(engine)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  if (/corrupted migrations/.test(String(error))) {
    throw new UserError(
      'newer-data',
      'The data were written by a newer version of Magnets, which this one does not understand. ' +
        'Nothing was changed. Run that version, or restore a backup made with this one into ' +
        'another place (MAGNETS_DATA or DATABASE_URL).',
      { cause: error },
    )
  }
  throw error
}
