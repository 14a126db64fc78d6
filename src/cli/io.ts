// What the command line reads from and writes to, and what its exit codes mean.
import type { Readable, Writable } from 'node:stream'
import type { Outcome } from '#magnets'
import type { Screen } from '../adapters/terminal/screen.ts'
import type { Environment } from '../config.ts'
import type { Log } from '../log.ts'

export interface Io {
  readonly input: Readable
  readonly output: Writable & Screen
  readonly errors: Writable
  readonly now: () => Date
  /** Default: the process's own. */
  readonly environment?: Environment
  /** Default: the commands of this checkout. */
  readonly commandsFolder?: URL
}

export const EXIT = { fine: 0, failed: 1, usage: 2, refused: 3 } as const

export function exitCodeOf(outcome: Outcome): number {
  return outcome === 'refusal' ? EXIT.refused : EXIT.fine
}

/** What was typed can't be run; the message says what is wrong, `usage` what is right. */
export class UsageError extends Error {
  readonly usage: string
  constructor(message: string, usage: string) {
    super(message)
    this.name = 'UsageError'
    this.usage = usage
  }
}

/** Resolves when the reader has taken the line, so that a slow one holds us back. */
export async function writeLine(stream: Writable, line: string): Promise<void> {
  if (stream.write(`${line}\n`)) return
  const { promise, resolve } = Promise.withResolvers<void>()
  stream.once('drain', resolve)
  stream.once('close', resolve)
  await promise
}

/** What a person should know beside what they get, and what no pipe should have. */
export function noteTo({ errors }: Pick<Io, 'errors'>): (line: string) => void {
  return line => void errors.write(`note: ${line}\n`)
}

/** One answer needs no log, and loading one takes longer than the answer. */
export const SILENT_LOG: Log = { debug() {}, info() {}, warn() {}, error() {} }
