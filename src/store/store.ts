// Everything that survives a restart, behind one door.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { type Forgotten, UserError, type VectorShelf } from '#magnets'
import { backup, restore } from './backup.ts'
import { createDeadLetters, type DeadLetters } from './dead-letters.ts'
import { type Opened, openFile, openServer } from './engines.ts'
import { expire, forget } from './forget.ts'
import { createGaps, type Gaps } from './gaps.ts'
import { createInbox, type InboxRows } from './inbox.ts'
import { createInstallations, type Installations } from './installations.ts'
import { keyOfFolder } from './key-file.ts'
import type { Limits } from './limits.ts'
import { createMembership, type Membership } from './membership.ts'
import { migrate } from './migrate.ts'
import { createReceipts, type Receipts } from './receipts.ts'
import { rekey } from './rekey.ts'
import type { Schema } from './schema.ts'
import { createSeal, readKey, type Seal } from './seal.ts'
import { createSettings, type Settings } from './settings.ts'
import { assignShards, confirmShards } from './shards.ts'
import { createSpending, type Spending } from './spending.ts'
import { withAdvice } from './store-error.ts'
import { createVectors } from './vectors.ts'
import { createVotes, type Votes } from './votes.ts'

/** The file within its folder. */
export const DATA_FILE = 'magnets.sqlite'

export interface StoreOptions {
  /** Folder of the file and of the key; undefined keeps all in memory, for as long as we run. */
  readonly folder?: string
  /** PostgreSQL in place of the file. */
  readonly databaseUrl?: string
  /** 32 bytes in base64 or hex; default: the key file of the folder. */
  readonly key?: string
  readonly oldKeys?: readonly string[]
  readonly limits: Limits
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Waits between tries while the data can't be reached; resolves early when we stop. */
  readonly sleep: (ms: number) => Promise<void>
  /** A name of this process that no other has. */
  readonly instance: string
  readonly pid?: number
  /** That this process serves; default: none. */
  readonly platforms?: readonly string[]
  /** Told of what went wrong with the data, with what to do about it. */
  readonly onTrouble: (error: unknown, advice: string | undefined) => void
}

export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  readonly membership: Membership
  readonly inbox: InboxRows
  readonly deadLetters: DeadLetters
  readonly receipts: Receipts
  readonly votes: Votes
  readonly gaps: Gaps
  readonly settings: Settings
  readonly installations: Installations
  readonly spending: Spending
  readonly vectors: VectorShelf
  /** Which connections of a sharded platform this process makes, of `total`. */
  assignShards(platform: string, total: number): Promise<readonly number[]>
  /** Says that it has them, so that whoever had them before lets them go. */
  confirmShards(served: readonly number[]): Promise<void>
  /** Removes all of a person, "<platform>:<id>", but the inbox row that asks for it. */
  forget(person: string, sparing?: number): Promise<Forgotten>
  /** Removes what is older than it may be. */
  expire(now: number, keepDays: number): Promise<void>
  /** Resolves where the data can be reached; throws otherwise. */
  reach(): Promise<void>
  backup(path: string): Promise<number>
  restore(path: string): Promise<number>
  rekey(): Promise<number>
  /** True once nothing more is tried. */
  close(): Promise<void>
}

/** Opens the data and brings them up to date; throws a UserError that says what to do where it can't. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { clock, instance: owner, limits, platforms = [] } = options
  try {
    const opened = await open(options)
    const { engine } = opened
    const db = new Kysely<Schema>({ dialect: opened.dialect })
    try {
      await migrate(db, engine)
      const seal = sealOf(options)
      const base = { db, engine, seal, clock, owner, limits }
      return {
        engine: engine.kind,
        membership: createMembership({ ...base, platforms, id: owner, ...pidOf(options) }),
        inbox: createInbox({ ...base, sleep: options.sleep, onTrouble: options.onTrouble }),
        deadLetters: createDeadLetters(db),
        receipts: createReceipts(db),
        votes: createVotes(db),
        gaps: createGaps(db, seal),
        settings: createSettings(db),
        installations: createInstallations(db, seal),
        spending: createSpending(db),
        vectors: createVectors(db, engine),
        assignShards: (platform, total) => assignShards(base, platform, total),
        confirmShards: served => confirmShards(base, served),
        forget: (person, sparing) => forget(db, person, sparing),
        expire: (now, keepDays) => expire(db, now, keepDays),
        reach: async () => void (await sql`select 1`.execute(db)),
        backup: path => backup(engine, db, path),
        restore: path => restore(db, path),
        rekey: () => rekey(db, seal),
        close: () => db.destroy(),
      }
    } catch (error) {
      await db.destroy()
      throw error
    }
  } catch (error) {
    throw withAdvice(error)
  }
}

async function open({ folder, databaseUrl, onTrouble }: StoreOptions): Promise<Opened> {
  if (databaseUrl !== undefined)
    return openServer(databaseUrl, error => onTrouble(error, undefined))
  if (folder === undefined) return openFile(':memory:')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    const words = `The folder ${folder} can't be made. Make it, or name another one in MAGNETS_DATA.`
    throw new UserError('store', words, { cause })
  }
  return openFile(join(folder, DATA_FILE))
}

function sealOf({ folder, key, oldKeys = [] }: StoreOptions): Seal {
  const older = oldKeys.map(readKey)
  if (key !== undefined) return createSeal(readKey(key), older)
  if (folder !== undefined) return createSeal(keyOfFolder(folder), older)
  return createSeal(Buffer.from(crypto.getRandomValues(new Uint8Array(32))), older)
}

function pidOf({ pid }: StoreOptions): { pid?: number } {
  return pid === undefined ? {} : { pid }
}
