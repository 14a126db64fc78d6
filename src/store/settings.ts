// What people who manage a channel have set for it, and what the house remembers for itself.
import type { Kysely } from 'kysely'
import type { Place } from '#magnets'
import type { Schema } from './schema.ts'

export interface Settings {
  get(place: SettingPlace, name: string): Promise<string | undefined>
  put(place: SettingPlace, name: string, value: string): Promise<void>
}

export type SettingPlace = Pick<Place, 'platform' | 'team' | 'channel'>

/** The house itself, for what belongs to no channel. */
export const HOUSE: SettingPlace = { platform: '-', channel: '-' }

export function createSettings(db: Kysely<Schema>): Settings {
  return {
    async get({ platform, team = '-', channel }, name) {
      const row = await db
        .selectFrom('settings')
        .select('value')
        .where('platform', '=', platform)
        .where('team', '=', team)
        .where('channel', '=', channel)
        .where('name', '=', name)
        .executeTakeFirst()
      return row?.value
    },
    async put({ platform, team = '-', channel }, name, value) {
      await db
        .insertInto('settings')
        .values({ platform, team, channel, name, value })
        .onConflict(conflict =>
          conflict.columns(['platform', 'team', 'channel', 'name']).doUpdateSet({ value }),
        )
        .execute()
    },
  }
}
