// How much a person and a channel may ask: token buckets that all processes share.
import type { Kysely } from 'kysely'
import type { Engine } from './engines.ts'
import { jsonRows, namesIn, oneOf } from './json-rows.ts'
import { personOf } from './known.ts'
import type { Schema } from './schema.ts'
import type { Intake } from './take.ts'

/** Questions a minute; 0 for no limit. A bucket holds one minute's worth. */
export interface Limits {
  readonly person: number
  readonly channel: number
}

/** Whether one more question is answered. */
export type Allowance =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly who: 'person' | 'channel'
      /** Milliseconds until the next one will be. */
      readonly waitMs: number
      /** True where a word is due: one a minute, not one a refusal. */
      readonly notice: boolean
    }

const MINUTE_MS = 60_000
const ALLOWED: Allowance = { allowed: true }

interface Bucket {
  tokens: number
  at: number
  noticed_at: number
  dirty: boolean
}

export interface Buckets {
  /** Takes a token from the person's and the channel's bucket, where both have one. */
  spend(intake: Intake): Allowance
  /** Writes what has changed. */
  save(): Promise<void>
}

const BUCKET = { subject: 'text', tokens: 'float8', at: 'bigint', noticed_at: 'bigint' } as const

/** The buckets that these intakes may take from, as they stand now; nobody else spends meanwhile. */
export async function loadBuckets(
  db: Kysely<Schema>,
  { engine, limits }: { readonly engine: Engine; readonly limits: Limits },
  intakes: readonly Intake[],
  now: number,
): Promise<Buckets> {
  const subjects = [...new Set(intakes.flatMap(intake => subjectsOf(intake, limits)))].sort()
  if (subjects.length === 0) return { spend: () => ALLOWED, save: async () => undefined }
  const rows = await db
    .selectFrom('limits')
    .selectAll()
    .where(oneOf(engine, 'subject', subjects))
    // In one order, so that two processes don't wait for each other.
    .orderBy('subject')
    .$if(engine.locks, query => query.forUpdate())
    .execute()
  const buckets = new Map<string, Bucket>(
    rows.map(({ subject, ...rest }) => [subject, { ...rest, dirty: false }]),
  )
  return {
    spend: intake => spendOne(intake, limits, buckets, now),
    async save() {
      const values = [...buckets]
        .filter(([, { dirty }]) => dirty)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([subject, { dirty: _, ...bucket }]) => ({ subject, ...bucket }))
      if (values.length === 0) return
      await db
        .insertInto('limits')
        .columns(namesIn(BUCKET))
        .expression(jsonRows(engine, BUCKET, values))
        .onConflict(conflict =>
          conflict.column('subject').doUpdateSet(eb => ({
            tokens: eb.ref('excluded.tokens'),
            at: eb.ref('excluded.at'),
            noticed_at: eb.ref('excluded.noticed_at'),
          })),
        )
        .execute()
    },
  }
}

function spendOne(
  intake: Intake,
  limits: Limits,
  buckets: Map<string, Bucket>,
  now: number,
): Allowance {
  const subjects = subjectsOf(intake, limits)
  const held = subjects.map(subject => {
    const rate = rateOf(subject, limits)
    const bucket = buckets.get(subject) ?? { tokens: rate, at: now, noticed_at: 0, dirty: true }
    buckets.set(subject, bucket)
    // A clock that went back, or another machine's that is behind, gives nothing and takes nothing.
    const earned = (Math.max(0, now - bucket.at) * rate) / MINUTE_MS
    bucket.tokens = Math.min(rate, bucket.tokens + earned)
    if (now > bucket.at || bucket.at - now > MINUTE_MS) bucket.at = now
    bucket.dirty = true
    return { subject, rate, bucket }
  })
  const empty = held.find(({ bucket }) => bucket.tokens < 1)
  if (empty === undefined) {
    for (const { bucket } of held) bucket.tokens -= 1
    return ALLOWED
  }
  const waitMs = Math.ceil(((1 - empty.bucket.tokens) * MINUTE_MS) / empty.rate)
  // While one keeps on asking, one word a minute is enough.
  const notice = Math.abs(now - empty.bucket.noticed_at) >= MINUTE_MS
  if (notice) empty.bucket.noticed_at = now
  const who = empty.subject.startsWith('person/') ? 'person' : 'channel'
  return { allowed: false, who, waitMs, notice: notice || needsWord(intake) }
}

/** A command is acknowledged with a promise: it can't be left without a word. */
function needsWord({ incoming }: Intake): boolean {
  return incoming.kind !== 'message' && incoming.kind !== 'edit'
}

function subjectsOf(intake: Intake, limits: Limits): readonly string[] {
  const { platform, team = '-', channel } = intake.incoming.place
  return [
    ...(limits.person > 0 ? [`person/${personOf(intake)}`] : []),
    ...(limits.channel > 0 ? [`channel/${platform}/${team}/${channel}`] : []),
  ]
}

function rateOf(subject: string, limits: Limits): number {
  return subject.startsWith('person/') ? limits.person : limits.channel
}
