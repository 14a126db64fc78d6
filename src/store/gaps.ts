// What the base lacks, as curators see it: grouped, counted, and without what was said in private.
import { type Kysely, sql } from 'kysely'
import type { Address, Asker, Conversation, FactId, Place } from '#magnets'
import { type GapAsk, noteGaps } from './gap-rows.ts'
import type { Schema } from './schema.ts'
import type { Seal } from './seal.ts'
import { addressFromRow } from './stored-json.ts'

export interface Gap {
  readonly id: string
  /** What it is about, in names and measures of the vocabulary. */
  readonly subject: string
  readonly refused: number
  readonly disliked: number
  /** Epoch milliseconds. */
  readonly lastAsked: number
  /** Platforms and, where the viewer may know them, channels. */
  readonly where: readonly string[]
  /** A question as it was put, where the viewer could have read it. */
  readonly example?: string
  readonly closed?: { readonly at: number; readonly by: readonly FactId[] }
}

/** Who looks at what was said: the shell, which is nobody, or a person in a place of a platform. */
export type Viewer = 'shell' | { readonly person: string; readonly place: Place }

export interface OpenGap {
  readonly id: string
  readonly question: string
  readonly context: Conversation
  /** What was cited then: an answer that cites nothing else closes nothing. */
  readonly cited: readonly FactId[]
}

/** Somebody who wanted to be told. */
export interface Curious {
  readonly ask: number
  readonly question: string
  readonly context: Conversation
  readonly place: Place
  readonly asker: Asker
  readonly address: Address
  readonly lane: string
}

export interface Gaps {
  /** Writes down one time that a gap was met; a second time for one receipt counts once. */
  note(ask: GapAsk): Promise<void>
  /** Open ones, most often met first; closed ones after them where they are asked for. */
  list(
    viewer: Viewer,
    options?: { readonly closed?: boolean; readonly limit?: number },
  ): Promise<readonly Gap[]>
  /** Open ones with a question by which to see whether they still are. */
  open(): Promise<readonly OpenGap[]>
  close(id: string, by: readonly FactId[], at: number): Promise<void>
  /** Takes back that a person disliked an answer. */
  forgive(receipt: string, person: string): Promise<void>
  /** Notes that the person who got this receipt wants to be told; false where nothing is open. */
  want(receipt: string, person: string): Promise<boolean>
  /** Who is to be told of gaps that are closed. */
  curious(): Promise<readonly Curious[]>
  told(ask: number, at: number): Promise<void>
}

const LISTED = 200

