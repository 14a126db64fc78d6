// Reads what is needed to work on events: the event itself, its message's state, the turns before it.
import type { Kysely } from 'kysely'
import { type Address, type Conversation, type Incoming, MAX_TURNS, type Turn } from '#magnets'
import type { Engine } from './engines.ts'
import { oneOf } from './json-rows.ts'
import type { Schema } from './schema.ts'
import type { Seal } from './seal.ts'
import { addressFromRow, incomingFromRow } from './stored-json.ts'
import type { MessageState } from './take.ts'

export interface LoadRequest {
  readonly id: number
  readonly lane: string
  /** Set where the event is in hand already. */
  readonly incoming?: Incoming
  /** Epoch milliseconds; goes with `incoming`. */
  readonly takenAt?: number
}

export interface Loaded {
  /** Undefined where the row is done, dead or forgotten by now. */
  readonly incoming?: Incoming
  /** Epoch milliseconds when it was taken. */
  readonly takenAt: number
  readonly message?: MessageState & { readonly reply?: Address }
  /** What was said in the lane before this message. */
  readonly before: Conversation
}

export interface LoadOptions {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  readonly seal: Seal
  readonly clock: () => number
}

export async function load(
  { db, engine, seal, clock }: LoadOptions,
  requests: readonly LoadRequest[],
): Promise<readonly Loaded[]> {
  const incoming = await incomingsOf(db, seal, requests, clock())
  const ids = [...incoming.values()].map(({ incoming }) => messageIdOf(incoming))
  const messages = await messagesOf(db, engine, seal, [...new Set(ids)])
  const lanes = [...new Set(requests.map(({ lane }) => lane))]
  const turns = await db
    .selectFrom('turns')
    .select(['lane', 'message', 'turn'])
    .where(oneOf(engine, 'lane', lanes))
    .orderBy('id')
    .execute()
  return requests.map(({ id, lane }) => {
    const found = incoming.get(id)
    if (found === undefined) return { takenAt: 0, before: { turns: [] } }
    const message = messages.get(messageIdOf(found.incoming))
    // A message's own turn and those after it are not before it.
    const own = messageKeyOf(found.incoming)
    const said = turns.filter(turn => turn.lane === lane)
    const at = said.findIndex(turn => turn.message === own)
    const earlier = (at < 0 ? said : said.slice(0, at)).slice(-MAX_TURNS)
    return {
      ...found,
      ...(message === undefined ? {} : { message }),
      before: { turns: earlier.map(({ turn }) => JSON.parse(turn) as Turn) },
    }
  })
}

/** Key of the message that the event is about. */
export function messageKeyOf(incoming: Incoming): string {
  return 'original' in incoming ? incoming.original : incoming.key
}

function messageIdOf(incoming: Incoming): string {
  return `${incoming.place.platform}/${messageKeyOf(incoming)}`
}

async function incomingsOf(
  db: Kysely<Schema>,
  seal: Seal,
  requests: readonly LoadRequest[],
  now: number,
): Promise<ReadonlyMap<number, { readonly incoming: Incoming; readonly takenAt: number }>> {
  const known = requests.flatMap(({ id, incoming, takenAt = now }) =>
    incoming === undefined ? [] : [[id, { incoming, takenAt }] as const],
  )
  const missing = requests.filter(({ incoming }) => incoming === undefined).map(({ id }) => id)
  if (missing.length === 0) return new Map(known)
  const rows = await db
    .selectFrom('inbox')
    .select(['id', 'body', 'taken_at'])
    .where('id', 'in', missing)
    .where('state', '=', 'waiting')
    .execute()
  const read = rows.flatMap(({ id, body, taken_at }) =>
    body === null
      ? []
      : [[id, { incoming: incomingFromRow(body, seal), takenAt: taken_at }] as const],
  )
  return new Map([...known, ...read])
}

async function messagesOf(db: Kysely<Schema>, engine: Engine, seal: Seal, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('messages')
          .select(['id', 'lane', 'latest', 'digest', 'at', 'deleted', 'reply'])
          .where(oneOf(engine, 'id', ids))
          .execute()
  return new Map(
    rows.map(({ id, deleted, reply, ...state }) => [
      id,
      {
        ...state,
        deleted: deleted === 1,
        ...(reply === null ? {} : { reply: addressFromRow(reply, seal) }),
      },
    ]),
  )
}
