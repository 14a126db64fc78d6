// Writes down what could not be answered, or was answered badly, grouped by what it was about.
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Address, Asker, Conversation, FactId, Place, Subject } from '#magnets'
import type { Schema } from './schema.ts'
import type { Seal } from './seal.ts'
import { addressToRow, wordsToRow } from './stored-json.ts'

/** One time that a gap was met. */
export interface GapAsk {
  readonly subject: Subject
  readonly receipt: string
  readonly how: 'refused' | 'disliked'
  readonly place: Place
  readonly asker: Asker
  readonly question: string
  readonly context: Conversation
  /** The facts that the answer cited; none for a refusal. */
  readonly cited: readonly FactId[]
  /** Where the person can be told later. */
  readonly address: Address
  readonly lane: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** A gap that was closed and is met again is open again. */
export async function noteGaps(
  db: Kysely<Schema>,
  { seal }: { readonly seal: Seal },
  asks: readonly GapAsk[],
): Promise<void> {
  if (asks.length === 0) return
  const gaps = new Map(
    asks.map(({ subject, at }) => [
      gapId(subject),
      {
        id: gapId(subject),
        subject: subject.label,
        opened_at: at,
        closed_at: null,
        closed_by: null,
      },
    ]),
  )
  await db
    .insertInto('gaps')
    .values([...gaps.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
    .onConflict(conflict => conflict.column('id').doUpdateSet({ closed_at: null, closed_by: null }))
    .execute()
  await db
    .insertInto('gap_asks')
    .values(asks.map(ask => rowOf(ask, seal)))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** A key holds words of the asker's, so that only a digest of it is kept. */
function gapId({ key }: Subject): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 12)
}

function rowOf(ask: GapAsk, seal: Seal) {
  const { subject, receipt, how, place, asker, question, context, cited, address, lane, at } = ask
  return {
    gap: gapId(subject),
    receipt,
    how,
    platform: place.platform,
    team: place.team ?? '-',
    channel: place.channel,
    visibility: place.visibility,
    person: `${asker.platform}:${asker.id}`,
    question: wordsToRow(question),
    context: JSON.stringify(context),
    cited: cited.join(' '),
    address: addressToRow(address, seal),
    lane,
    at,
    wants: 0,
  }
}
