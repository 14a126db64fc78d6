// `magnets backup` and `magnets restore`: everything that is kept, in one file and back again.
import { chmodSync, existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '#magnets'
import type { Store } from '../store/store.ts'
import { counted } from './counted.ts'
import { EXIT, type Io, UsageError } from './io.ts'
import { isKept, nothingKept, placeOf, storeConfig, withNewStore, withStore } from './open-store.ts'
import { say } from './page-for.ts'
import { readArguments } from './read-arguments.ts'

export const BACKUP_USAGE = 'magnets backup FILE'
export const RESTORE_USAGE = 'magnets restore FILE'

/** What people asked stands in it. */
const OWNER_ONLY = 0o600

export async function backup(argv: readonly string[], io: Io): Promise<number> {
  const file = fileOf(argv, BACKUP_USAGE)
  const config = storeConfig(io)
  if (!(await isKept(config))) {
    throw new UserError('backup', `${nothingKept(config)}, so there is nothing to back up.`)
  }
  const folder = dirname(resolve(file))
  if (!existsSync(folder)) {
    const words = `There is no folder ${folder}. Make it, or name a file elsewhere.`
    throw new UserError('backup', words)
  }
  const rows = await withStore(io, ({ store }) => store.backup(file))
  chmodSync(file, OWNER_ONLY)
  const { KEY_FILE } = await import('../store/key-file.ts')
  const key = config.key === undefined ? join(config.folder, KEY_FILE) : 'MAGNETS_KEY'
  await say(
    io,
    `${counted(rows, 'row is', 'rows are')} in ${file}.`,
    `The key that opens their tokens is not: keep a copy of ${key} in another place.`,
  )
  return EXIT.fine
}

export async function restore(argv: readonly string[], io: Io): Promise<number> {
  const file = fileOf(argv, RESTORE_USAGE)
  const { rows, dead, place, unreadable } = await withNewStore(
    io,
    async ({ store, config, now }) => {
      const rows = await store.restore(file)
      const { dead } = await store.deadLetters.depth(now)
      const letters = await store.deadLetters.list(Math.max(1, dead))
      const place = placeOf(config)
      const unreadable = await missingKey(store)
      const waited = letters.filter(({ code }) => code === RESTORED)
      return { rows, place, dead: waited.length, unreadable }
    },
  )
  if (rows === 0) throw new UserError('backup', `${file} holds nothing that could be restored.`)
  await say(io, `${counted(rows, 'row')} of ${file} ${rows === 1 ? 'is' : 'are'} in ${place} now.`)
  if (dead > 0) {
    const events = counted(dead, 'event that waited', 'events that waited')
    const are = dead === 1 ? 'is a dead letter' : 'are dead letters'
    await say(
      io,
      `${events} for an answer then ${are} now: an answer would come out of the blue. To give it all the same:`,
      '  npx magnets inbox --replay all',
    )
  }
  if (unreadable !== undefined) throw unreadable
  return EXIT.fine
}

/** What the sealed tokens lack to be read; to seal them anew, all of them have to be opened. */
async function missingKey(store: Store): Promise<UserError | undefined> {
  try {
    await store.rekey()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  return undefined
}

/** What waited when the backup was made, as the store marks it. */
const RESTORED = 'restored'

function fileOf(argv: readonly string[], usage: string): string {
  const [file, ...others] = readArguments(argv, {}, usage).words
  if (file === undefined || file === '') throw new UsageError('Say which file.', usage)
  if (others.length > 0) throw new UsageError(`"${others[0]}" is too much.`, usage)
  return file
}
