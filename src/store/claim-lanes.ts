// Makes lanes ours: only who has a lane works on what waits in it.
import type { Kysely } from 'kysely'
import type { Engine } from './engines.ts'
import { jsonRows, oneOf } from './json-rows.ts'
import { liveInstances } from './membership.ts'
import type { Schema } from './schema.ts'

export interface LaneOptions {
  readonly engine: Engine
  readonly clock: () => number
  readonly owner: string
}

/** Makes lanes ours that are free or whose owner is dead; returns all that are ours then. */
export async function claimLanes(
  db: Kysely<Schema>,
  { engine, clock, owner }: LaneOptions,
  lanes: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (lanes.size === 0) return new Set()
  // Always in one order, so that two processes don't wait for each other.
  const values = [...lanes].sort().map(lane => ({ lane, owner }))
  const alive = liveInstances(db, engine, clock).select('id')
  const claimed = await db
    .insertInto('lanes')
    .columns(['lane', 'owner'])
    .expression(jsonRows(engine, { lane: 'text', owner: 'text' }, values))
    .onConflict(conflict =>
      conflict
        .column('lane')
        .doUpdateSet({ owner })
        .where(eb => eb.or([eb('lanes.owner', '=', owner), eb('lanes.owner', 'not in', alive)])),
    )
    .returning('lane')
    .execute()
  return new Set(claimed.map(({ lane }) => lane))
}

/**
 * The same for lanes into which rows have just come, the first of them with the id `first`. A lane
 * in which older ones wait that nobody works on is left to who claims it with all of them: what is
 * new must not overtake them.
 */
export async function claimForNew(
  db: Kysely<Schema>,
  options: LaneOptions,
  lanes: ReadonlySet<string>,
  first: number,
): Promise<ReadonlySet<string>> {
  if (lanes.size === 0) return new Set()
  const older = await db
    .selectFrom('inbox')
    .leftJoin('lanes', 'lanes.lane', 'inbox.lane')
    .select('inbox.lane')
    .distinct()
    .where('state', '=', 'waiting')
    .where(oneOf(options.engine, 'inbox.lane', [...lanes]))
    .where('inbox.id', '<', first)
    .where(eb => eb.or([eb('owner', 'is', null), eb('owner', '!=', options.owner)]))
    .execute()
  const claimed = new Set(await claimLanes(db, options, lanes))
  const left = older.map(({ lane }) => lane).filter(lane => claimed.delete(lane))
  if (left.length > 0) await db.deleteFrom('lanes').where('lane', 'in', left).execute()
  return claimed
}
