// Shares the connections of a sharded platform out among the processes that live.
import type { Kysely, Transaction } from 'kysely'
import type { Engine } from './engines.ts'
import { liveInstances } from './membership.ts'
import type { Schema } from './schema.ts'

export interface ShardOptions {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  readonly clock: () => number
  readonly owner: string
}

/** A shard, who serves it and who is about to; both only where they live. */
interface Shard {
  readonly shard: number
  readonly owner: string | undefined
  heir: string | undefined
}

/**
 * The shards, of `total`, that this process serves from now on: what it has, what nobody living
 * serves, and what others have too many of. Of the latter it is only the heir until `confirmShards`
 * says that it serves them; until then both do, for what two hear is a repeat, and what none hears
 * is lost.
 */
export async function assignShards(
  options: ShardOptions,
  platform: string,
  total: number,
): Promise<readonly number[]> {
  const { db, owner } = options
  return db.transaction().execute(async trx => {
    const { alive, shards } = await read(trx, options, platform, total)
    const taken: number[] = []
    for (let next = wanted(shards, alive, owner); next; next = wanted(shards, alive, owner)) {
      next.heir = owner
      taken.push(next.shard)
    }
    if (taken.length > 0) {
      await trx.updateTable('shards').set({ heir: owner }).where('shard', 'in', taken).execute()
    }
    return shards.filter(row => row.owner === owner || row.heir === owner).map(row => row.shard)
  })
}

/** Says that this process serves these shards now: whoever did before stops at the next look. */
export async function confirmShards(
  { db, owner }: ShardOptions,
  served: readonly number[],
): Promise<void> {
  if (served.length === 0) return
  await db
    .updateTable('shards')
    .set({ owner, heir: '' })
    .where('heir', '=', owner)
    .where('shard', 'in', served)
    .execute()
}

async function read(
  trx: Transaction<Schema>,
  { engine, clock, owner }: ShardOptions,
  platform: string,
  total: number,
): Promise<{ alive: ReadonlySet<string>; shards: readonly Shard[] }> {
  const live = await liveInstances(trx, engine, clock).select(['id', 'platforms']).execute()
  const serving = live.filter(({ platforms }) => JSON.parse(platforms).includes(platform))
  const alive = new Set(serving.map(({ id }) => id)).add(owner)
  await trx
    .insertInto('shards')
    .values(Array.from({ length: total }, (_, shard) => ({ shard, owner: '', heir: '' })))
    .onConflict(c => c.doNothing())
    .execute()
  // Locked in one order, so that two processes never take the same.
  const rows = await trx
    .selectFrom('shards')
    .selectAll()
    .where('shard', '<', total)
    .orderBy('shard')
    .$if(engine.locks, query => query.forUpdate())
    .execute()
  const living = (id: string): string | undefined => (alive.has(id) ? id : undefined)
  const shards = rows.map(({ shard, ...row }) => ({
    shard,
    owner: living(row.owner),
    heir: living(row.heir),
  }))
  return { alive, shards }
}

/** The next shard that should be ours, while another has two more than we. */
function wanted(
  shards: readonly Shard[],
  alive: ReadonlySet<string>,
  own: string,
): Shard | undefined {
  const free = shards.find(row => (row.heir ?? row.owner) === undefined)
  const counts = new Map([...alive].map(id => [id, 0]))
  for (const { owner, heir } of shards) {
    const id = heir ?? owner
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const ours = counts.get(own) ?? 0
  if (free !== undefined) return ours < Math.ceil(shards.length / alive.size) ? free : undefined
  const [richest, most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))
  if (most < ours + 2) return undefined
  return shards.find(row => row.owner === richest && row.heir === undefined)
}
