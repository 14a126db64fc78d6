// Ends what was worked on: the row, the reply's place, the turn and the receipt.
import { type Kysely, sql } from 'kysely'
import type { Address, Turn } from '#magnets'
import type { Engine } from './engines.ts'
import { type GapAsk, noteGaps } from './gap-rows.ts'
import { jsonRows, jsonTable, namesIn, oneOf } from './json-rows.ts'
import { type Receipt, receiptRow } from './receipts.ts'
import type { Schema } from './schema.ts'
import type { Seal } from './seal.ts'
import { addressToRow } from './stored-json.ts'

export interface Settlement {
  readonly id: number
  readonly lane: string
  readonly platform: string
  /** Key of the message that it was about. */
  readonly message: string
  readonly person: string
  /** Undefined where the row is gone already. */
  readonly end?: { readonly state: 'done' } | DeadEnd
  /** Where the reply stands now; undefined where nothing has changed. */
  readonly reply?: Address | 'removed'
  /** The message's turn in its conversation; undefined where nothing has changed. */
  readonly turn?: Turn | 'removed'
  readonly receipt?: Receipt
  readonly gap?: GapAsk
}

/** Given up for good; kept until somebody looks. */
export interface DeadEnd {
  readonly state: 'dead'
  readonly code: string
  readonly reference: string
}

export interface SettleOptions {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  readonly seal: Seal
  readonly clock: () => number
  readonly owner: string
}

/** What still waits in the lanes that were settled, by lane, in order. */
export type Remaining = ReadonlyMap<string, readonly number[]>

/** Rows of a lane that are told of at once; the next ones when these are done. */
const MORE_ROWS = 50

/**
 * Within a transaction. Tells what waits in the lanes of these, which another process may have taken, so that nothing that
 * came later goes before it. `idle` are lanes of which nothing else is in hand: they are given back
 * where nothing waits in them.
 */
export async function settle(
  options: SettleOptions,
  settlements: readonly Settlement[],
  idle: readonly string[],
): Promise<Remaining> {
  if (settlements.length === 0) return new Map()
  const { db, engine } = options
  if (idle.length > 0 && engine.locks) {
    await db
      .selectFrom('lanes')
      .select('lane')
      .where(oneOf(engine, 'lane', idle))
      .orderBy('lane')
      .forUpdate()
      .execute()
  }
  await endRows(db, settlements, options)
  await writeReplies(db, settlements, options)
  await writeTurns(db, settlements, options)
  await writeReceipts(db, settlements, options)
  await noteGaps(
    db,
    options,
    settlements.flatMap(({ gap }) => gap ?? []),
  )
  const lanes = [...new Set(settlements.map(({ lane }) => lane))]
  const remaining = await waitingIn(db, lanes, options)
  const free = idle.filter(lane => !remaining.has(lane))
  await giveBack(db, free, options)
  return remaining
}

async function endRows(
  db: Kysely<Schema>,
  settlements: readonly Settlement[],
  { engine, clock }: SettleOptions,
): Promise<void> {
  const at = clock()
  const done = settlements.filter(({ end }) => end?.state === 'done').map(({ id }) => id)
  if (done.length > 0) {
    await db
      .updateTable('inbox')
      .set({ state: 'done', ended_at: at, body: null })
      .where(oneOf(engine, 'id', done))
      .execute()
  }
  for (const { id, end } of settlements) {
    if (end?.state !== 'dead') continue
    await db
      .updateTable('inbox')
      .set({ ...end, ended_at: at })
      .where('id', '=', id)
      .execute()
  }
}

async function writeReplies(
  db: Kysely<Schema>,
  settlements: readonly Settlement[],
  { engine, seal, clock }: SettleOptions,
): Promise<void> {
  const last = new Map<string, Settlement>()
  for (const settlement of settlements) {
    const id = `${settlement.platform}/${settlement.message}`
    if (settlement.reply !== undefined) last.set(id, settlement)
  }
  if (last.size === 0) return
  const rows = [...last].map(([message, { reply }]) => ({
    message,
    stands: reply === 'removed' || reply === undefined ? null : addressToRow(reply, seal),
  }))
  const given = jsonTable(engine, 'given', { message: 'text', stands: 'text' }, rows)
  await sql`
    update messages set reply = given.stands, touched_at = ${clock()}
    from ${given} where messages.id = given.message
  `.execute(db)
}

