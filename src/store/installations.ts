// Where the bot was installed, with the tokens that each place gave it, sealed.
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Seal } from './seal.ts'

export interface Installations {
  /** `body` is what the platform's adapter needs to act there, tokens included. */
  put(platform: string, team: string, body: string, at: number): Promise<void>
  find(platform: string, team: string): Promise<string | undefined>
  remove(platform: string, team: string): Promise<void>
}

export function createInstallations(db: Kysely<Schema>, seal: Seal): Installations {
  return {
    async put(platform, team, body, at) {
      const row = { platform, team, body: seal.seal(body), at }
      await db
        .insertInto('installations')
        .values(row)
        .onConflict(conflict =>
          conflict.columns(['platform', 'team']).doUpdateSet({ body: row.body, at }),
        )
        .execute()
    },
    async find(platform, team) {
      const row = await db
        .selectFrom('installations')
        .select('body')
        .where('platform', '=', platform)
        .where('team', '=', team)
        .executeTakeFirst()
      return row && seal.open(row.body)
    },
    async remove(platform, team) {
      await db
        .deleteFrom('installations')
        .where('platform', '=', platform)
        .where('team', '=', team)
        .execute()
    },
  }
}
