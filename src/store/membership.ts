// Which processes share the data, and which of them live: a lease on everything that one works on.
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Engine } from './engines.ts'
import type { Schema } from './schema.ts'

/** A process that was not seen for so long is dead, and others go on with its work. */
export const LEASE_MS = 15_000
/** Two may be lost on the way before a third decides. */
export const BEAT_MS = 3_000
/** The lease that we count on ends earlier than the one that others wait for. */
const MARGIN_MS = 2_000
/** Rows of the dead are of no use after that. */
const REMEMBERED_MS = 3_600_000

export interface Member {
  readonly id: string
  /** Version of the base that it serves. */
  readonly base: string
}

export interface Membership {
  readonly id: string
  join(base: string): Promise<void>
  /**
   * Renews the lease. False where it had run out: what we worked on may be another's now, and
   * nothing is held until `resume` says that what was lost is let go.
   */
  beat(base: string): Promise<boolean>
  resume(): void
  /** True while nobody can have taken over from us. By this machine's clock alone. */
  holds(): boolean
  /** The processes that live, ourselves included. */
  live(): Promise<readonly Member[]>
  leave(): Promise<void>
}

export interface MembershipOptions {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  readonly id: string
  /** Epoch milliseconds; only ever goes forward as far as leases are concerned. */
  readonly clock: () => number
  /** Default: the process's own. */
  readonly pid?: number
  /** That this process serves. */
  readonly platforms: readonly string[]
}

export function createMembership(options: MembershipOptions): Membership {
  const { db, engine, id, clock, pid = process.pid } = options
  const platforms = JSON.stringify(options.platforms)
  const machine = machineName()
  let renewedAt = Number.NEGATIVE_INFINITY
  let regainedAt = Number.NEGATIVE_INFINITY

  async function enter(base: string): Promise<void> {
    const now = engine.now(clock)
    const row = { id, machine, pid, base, platforms, started_at: now, seen_at: now }
    await db.insertInto('instances').values(row).execute()
  }

  return {
    id,
    async join(base) {
      const others = await db.selectFrom('instances').select(['id', 'machine', 'pid']).execute()
      const dead = others.filter(other => other.machine === machine && !runs(other.pid, pid))
      if (dead.length > 0) {
        const ids = dead.map(other => other.id)
        await db.deleteFrom('instances').where('id', 'in', ids).execute()
      }
      const begun = clock()
      await enter(base)
      renewedAt = begun
    },
    async beat(base) {
      const begun = clock()
      const { numUpdatedRows } = await db
        .updateTable('instances')
        .set({ seen_at: engine.now(clock), base })
        .where('id', '=', id)
        .executeTakeFirst()
      const inTime = begun < renewedAt + LEASE_MS - MARGIN_MS
      const kept = inTime && numUpdatedRows > 0n
      if (numUpdatedRows === 0n) await enter(base)
      if (kept) renewedAt = begun
      else {
        renewedAt = Number.NEGATIVE_INFINITY
        regainedAt = begun
      }
      return kept
    },
    resume() {
      renewedAt = Math.max(renewedAt, regainedAt)
    },
    holds: () => clock() < renewedAt + LEASE_MS - MARGIN_MS,
    async live() {
      await db
        .deleteFrom('instances')
        .where('seen_at', '<', sql<number>`${engine.now(clock)} - ${sql.lit(REMEMBERED_MS)}`)
        .execute()
      return liveInstances(db, engine, clock).select(['id', 'base']).orderBy('id').execute()
    },
    async leave() {
      renewedAt = Number.NEGATIVE_INFINITY
      regainedAt = renewedAt
      await db.transaction().execute(async trx => {
        await trx.deleteFrom('lanes').where('owner', '=', id).execute()
        await trx.deleteFrom('instances').where('id', '=', id).execute()
      })
    },
  }
}

/** Instances whose lease runs. */
export function liveInstances(db: Kysely<Schema>, engine: Engine, clock: () => number) {
  return db
    .selectFrom('instances')
    .where('seen_at', '>=', sql<number>`${engine.now(clock)} - ${sql.lit(LEASE_MS)}`)
}

/**
 * This start of this machine, and the namespace of its process ids, which containers have of their
 * own even where they share a host name. Only there can a process id be looked up.
 */
function machineName(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${hostname()}/${boot}/${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    // Unknown to all, so that nobody takes a living process for dead.
    return `${hostname()}/${crypto.randomUUID()}`
  }
}

/** Our own id belongs to us now: who had it before is dead. */
function runs(pid: number, own: number): boolean {
  if (pid === own) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // There is such a process, only not ours.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
