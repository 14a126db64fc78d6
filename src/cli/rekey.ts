// `magnets rekey`: seals all tokens with today's key, so that keys of before can go.
import { counted } from './counted.ts'
import { EXIT, type Io, UsageError } from './io.ts'
import { withStore } from './open-store.ts'
import { say } from './page-for.ts'
import { readArguments } from './read-arguments.ts'

export const REKEY_USAGE = 'magnets rekey'

export async function rekey(argv: readonly string[], io: Io): Promise<number> {
  const [word] = readArguments(argv, {}, REKEY_USAGE).words
  if (word !== undefined) throw new UsageError(`"${word}" is too much.`, REKEY_USAGE)
  const { rows, config } = await withStore(io, async ({ store, config }) => ({
    rows: await store.rekey(),
    config,
  }))
  const done = `${counted(rows, 'row was', 'rows were')} sealed anew with today's key.`
  await say(io, rows === 0 ? "Everything is sealed with today's key already." : done)
  if (config.oldKeys.length > 0) {
    await say(io, 'Once every running bot has that key, empty MAGNETS_OLD_KEYS.')
  }
  return EXIT.fine
}
