// Runs commands over a base as the house does, without a platform.
import { readdirSync } from 'node:fs'
import {
  type Asker,
  type Base,
  type Command,
  type CommandFile,
  type Fact,
  type Forgotten,
  type Keeping,
  makeBase,
  type Reply,
} from '#magnets'
import { createEngine, type Engine } from '../../src/answer/engine.ts'
import { loadBase } from '../../src/knowledge/index.ts'

const FOLDER = new URL('../../commands/', import.meta.url)

export const TERMINAL_ASKER: Asker = { platform: 'terminal', id: 'me', audience: 'everyone' }

export const BASE: Base = loadBase(new URL('../../knowledge', import.meta.url).pathname)

export const JULY_2025 = new Date('2025-07-10T12:00:00Z')
export const FEBRUARY_2027 = new Date('2027-02-10T12:00:00Z')

const NOTHING: Forgotten = { questions: 0, turns: 0, receipts: 0, votes: 0, gaps: 0 }

let loaded: Promise<readonly Command[]> | undefined

export function loadCommands(): Promise<readonly Command[]> {
  loaded ??= importAll()
  return loaded
}

async function importAll(): Promise<readonly Command[]> {
  const names = readdirSync(FOLDER).filter(name => name.endsWith('.ts'))
  return Promise.all(
    names.map(async file => {
      const module = (await import(new URL(file, FOLDER).href)) as { default: CommandFile }
      return { ...module.default, name: file.replace(/\.ts$/, '') }
    }),
  )
}

export interface Run {
  readonly options?: Readonly<Record<string, string>>
  readonly base?: Base
  readonly now?: Date
  readonly asker?: Asker
  /** How much is kept of the asker. */
  readonly kept?: Forgotten
  /** What else the house keeps. Default: nothing, and no settings. */
  readonly keeping?: Partial<Keeping>
  /** What there is beside the commands of the folder. */
  readonly extra?: readonly Command[]
}

export async function runCommand(name: string, run: Run = {}): Promise<Reply> {
  const { options = {}, base = BASE, now = JULY_2025, asker = TERMINAL_ASKER, extra = [] } = run
  const commands = [...(await loadCommands()), ...extra]
  const command = commands.find(other => other.name === name)
  if (command === undefined) throw new Error(`no command ${name}`)
  const context = engineOf(base).context({ asker, now, commands })
  return command.run(options, { ...context, ...EMPTY_HOUSE, ...forgetting(run), ...run.keeping })
}

const EMPTY_HOUSE: Omit<Keeping, 'forget'> = {
  receipt: async () => undefined,
  gaps: async () => [],
  mode: async () => 'mentions',
  setMode: async () => undefined,
  deaf: () => false,
}

const forgetting = ({ kept = NOTHING }: Run) => ({ forget: async () => kept })

const engines = new WeakMap<Base, Engine>()

/** Building an engine is what costs time; a base never changes. */
function engineOf(base: Base): Engine {
  const engine = engines.get(base) ?? createEngine(base)
  engines.set(base, engine)
  return engine
}

/** The base with facts added, or with none but these. */
export function baseWith(facts: readonly Fact[], keep: readonly Fact[] = BASE.facts): Base {
  const { sources, vocabulary } = BASE
  return makeBase({ facts: [...keep, ...facts], sources, vocabulary, version: 'fixture' })
}
