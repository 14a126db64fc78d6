// Takes events into the inbox, before any of them is acknowledged.
import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Accepted, Incoming } from '#magnets'
import { claimForNew } from './claim-lanes.ts'
import type { Engine } from './engines.ts'
import { jsonRows, namesIn } from './json-rows.ts'
import { aliasOf, keyOf, look, messageId, personOf } from './known.ts'
import { type Allowance, type Limits, loadBuckets } from './limits.ts'
import type { Schema } from './schema.ts'
import type { Seal } from './seal.ts'
import { incomingToRow } from './stored-json.ts'

/** What is known of a message that was taken before. */
export interface MessageState {
  readonly lane: string
  /** Key of the message or of its last edit. */
  readonly latest: string
  readonly digest: string
  /** Platform time of the last wording. */
  readonly at: number
  readonly deleted: boolean
}

/** What a decision may rest on. */
export interface Known {
  readonly message: MessageState | undefined
  /** True where something was answered in the lane, or waits there; known only where it was asked. */
  readonly talking: boolean
}

/** What to do with an event. */
export interface Decision {
  readonly outcome: Accepted
  /** The lane in which it is worked on; default: the intake's. */
  readonly lane?: string
  /** The message's state from now on. */
  readonly message?: MessageState
}

export interface Intake {
  readonly incoming: Incoming
  readonly lane: string
  /** Key of the message that it is about. */
  readonly message: string
  readonly decide: (known: Known) => Decision
  /** Whether the decision asks if something was answered in the lane: finding out costs a question. */
  readonly leansOnTalk: boolean
  /** What it counts against; undefined where nothing is counted. */
  readonly counts: boolean
}

/** An event that stands in the inbox and is ours to work on. */
export interface Taken {
  readonly outcome: Accepted
  /** Set where this process works on it. */
  readonly row?: { readonly id: number; readonly lane: string }
  /** Set where the person or the channel has asked too much. */
  readonly refused?: Allowance
}

export interface TakeOptions {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  readonly seal: Seal
  readonly clock: () => number
  readonly owner: string
  readonly limits: Limits
  /** False while as much is in hand as may be: then another process, or we later, work on it. */
  readonly hasRoom: () => boolean
}

/** One row of `inbox` to be, with the intake's place in the batch. */
interface Planned {
  readonly index: number
  readonly intake: Intake
  readonly lane: string
}

/** Within a transaction. One result an intake, in their order. */
export async function take(
  options: TakeOptions,
  intakes: readonly Intake[],
): Promise<readonly Taken[]> {
  if (intakes.length === 0) return []
  const { db } = options
  const at = options.clock()
  const known = await look(db, options.engine, intakes)
  const results: Taken[] = intakes.map(() => ({ outcome: 'repeat' }))
  const planned: Planned[] = []
  const changed = new Map<string, MessageState & { readonly person: string }>()
  const buckets = await loadBuckets(db, options, known.fresh(intakes), at)
  for (const [index, intake] of intakes.entries()) {
    if (known.isRepeat(intake)) continue
    const id = messageId(intake)
    const state = changed.get(id) ?? known.messages.get(id)
    const decision = intake.decide({
      message: state,
      talking: known.talking.has(intake.lane) || planned.some(p => p.lane === intake.lane),
    })
    results[index] = { outcome: decision.outcome }
    if (decision.message) changed.set(id, { ...decision.message, person: personOf(intake) })
    if (decision.outcome !== 'taken') continue
    const lane = decision.lane ?? intake.lane
    const allowance = intake.counts ? buckets.spend(intake) : undefined
    if (allowance?.allowed === false) {
      const told = allowance.notice
      results[index] = { outcome: told ? 'taken' : 'ignored', refused: allowance }
      if (!told) continue
    }
    const plan = { index, intake, lane }
    planned.push(plan)
    known.note(intake)
  }
  const rows = await insert(db, options, planned, at)
  const mine = options.hasRoom() ? await own(db, options, rows) : new Set<string>()
  const ids = new Map(rows.map(({ plan, id }) => [plan, id]))
  for (const plan of planned) {
    const { index, lane } = plan
    const id = ids.get(plan)
    if (id === undefined) results[index] = { outcome: 'repeat' }
    else if (mine.has(lane))
      results[index] = { outcome: 'taken', ...results[index], row: { id, lane } }
  }
  await write(db, options.engine, changed, at)
  await buckets.save()
  return results
}

