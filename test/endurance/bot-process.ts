// The bot as a process of its own: started, watched, killed without warning, its log kept in a file.
import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TAIL_LINES = 12
const LINE_LENGTH = 400

export interface BotOptions {
  /** All that the process gets of the environment, besides PATH. */
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  /** Default: the real one of this checkout. */
  readonly main?: string
  /** A module that is loaded before it. */
  readonly before?: string
}

export interface Bot {
  readonly pid: number
  /** Resolves when it says that it runs; rejects where it ends before. */
  readonly ready: Promise<void>
  readonly ended: Promise<void>
  running(): boolean
  /** True where nobody but itself ended it. */
  failed(): boolean
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves when it is gone. */
  stop(): Promise<void>
}

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

export function startBot({ env, logFile, main = 'src/main.ts', before }: BotOptions): Bot {
  const args = [...(before === undefined ? [] : ['--import', before]), main]
  const child = spawn(process.execPath, args, {
    cwd: main.startsWith('/') ? undefined : ROOT,
    env: { PATH: process.env.PATH ?? '', MAGNETS_LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let meant = false
  let gone = false
  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  // Who only kills it doesn't wait for it.
  ready.promise.catch(() => undefined)
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      appendFileSync(logFile, data)
      if (data.includes('"running"')) ready.resolve()
    })
  }
  child.on('exit', (code, signal) => {
    gone = true
    children.delete(child)
    appendFileSync(logFile, `-- ${child.pid} ended with ${code ?? signal}\n`)
    ready.reject(new Error(`the bot ended with ${code ?? signal} before it ran`))
    ended.resolve()
  })
  const end = (signal: NodeJS.Signals): Promise<void> => {
    meant = true
    child.kill(signal)
    return ended.promise
  }
  return {
    pid: child.pid ?? 0,
    ready: ready.promise,
    ended: ended.promise,
    running: () => !gone,
    failed: () => gone && !meant,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

/** The last lines of a log, for a report of what went wrong. */
export function tailOf(logFile: string, lines = TAIL_LINES): string {
  if (!existsSync(logFile)) return '(no log)'
  const all = readFileSync(logFile, 'utf8').trimEnd().split('\n')
  return all
    .slice(-lines)
    .map(line => line.slice(0, LINE_LENGTH))
    .join('\n')
}

/** Ports of outgoing connections begin above: one of those may be taken at any moment. */
const PORTS = [20_000, 32_000] as const

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS[0] + Math.floor(Math.random() * (PORTS[1] - PORTS[0]))
    const server = createServer()
    const { promise, resolve } = Promise.withResolvers<boolean>()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    if (await promise) return port
  }
}
