// The first tables.
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engines.ts'

export function first(engine: Engine) {
  return async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    const numbered = (table: string) =>
      schema.createTable(table).addColumn('id', sql.raw(engine.serial), column => column.notNull())

    await numbered('inbox')
      .addColumn('key', 'text', column => column.notNull().unique())
      .addColumn('alias', 'text', column => column.unique())
      .addColumn('platform', 'text', column => column.notNull())
      .addColumn('lane', 'text', column => column.notNull())
      .addColumn('person', 'text', column => column.notNull())
      .addColumn('message', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('body', 'text')
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('taken_at', 'bigint', column => column.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('code', 'text')
      .addColumn('reference', 'text')
      .execute()
    await schema
      .createIndex('inbox_waiting')
      .on('inbox')
      .columns(['lane', 'id'])
      .where(sql.ref('state'), '=', sql.lit('waiting'))
      .execute()
    await schema
      .createIndex('inbox_dead')
      .on('inbox')
      .column('id')
      .where(sql.ref('state'), '=', sql.lit('dead'))
      .execute()
    await schema.createIndex('inbox_person').on('inbox').column('person').execute()

    await schema
      .createTable('lanes')
      .addColumn('lane', 'text', column => column.primaryKey())
      .addColumn('owner', 'text', column => column.notNull())
      .execute()
    await schema.createIndex('lanes_owner').on('lanes').column('owner').execute()

    await schema
      .createTable('instances')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('machine', 'text', column => column.notNull())
      .addColumn('pid', 'integer', column => column.notNull())
      .addColumn('base', 'text', column => column.notNull())
      .addColumn('platforms', 'text', column => column.notNull())
      .addColumn('started_at', 'bigint', column => column.notNull())
      .addColumn('seen_at', 'bigint', column => column.notNull())
      .execute()

    await schema
      .createTable('shards')
      .addColumn('shard', 'integer', column => column.primaryKey())
      .addColumn('owner', 'text', column => column.notNull())
      .addColumn('heir', 'text', column => column.notNull())
      .execute()

    await schema
      .createTable('messages')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('lane', 'text', column => column.notNull())
      .addColumn('person', 'text', column => column.notNull())
      .addColumn('latest', 'text', column => column.notNull())
      .addColumn('digest', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('deleted', 'integer', column => column.notNull())
      .addColumn('reply', 'text')
      .addColumn('touched_at', 'bigint', column => column.notNull())
      .execute()
    await schema.createIndex('messages_person').on('messages').column('person').execute()

    await numbered('turns')
      .addColumn('lane', 'text', column => column.notNull())
      .addColumn('message', 'text', column => column.notNull())
      .addColumn('person', 'text', column => column.notNull())
      .addColumn('turn', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addUniqueConstraint('turns_of_message', ['lane', 'message'])
      .execute()
    await schema.createIndex('turns_lane').on('turns').columns(['lane', 'id']).execute()
    await schema.createIndex('turns_person').on('turns').column('person').execute()

    await schema
      .createTable('receipts')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('platform', 'text', column => column.notNull())
      .addColumn('team', 'text', column => column.notNull())
      .addColumn('channel', 'text', column => column.notNull())
      .addColumn('visibility', 'text', column => column.notNull())
      .addColumn('person', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('outcome', 'text', column => column.notNull())
      .addColumn('base', 'text', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .execute()
    await schema.createIndex('receipts_person').on('receipts').columns(['person', 'at']).execute()
    await schema.createIndex('receipts_at').on('receipts').column('at').execute()

    await schema
      .createTable('votes')
      .addColumn('receipt', 'text', column => column.notNull())
      .addColumn('person', 'text', column => column.notNull())
      .addColumn('vote', 'text', column => column.notNull())
      .addColumn('reason', 'text', column => column.notNull())
      .addColumn('words', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('votes_key', ['receipt', 'person'])
      .execute()

    await schema
      .createTable('gaps')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('subject', 'text', column => column.notNull())
      .addColumn('opened_at', 'bigint', column => column.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('closed_by', 'text')
      .execute()

    await numbered('gap_asks')
      .addColumn('gap', 'text', column => column.notNull())
      .addColumn('receipt', 'text', column => column.notNull())
      .addColumn('how', 'text', column => column.notNull())
      .addColumn('platform', 'text', column => column.notNull())
      .addColumn('team', 'text', column => column.notNull())
      .addColumn('channel', 'text', column => column.notNull())
      .addColumn('visibility', 'text', column => column.notNull())
      .addColumn('person', 'text', column => column.notNull())
      .addColumn('question', 'text', column => column.notNull())
      .addColumn('context', 'text', column => column.notNull())
      .addColumn('cited', 'text', column => column.notNull())
      .addColumn('address', 'text', column => column.notNull())
      .addColumn('lane', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('wants', 'integer', column => column.notNull())
      .addColumn('told_at', 'bigint')
      .addUniqueConstraint('gap_asks_once', ['receipt', 'how', 'person'])
      .execute()
    await schema.createIndex('gap_asks_gap').on('gap_asks').column('gap').execute()
    await schema.createIndex('gap_asks_person').on('gap_asks').column('person').execute()

    await schema
      .createTable('installations')
      .addColumn('platform', 'text', column => column.notNull())
      .addColumn('team', 'text', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('installations_key', ['platform', 'team'])
      .execute()

    await schema
      .createTable('settings')
      .addColumn('platform', 'text', column => column.notNull())
      .addColumn('team', 'text', column => column.notNull())
      .addColumn('channel', 'text', column => column.notNull())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('value', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('settings_key', ['platform', 'team', 'channel', 'name'])
      .execute()

    await schema
      .createTable('limits')
      .addColumn('subject', 'text', column => column.primaryKey())
      .addColumn('tokens', 'double precision', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('noticed_at', 'bigint', column => column.notNull())
      .execute()
  }
}