const NEW_ROW = {
  key: 'text',
  alias: 'text',
  platform: 'text',
  lane: 'text',
  person: 'text',
  message: 'text',
  kind: 'text',
  body: 'text',
  state: 'text',
  taken_at: 'bigint',
} as const
const NEW_ROW_NAMES = namesIn(NEW_ROW)

const MESSAGE = {
  id: 'text',
  lane: 'text',
  person: 'text',
  latest: 'text',
  digest: 'text',
  at: 'bigint',
  deleted: 'bigint',
  touched_at: 'bigint',
} as const
const MESSAGE_NAMES = namesIn(MESSAGE)

async function insert(
  db: Kysely<Schema>,
  { engine, seal }: TakeOptions,
  planned: readonly Planned[],
  at: number,
) {
  if (planned.length === 0) return []
  const values = planned.map(({ intake, lane }) => {
    const { incoming } = intake
    return {
      key: keyOf(incoming),
      alias: aliasOf(incoming) ?? null,
      platform: incoming.place.platform,
      lane,
      person: personOf(intake),
      message: intake.message,
      kind: incoming.kind,
      body: incomingToRow(incoming, seal),
      state: 'waiting' as const,
      taken_at: at,
    }
  })
  const inserted = await db
    .insertInto('inbox')
    .columns(NEW_ROW_NAMES)
    .expression(jsonRows(engine, NEW_ROW, values))
    // Another process may have taken the same at this moment.
    .onConflict(conflict => conflict.doNothing())
    .returning(['id', 'key'])
    .execute()
  const ids = new Map(inserted.map(({ id, key }) => [key, id]))
  return planned.flatMap(plan => {
    const id = ids.get(keyOf(plan.intake.incoming))
    return id === undefined ? [] : [{ plan, id }]
  })
}

/** Lanes of the rows that are ours, or become so because nobody living has them. */
async function own(
  db: Kysely<Schema>,
  options: TakeOptions,
  rows: readonly { readonly plan: Planned; readonly id: number }[],
): Promise<ReadonlySet<string>> {
  const lanes = new Set(rows.map(({ plan }) => plan.lane))
  return claimForNew(db, options, lanes, Math.min(...rows.map(({ id }) => id)))
}

async function write(
  db: Kysely<Schema>,
  engine: Engine,
  changed: ReadonlyMap<string, MessageState & { readonly person: string }>,
  at: number,
): Promise<void> {
  if (changed.size === 0) return
  const values = [...changed]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, state]) => ({ id, ...state, deleted: state.deleted ? 1 : 0, touched_at: at }))
  await db
    .insertInto('messages')
    .columns(MESSAGE_NAMES)
    .expression(jsonRows(engine, MESSAGE, values))
    .onConflict(conflict =>
      conflict
        .column('id')
        .doUpdateSet(eb => ({
          latest: eb.ref('excluded.latest'),
          digest: eb.ref('excluded.digest'),
          at: eb.ref('excluded.at'),
          // What was deleted stays so, whichever of two processes wrote last.
          deleted: sql<number>`case when messages.deleted = 1 then 1 else excluded.deleted end`,
          touched_at: eb.ref('excluded.touched_at'),
        }))
        // Nor does an older wording, taken by two at once, come back over a newer one.
        .where(sql<boolean>`excluded.deleted = 1 or excluded.at >= messages.at`),
    )
    .execute()
}

/** What tells one wording from another, without keeping either. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22)
}
