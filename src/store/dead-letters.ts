// The inbox as operators see it: how much waits, and what was given up.
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export interface Depth {
  readonly waiting: number
  /** Milliseconds since the oldest that waits was taken; 0 where nothing waits. */
  readonly oldestMs: number
  readonly dead: number
}

/** An event that was given up; its words stay out of sight. */
export interface DeadLetter {
  readonly id: number
  readonly platform: string
  readonly kind: string
  readonly key: string
  readonly code: string
  readonly reference: string
  /** Epoch milliseconds. */
  readonly takenAt: number
  readonly endedAt: number
}

export interface DeadLetters {
  depth(now: number): Promise<Depth>
  list(limit?: number): Promise<readonly DeadLetter[]>
  /** Puts one, or all, back to be worked on as if taken now; returns how many. */
  replay(id: number | 'all', now: number): Promise<number>
}

const LISTED = 100

export function createDeadLetters(db: Kysely<Schema>): DeadLetters {
  return {
    async depth(now) {
      const waiting = await db
        .selectFrom('inbox')
        .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.min('taken_at').as('oldest')])
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      const dead = await db
        .selectFrom('inbox')
        .select(eb => eb.fn.countAll<number>().as('count'))
        .where('state', '=', 'dead')
        .executeTakeFirst()
      const oldest = waiting?.oldest ?? null
      return {
        waiting: Number(waiting?.count ?? 0),
        oldestMs: oldest === null ? 0 : Math.max(0, now - Number(oldest)),
        dead: Number(dead?.count ?? 0),
      }
    },
    async list(limit = LISTED) {
      const rows = await db
        .selectFrom('inbox')
        .select(['id', 'platform', 'kind', 'key', 'code', 'reference', 'taken_at', 'ended_at'])
        .where('state', '=', 'dead')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ code, reference, taken_at, ended_at, ...row }) => ({
        ...row,
        code: code ?? '',
        reference: reference ?? '',
        takenAt: taken_at,
        endedAt: ended_at ?? taken_at,
      }))
    },
    async replay(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('inbox')
        .set({ state: 'waiting', taken_at: now, ended_at: null, code: null, reference: null })
        .where('state', '=', 'dead')
        .where('body', 'is not', null)
        .$if(id !== 'all', query => query.where('id', '=', Number(id)))
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
  }
}