const TURN = {
  lane: 'text',
  message: 'text',
  person: 'text',
  turn: 'text',
  at: 'bigint',
} as const

async function writeTurns(
  db: Kysely<Schema>,
  settlements: readonly Settlement[],
  { engine, clock }: SettleOptions,
): Promise<void> {
  const at = clock()
  const turns = new Map<string, Omit<Schema['turns'], 'id'>>()
  for (const { lane, message, person, turn } of settlements) {
    if (turn === undefined) continue
    const place = `${lane} ${message}`
    if (turn !== 'removed') {
      turns.set(place, { lane, message, person, turn: JSON.stringify(turn), at })
      continue
    }
    turns.delete(place)
    await db.deleteFrom('turns').where('lane', '=', lane).where('message', '=', message).execute()
  }
  if (turns.size === 0) return
  await db
    .insertInto('turns')
    .columns(namesIn(TURN))
    .expression(jsonRows(engine, TURN, [...turns.values()]))
    .onConflict(conflict =>
      conflict.columns(['lane', 'message']).doUpdateSet(eb => ({ turn: eb.ref('excluded.turn') })),
    )
    .execute()
}

const RECEIPT = {
  id: 'text',
  platform: 'text',
  team: 'text',
  channel: 'text',
  visibility: 'text',
  person: 'text',
  at: 'bigint',
  outcome: 'text',
  base: 'text',
  body: 'text',
} as const

async function writeReceipts(
  db: Kysely<Schema>,
  settlements: readonly Settlement[],
  { engine }: SettleOptions,
): Promise<void> {
  const rows = new Map(
    settlements.flatMap(({ receipt }) =>
      receipt === undefined ? [] : [[receipt.id, receiptRow(receipt)] as const],
    ),
  )
  if (rows.size === 0) return
  await db
    .insertInto('receipts')
    .columns(namesIn(RECEIPT))
    .expression(jsonRows(engine, RECEIPT, [...rows.values()]))
    .onConflict(conflict =>
      conflict.column('id').doUpdateSet(eb => ({
        at: eb.ref('excluded.at'),
        outcome: eb.ref('excluded.outcome'),
        base: eb.ref('excluded.base'),
        body: eb.ref('excluded.body'),
      })),
    )
    .execute()
}

async function waitingIn(
  db: Kysely<Schema>,
  lanes: readonly string[],
  { engine, owner }: SettleOptions,
): Promise<Remaining> {
  // What waits in lanes that another has taken over is the other's.
  const waiting = db
    .selectFrom('inbox')
    .innerJoin('lanes', 'lanes.lane', 'inbox.lane')
    .select(['inbox.id', 'inbox.lane'])
    .select(sql<number>`row_number() over (partition by inbox.lane order by inbox.id)`.as('place'))
    .where('state', '=', 'waiting')
    .where(oneOf(engine, 'inbox.lane', lanes))
    .where('owner', '=', owner)
  const rows = await db
    .selectFrom(waiting.as('waiting'))
    .select(['id', 'lane'])
    .where('place', '<=', MORE_ROWS)
    .orderBy('id')
    .execute()
  const remaining = new Map<string, number[]>()
  for (const { id, lane } of rows) {
    remaining.set(lane, [...(remaining.get(lane) ?? []), id])
  }
  return remaining
}

async function giveBack(
  db: Kysely<Schema>,
  lanes: readonly string[],
  { engine, owner }: SettleOptions,
): Promise<void> {
  if (lanes.length === 0) return
  await db
    .deleteFrom('lanes')
    .where(oneOf(engine, 'lane', lanes))
    .where('owner', '=', owner)
    .execute()
}