export function createGaps(db: Kysely<Schema>, seal: Seal): Gaps {
  const asksOf = (ids: readonly string[]) =>
    db.selectFrom('gap_asks').selectAll().where('gap', 'in', ids).orderBy('at', 'desc').execute()

  return {
    note: ask => noteGaps(db, { seal }, [ask]),
    async list(viewer, { closed = false, limit = LISTED } = {}) {
      const rows = await db
        .selectFrom('gaps')
        .innerJoin('gap_asks', 'gap_asks.gap', 'gaps.id')
        .select(['gaps.id', 'subject', 'closed_at', 'closed_by'])
        .select(eb => eb.fn.countAll<number>().as('met'))
        .groupBy(['gaps.id', 'subject', 'closed_at', 'closed_by'])
        .$if(!closed, query => query.where('closed_at', 'is', null))
        .orderBy(sql`case when closed_at is null then 0 else 1 end`)
        .orderBy('met', 'desc')
        .orderBy('gaps.id')
        .limit(limit)
        .execute()
      if (rows.length === 0) return []
      const asks = await asksOf(rows.map(({ id }) => id))
      return rows.map(row =>
        asGap(
          row,
          asks.filter(({ gap }) => gap === row.id),
          viewer,
        ),
      )
    },
    async open() {
      const asks = await db
        .selectFrom('gap_asks')
        .innerJoin('gaps', 'gaps.id', 'gap_asks.gap')
        .select(['gap', 'question', 'context', 'cited'])
        .where('closed_at', 'is', null)
        .where('question', '!=', '')
        .orderBy('at')
        .execute()
      // The latest of each gap.
      return [...new Map(asks.map(ask => [ask.gap, ask])).values()].map(
        ({ gap, question, context, cited }) => {
          const before = JSON.parse(context) as Conversation
          return { id: gap, question, context: before, cited: factsIn(cited) }
        },
      )
    },
    async close(id, by, at) {
      await db
        .updateTable('gaps')
        .set({ closed_at: at, closed_by: by.join(' ') })
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .execute()
    },
    async forgive(receipt, person) {
      await db
        .deleteFrom('gap_asks')
        .where('receipt', '=', receipt)
        .where('person', '=', person)
        .where('how', '=', 'disliked')
        .execute()
    },
    async want(receipt, person) {
      const { numUpdatedRows } = await db
        .updateTable('gap_asks')
        .set({ wants: 1 })
        .where('receipt', '=', receipt)
        .where('person', '=', person)
        .where('told_at', 'is', null)
        .where('gap', 'in', db.selectFrom('gaps').select('id').where('closed_at', 'is', null))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async curious() {
      const rows = await db
        .selectFrom('gap_asks')
        .innerJoin('gaps', 'gaps.id', 'gap_asks.gap')
        .selectAll('gap_asks')
        .where('closed_at', 'is not', null)
        .where('wants', '=', 1)
        .where('told_at', 'is', null)
        .execute()
      return rows.map(row => ({
        ask: row.id,
        question: row.question,
        context: JSON.parse(row.context) as Conversation,
        place: placeOf(row),
        asker: { platform: row.platform, id: idOf(row.person), audience: 'everyone' as const },
        address: addressFromRow(row.address, seal),
        lane: row.lane,
      }))
    },
    async told(ask, at) {
      await db.updateTable('gap_asks').set({ told_at: at }).where('id', '=', ask).execute()
    },
  }
}

type Ask = Pick<
  Schema['gap_asks'],
  'how' | 'platform' | 'team' | 'channel' | 'visibility' | 'person' | 'question' | 'at'
>

function asGap(
  row: Pick<Schema['gaps'], 'id' | 'subject' | 'closed_at' | 'closed_by'>,
  asks: readonly Ask[],
  viewer: Viewer,
): Gap {
  const readable = asks.filter(ask => mayRead(ask, viewer) && ask.question !== '')
  const where = asks.map(ask =>
    mayRead(ask, viewer) && ask.channel !== '' ? `${ask.platform} ${ask.channel}` : ask.platform,
  )
  const example = readable[0]?.question
  return {
    id: row.id,
    subject: row.subject,
    refused: asks.filter(({ how }) => how === 'refused').length,
    disliked: asks.filter(({ how }) => how === 'disliked').length,
    lastAsked: asks[0]?.at ?? 0,
    where: [...new Set(where)],
    ...(example === undefined ? {} : { example }),
    ...(row.closed_at === null
      ? {}
      : { closed: { at: row.closed_at, by: factsIn(row.closed_by ?? '') } }),
  }
}

/**
 * What was said in public is seen by its team and in the shell, what was said in a private channel
 * only there, and what one person said to us alone, by that person.
 */
export function mayRead(ask: Omit<Ask, 'how' | 'question' | 'at'>, viewer: Viewer): boolean {
  if (viewer === 'shell') return ask.visibility === 'public'
  if (ask.person === viewer.person) return true
  const { platform, team = '-', channel } = viewer.place
  if (ask.platform !== platform || ask.team !== team) return false
  return ask.visibility === 'public' || (ask.visibility === 'private' && ask.channel === channel)
}

function factsIn(ids: string): readonly FactId[] {
  return ids === '' ? [] : ids.split(' ')
}

function placeOf({ platform, team, channel, visibility }: Ask): Place {
  return {
    platform,
    ...(team === '-' ? {} : { team }),
    channel,
    visibility: visibility as Place['visibility'],
  }
}

function idOf(person: string): string {
  return person.slice(person.indexOf(':') + 1)
}
