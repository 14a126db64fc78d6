// Who is measured: our bot in four forms, and for each platform the bare SDK that does the same.
import type { EngineName } from '../endurance/data.ts'

export type Way = 'Slack over HTTP' | 'Slack over Socket Mode' | 'Discord'

export const WAYS: readonly Way[] = ['Slack over HTTP', 'Slack over Socket Mode', 'Discord']

export interface Contestant {
  readonly name: string
  readonly main: string
  /** Where it keeps its data; undefined for who keeps none. */
  readonly engine?: EngineName
  /** Asked what it can understand; else it need only echo. */
  readonly understands?: boolean
}

export const ECHO = 'test/bench/echo-main.ts'
const REAL = 'src/main.ts'

/** The bare one comes first. */
export function contestantsFor(way: Way): readonly [Contestant, ...Contestant[]] {
  const bare = way === 'Discord' ? 'discord.js' : 'Bolt'
  return [
    { name: `bare ${bare}`, main: `test/bench/bare-${way === 'Discord' ? 'discord' : 'bolt'}.ts` },
    { name: 'ours, echo, SQLite', main: ECHO, engine: 'sqlite' },
    { name: 'ours, echo, PostgreSQL', main: ECHO, engine: 'postgres' },
    { name: 'ours, real, SQLite', main: REAL, engine: 'sqlite', understands: true },
    { name: 'ours, real, PostgreSQL', main: REAL, engine: 'postgres', understands: true },
  ]
}
