#!/usr/bin/env node
// `npx magnets ...`: the command line; what it can do stands in cli/.
import { keepCompiledCode } from './compile-cache.ts'

/** Whoever reads us has enough, as `head` does: nothing went wrong. */
function endQuietly(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
}

/** The shell's code for a process that Ctrl-C ended. */
const INTERRUPTED = 130

process.stdout.on('error', endQuietly)
process.stderr.on('error', endQuietly)
process.once('SIGINT', () => process.exit(INTERRUPTED))

keepCompiledCode()
const { run } = await import('./cli/run.ts')
process.exitCode = await run(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  now: () => new Date(),
})
