// What is known already of events that come in: whether they are repeats, of which messages, in which talk.
import type { Kysely } from 'kysely'
import type { Incoming } from '#magnets'
import type { Engine } from './engines.ts'
import { oneOf } from './json-rows.ts'
import type { Schema } from './schema.ts'
import type { Intake } from './take.ts'

/** Everything that decisions need, in three questions at most. */
export async function look(db: Kysely<Schema>, engine: Engine, intakes: readonly Intake[]) {
  const names = intakes.flatMap(({ incoming }) => namesOf(incoming))
  const taken = await db
    .selectFrom('inbox')
    .select(['key', 'alias'])
    .where(eb => eb.or([oneOf(engine, 'key', names), oneOf(engine, 'alias', names)]))
    .execute()
  const seen = new Set(taken.flatMap(({ key, alias }) => [key, ...(alias === null ? [] : [alias])]))
  const ids = [...new Set(intakes.filter(isAboutMessage).map(messageId))]
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('messages')
          .select(['id', 'lane', 'latest', 'digest', 'at', 'deleted'])
          .where(oneOf(engine, 'id', ids))
          .execute()
  const leaning = intakes.filter(({ leansOnTalk }) => leansOnTalk)
  const lanes = [...new Set(leaning.map(({ lane }) => lane))]
  const talking =
    lanes.length === 0
      ? []
      : await db
          .selectFrom('turns')
          .select('lane')
          .where(oneOf(engine, 'lane', lanes))
          .union(
            db
              .selectFrom('inbox')
              .select('lane')
              .where('state', '=', 'waiting')
              .where(oneOf(engine, 'lane', lanes)),
          )
          .execute()
  const isRepeat = ({ incoming }: Intake): boolean => namesOf(incoming).some(n => seen.has(n))
  return {
    messages: new Map(
      rows.map(({ id, deleted, ...state }) => [id, { ...state, deleted: deleted === 1 }]),
    ),
    talking: new Set(talking.map(({ lane }) => lane)),
    isRepeat,
    fresh: (all: readonly Intake[]) => all.filter(intake => intake.counts && !isRepeat(intake)),
    note: ({ incoming }: Intake) => {
      for (const name of namesOf(incoming)) seen.add(name)
    },
  }
}

/** Keys of different platforms don't meet. */
export function keyOf({ place, key }: Incoming): string {
  return `${place.platform}/${key}`
}

export function aliasOf({ place, alias }: Incoming): string | undefined {
  return alias === undefined ? undefined : `${place.platform}/${alias}`
}

function namesOf(incoming: Incoming): readonly string[] {
  const alias = aliasOf(incoming)
  return alias === undefined ? [keyOf(incoming)] : [keyOf(incoming), alias]
}

function isAboutMessage({ incoming }: Intake): boolean {
  return ['message', 'edit', 'delete'].includes(incoming.kind)
}

export function messageId({ incoming, message }: Pick<Intake, 'incoming' | 'message'>): string {
  return `${incoming.place.platform}/${message}`
}

export function personOf({ incoming }: Pick<Intake, 'incoming'>): string {
  return `${incoming.place.platform}:${incoming.asker.id}`
}
