// What people thought of answers; each has one vote an answer, and may change it.
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import { wordsToRow } from './stored-json.ts'

export interface Vote {
  readonly receipt: string
  /** "<platform>:<id>" */
  readonly person: string
  readonly vote: 'up' | 'down'
  /** wrong, outdated, missing, unclear, other; empty where none was given. */
  readonly reason: string
  readonly words: string
  /** Epoch milliseconds. */
  readonly at: number
}

export interface Votes {
  cast(vote: Vote): Promise<void>
  of(receipt: string): Promise<readonly Vote[]>
}

export function createVotes(db: Kysely<Schema>): Votes {
  return {
    async cast(vote) {
      await db
        .insertInto('votes')
        .values({ ...vote, words: wordsToRow(vote.words) })
        .onConflict(conflict =>
          conflict.columns(['receipt', 'person']).doUpdateSet(eb => ({
            vote: eb.ref('excluded.vote'),
            reason: eb.ref('excluded.reason'),
            words: eb.ref('excluded.words'),
            at: eb.ref('excluded.at'),
          })),
        )
        .execute()
    },
    of: receipt => db.selectFrom('votes').selectAll().where('receipt', '=', receipt).execute(),
  }
}
