// Finds work that nobody does: of processes that died, of ones that stopped, and of our own that we lost sight of.
import type { Kysely } from 'kysely'
import { claimLanes } from './claim-lanes.ts'
import type { Engine } from './engines.ts'
import { liveInstances } from './membership.ts'
import type { Schema } from './schema.ts'

export interface ClaimOptions {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  readonly clock: () => number
  readonly owner: string
}

/** A row to work on. */
export interface Work {
  readonly id: number
  readonly lane: string
  readonly person: string
}

const ROWS = 500

/** Makes lanes ours in which something waits and nobody living works; returns what waits there. */
export async function claimOrphans(
  options: ClaimOptions,
  platforms: readonly string[],
  lanes: number,
): Promise<readonly Work[]> {
  const { db, engine, clock } = options
  const alive = liveInstances(db, engine, clock).select('id')
  const orphans = await db
    .selectFrom('inbox')
    .leftJoin('lanes', 'lanes.lane', 'inbox.lane')
    .select('inbox.lane')
    .distinct()
    .where('state', '=', 'waiting')
    .where('platform', 'in', platforms)
    .where(eb => eb.or([eb('owner', 'is', null), eb('owner', 'not in', alive)]))
    .limit(lanes)
    .execute()
  if (orphans.length === 0) return []
  const wanted = new Set(orphans.map(({ lane }) => lane))
  const claimed = await db.transaction().execute(trx => claimLanes(trx, options, wanted))
  return claimed.size === 0 ? [] : waitingIn(db, [...claimed])
}

/** What waits in lanes of ours. */
export function ownWaiting({ db, owner }: ClaimOptions): Promise<readonly Work[]> {
  return db
    .selectFrom('inbox')
    .innerJoin('lanes', 'lanes.lane', 'inbox.lane')
    .select(['inbox.id', 'inbox.lane', 'inbox.person'])
    .where('owner', '=', owner)
    .where('state', '=', 'waiting')
    .orderBy('inbox.id')
    .limit(ROWS)
    .execute()
}

/** Which of these lanes are ours by what the data say. */
export async function stillOwned(
  { db, owner }: ClaimOptions,
  lanes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (lanes.length === 0) return new Set()
  const rows = await db
    .selectFrom('lanes')
    .select('lane')
    .where('owner', '=', owner)
    .where('lane', 'in', lanes)
    .execute()
  return new Set(rows.map(({ lane }) => lane))
}

function waitingIn(db: Kysely<Schema>, lanes: readonly string[]): Promise<readonly Work[]> {
  return db
    .selectFrom('inbox')
    .select(['id', 'lane', 'person'])
    .where('state', '=', 'waiting')
    .where('lane', 'in', lanes)
    .orderBy('id')
    .limit(ROWS)
    .execute()
}
