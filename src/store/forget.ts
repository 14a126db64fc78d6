// Removes what is kept of a person, and what has been kept long enough.
import { type Kysely, sql } from 'kysely'
import type { Forgotten } from '#magnets'
import type { Schema } from './schema.ts'
import { addSpending } from './spending.ts'

/**
 * Removes every row of a person ("<platform>:<id>") but the one that asks for it (`sparing`, an
 * inbox id), so that it can be answered. The keys of what was taken go too: they name the person.
 */
export async function forget(
  db: Kysely<Schema>,
  person: string,
  sparing?: number,
): Promise<Forgotten> {
  return db.transaction().execute(async trx => {
    const gone = async (table: 'turns' | 'receipts' | 'votes' | 'gap_asks'): Promise<number> => {
      const { numDeletedRows } = await trx
        .deleteFrom(table)
        .where('person', '=', person)
        .executeTakeFirst()
      return Number(numDeletedRows)
    }
    // First, as who takes events does it first: otherwise the two may wait for each other.
    await trx.deleteFrom('limits').where('subject', '=', `person/${person}`).execute()
    const inbox = await trx
      .deleteFrom('inbox')
      .where('person', '=', person)
      .$if(sparing !== undefined, query => query.where('id', '!=', sparing ?? 0))
      .executeTakeFirst()
    await trx.deleteFrom('messages').where('person', '=', person).execute()
    // What was spent stays counted, of nobody: a budget is no reason to know who asked.
    const spent = await trx
      .deleteFrom('model_spending')
      .where('person', '=', person)
      .returning(['day', 'tokens', 'dollars'])
      .execute()
    for (const { day, ...spending } of spent) await addSpending(trx, NOBODY, day, spending)
    // Who disliked an answer to this person left the question in a row of their own.
    const answered = trx.selectFrom('receipts').select('id').where('person', '=', person)
    await trx
      .updateTable('gap_asks')
      .set({ question: '', context: NO_CONTEXT })
      .where('receipt', 'in', answered)
      .where('person', '!=', person)
      .execute()
    return {
      questions: Number(inbox.numDeletedRows),
      turns: await gone('turns'),
      receipts: await gone('receipts'),
      votes: await gone('votes'),
      gaps: await gone('gap_asks'),
    }
  })
}

const NOBODY = ''
const NO_CONTEXT = '{"turns":[]}'
const DAY_MS = 86_400_000
/** Platforms repeat for hours; a day is plenty, and keys say when somebody spoke. */
const KEYS_MS = 3 * DAY_MS

/** Removes what is older than it may be; open questions are counted on, without the person. */
export async function expire(db: Kysely<Schema>, now: number, keepDays: number): Promise<void> {
  const before = now - keepDays * DAY_MS
  await db
    .deleteFrom('inbox')
    .where('state', '=', 'done')
    .where('ended_at', '<', now - Math.min(KEYS_MS, keepDays * DAY_MS))
    .execute()
  await db.deleteFrom('inbox').where('state', '=', 'dead').where('ended_at', '<', before).execute()
  await db.deleteFrom('messages').where('touched_at', '<', before).execute()
  await db.deleteFrom('turns').where('at', '<', before).execute()
  await db.deleteFrom('receipts').where('at', '<', before).execute()
  await db.deleteFrom('votes').where('at', '<', before).execute()
  const yesterday = new Date(now - DAY_MS).toISOString().slice(0, 10)
  await db.deleteFrom('model_spending').where('day', '<', yesterday).execute()
  await db
    .deleteFrom('limits')
    .where('at', '<', now - DAY_MS)
    .execute()
  await db
    .updateTable('gap_asks')
    .set({
      person: '',
      question: '',
      context: NO_CONTEXT,
      address: '{}',
      channel: '',
      // It names the channel and, outside of threads, the person.
      lane: '',
      // Several people may have met one gap by one receipt; without them the rows still differ.
      receipt: sql<string>`cast(id as text)`,
      wants: 0,
    })
    .where('at', '<', before)
    .where('person', '!=', '')
    .execute()
}
