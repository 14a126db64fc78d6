// Finds the subcommand, runs it, and turns what goes wrong into words and an exit code.
import { ContentError, UserError } from '#magnets'
import { loadDotEnv } from '../config.ts'
import { EXIT, type Io, UsageError, writeLine } from './io.ts'

type Subcommand = (argv: readonly string[], io: Io) => Promise<number>

/** Each is loaded when it is used. A command of the same name gives way. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<Subcommand>>> = {
  ask: async () => (await import('./ask.ts')).ask,
  chat: async () => (await import('./chat.ts')).chat,
  knowledge: async () => (await import('./knowledge.ts')).knowledge,
  slack: async () => (await import('./platforms.ts')).slack,
  discord: async () => (await import('./platforms.ts')).discord,
  doctor: async () => (await import('./doctor.ts')).doctor,
  inbox: async () => (await import('./inbox.ts')).inbox,
  receipt: async () => (await import('./receipt.ts')).receipt,
  gaps: async () => (await import('./gaps.ts')).gaps,
  forget: async () => (await import('./forget.ts')).forget,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./backup.ts')).restore,
  rekey: async () => (await import('./rekey.ts')).rekey,
  '--help': async () => showHelp,
  '-h': async () => showHelp,
  '--version': async () => showVersion,
}

/** Runs one command line and returns its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    if (io.environment === undefined) loadDotEnv()
    return await dispatch(argv, io)
  } catch (error) {
    if (error instanceof UsageError) {
      await writeLine(io.errors, `${error.message}\nUsage: ${indented(error.usage)}`)
      return EXIT.usage
    }
    await writeLine(io.errors, wordsFor(error))
    return EXIT.failed
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  const known = name !== undefined && Object.hasOwn(SUBCOMMANDS, name)
  const subcommand = known ? SUBCOMMANDS[name] : undefined
  if (subcommand !== undefined) return (await subcommand())(rest, io)
  if (name === undefined) throw new UsageError('Say what to do.', OVERVIEW)
  const { runCommand } = await import('./run-command.ts')
  const code = await runCommand(name, rest, io)
  if (code === undefined) throw new UsageError(`There is no "${name}".`, OVERVIEW)
  return code
}

const OVERVIEW = `magnets ask "question"
magnets --help    (lists everything)`

async function showHelp(_: readonly string[], io: Io): Promise<number> {
  return (await import('./help.ts')).help(io, Object.keys(SUBCOMMANDS))
}

async function showVersion(_: readonly string[], io: Io): Promise<number> {
  return (await import('./help.ts')).version(io)
}

/** What a person can do something about is said as it is; anything else with its stack. */
function wordsFor(error: unknown): string {
  if (error instanceof UserError || error instanceof ContentError) return error.message
  // A file that may not be read or written says so itself.
  if (error instanceof Error && 'syscall' in error) return error.message
  if (error instanceof Error) return error.stack ?? error.message
  return String(error)
}

function indented(usage: string): string {
  return usage.replaceAll('\n', '\n       ')
}
