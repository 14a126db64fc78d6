// Runs command lines inside the test's process, and in processes of their own.
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { run } from '../../src/cli/run.ts'
import type { Environment } from '../../src/config.ts'

/** Where nothing was ever kept: the data of whoever runs the tests are none of their business. */
const NO_DATA = { MAGNETS_DATA: join(tmpdir(), 'magnets-tests-keep-nothing-here') }

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Circumstances {
  readonly input?: string | readonly string[]
  readonly environment?: Environment
  readonly commandsFolder?: URL
  /** Of the terminal; without it the output is a pipe. */
  readonly columns?: number
}

/** One command line, at noon of a fixed day. */
export async function magnets(
  argv: readonly string[],
  given: Circumstances = {},
): Promise<Outcome> {
  const out = collected()
  const err = collected()
  const code = await run(argv, {
    input: Readable.from(typeof given.input === 'string' ? [given.input] : (given.input ?? [])),
    output: Object.assign(out.stream, given.columns && { columns: given.columns }),
    errors: err.stream,
    now: () => new Date('2026-11-23T12:00:00Z'),
    environment: { ...NO_DATA, ...given.environment },
    ...(given.commandsFolder && { commandsFolder: given.commandsFolder }),
  })
  return { code, out: out.text(), err: err.text() }
}

/** Runs a shell line in the project's folder, with this Node, no platform and no colours. */
export function shell(line: string, more: Environment = {}): Promise<Outcome> {
  const path = `${fileURLToPath(new URL('.', `file://${process.execPath}`))}:${process.env.PATH}`
  const child = spawn('bash', ['--norc', '-c', line], {
    cwd: ROOT,
    env: { PATH: path, NO_COLOR: '1', ...NO_DATA, ...more },
    timeout: 20_000,
  })
  const text = { out: '', err: '' }
  child.stdout.on('data', data => {
    text.out += data
  })
  child.stderr.on('data', data => {
    text.err += data
  })
  return new Promise(resolve => child.on('close', code => resolve({ code, ...text })))
}

function collected() {
  const stream = new PassThrough()
  let text = ''
  stream.on('data', data => {
    text += data
  })
  return { stream, text: () => text }
}
