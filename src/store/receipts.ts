// Why each answer came out as it did, by the short id that stands under it.
import { hash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Account, Asker, FactId, Outcome, Place, Reply } from '#magnets'
import type { Schema } from './schema.ts'

export interface Receipt {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Where it was said, as open as it was said. */
  readonly place: Place
  /** Where the asker has shown it to others. */
  readonly shared?: Place
  readonly asker: Asker
  readonly outcome: Outcome
  /** Version of the base that answered. */
  readonly base: string
  /** As it was asked: a question, or a command with its options. */
  readonly question: string
  readonly account: Account
  /** The facts as they were then. */
  readonly facts: readonly { readonly id: FactId; readonly statement: string }[]
  readonly reply: Reply
}

type Row = Schema['receipts']
type Body = Pick<Receipt, 'place' | 'shared' | 'question' | 'account' | 'facts' | 'reply'>

/** Letters that are not taken for each other. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 8

/** The same for every attempt at one event, so that an answer made twice has one receipt. */
export function receiptId(platform: string, key: string): string {
  const digest = hash('sha256', `${platform}/${key}`, 'buffer')
  const letters = [...digest.subarray(0, LENGTH)].map(byte => LETTERS[byte % LETTERS.length])
  return letters.join('')
}

export function receiptRow(receipt: Receipt): Row {
  const { id, at, place, asker, outcome, base } = receipt
  return {
    id,
    platform: place.platform,
    team: place.team ?? '-',
    channel: place.channel,
    visibility: place.visibility,
    person: `${asker.platform}:${asker.id}`,
    at,
    outcome,
    base,
    body: bodyOf(receipt),
  }
}

function bodyOf({ place, shared, question, account, facts, reply }: Receipt): string {
  const where = shared === undefined ? { place } : { place, shared }
  return JSON.stringify({ ...where, question, account, facts, reply } satisfies Body)
}

export interface Receipts {
  find(id: string): Promise<Receipt | undefined>
  /** Keeps one that belongs to no event; the same twice is one. */
  put(receipt: Receipt): Promise<void>
  /** Others have been shown the answer in a place. */
  share(receipt: Receipt, place: Place): Promise<void>
  /** A person's own ("<platform>:<id>"), latest first. */
  latest(person: string, limit: number): Promise<readonly Receipt[]>
}

export function createReceipts(db: Kysely<Schema>): Receipts {
  return {
    async find(id) {
      const row = await db
        .selectFrom('receipts')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && receiptFromRow(row)
    },
    async put(receipt) {
      await db
        .insertInto('receipts')
        .values(receiptRow(receipt))
        .onConflict(conflict => conflict.doNothing())
        .execute()
    },
    async share(receipt, shared) {
      await db
        .updateTable('receipts')
        .set({ body: bodyOf({ ...receipt, shared }) })
        .where('id', '=', receipt.id)
        .execute()
    },
    async latest(person, limit) {
      const rows = await db
        .selectFrom('receipts')
        .selectAll()
        .where('person', '=', person)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(receiptFromRow)
    },
  }
}

function receiptFromRow({ id, at, person, outcome, base, body }: Row): Receipt {
  const [platform = '', ...rest] = person.split(':')
  const read = JSON.parse(body) as Body
  const asker: Asker = { platform, id: rest.join(':'), audience: 'everyone' }
  return { id, at, asker, outcome: outcome as Outcome, base, ...read }
}
