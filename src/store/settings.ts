// What people who manage a channel have set for it, and what the house remembers for itself.
import type { Kysely } from 'kysely'
import type { ChannelPlace } from '#magnets'
import type { Schema } from './schema.ts'

export interface Settings {
  get(place: ChannelPlace, name: string): Promise<string | undefined>
  put(place: ChannelPlace, name: string, value: string): Promise<void>
  /** Every channel that has a setting of this name. */
  all(name: string): Promise<readonly Setting[]>
}

export interface Setting {
  readonly place: ChannelPlace
  readonly value: string
}

/** The house itself, for what belongs to no channel. */
export const HOUSE: ChannelPlace = { platform: '-', channel: '-' }

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
    async all(name) {
      const rows = await db
        .selectFrom('settings')
        .select(['platform', 'team', 'channel', 'value'])
        .where('name', '=', name)
        .execute()
      return rows.map(({ value, team, ...place }) => ({
        place: team === '-' ? place : { ...place, team },
        value,
      }))
    },
  }
}
