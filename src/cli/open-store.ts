// Opens the data for one subcommand, and closes them whatever happens; takes no part in the work.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '#magnets'
import { type ConfigProblem, inspectConfig, type StoreConfig } from '../config.ts'
import type { Store } from '../store/store.ts'
import { type Io, writeLine } from './io.ts'

/** Of the configuration nothing else concerns the data. */
const STORE_VARIABLES: readonly string[] = [
  'MAGNETS_DATA',
  'DATABASE_URL',
  'MAGNETS_KEY',
  'MAGNETS_OLD_KEYS',
  'MAGNETS_KEEP_DAYS',
]

export interface Data {
  readonly store: Store
  readonly config: StoreConfig
  readonly now: number
}

/** Throws a UserError that lists what is wrong with the settings of the data, and of them alone. */
export function storeConfig(io: Io): StoreConfig {
  const { config, problems } = inspectConfig(io.environment)
  const ours = problems.filter(concernsData)
  if (ours.length === 0) return config.store
  const lines = ours.map(({ variable, message }) => `- ${variable} ${message}`)
  throw new UserError('configuration', ['The configuration needs attention:', ...lines].join('\n'))
}

export function concernsData({ variable }: ConfigProblem): boolean {
  return STORE_VARIABLES.includes(variable)
}

/** False where no bot has written anything yet, so that looking would only make empty files. */
export async function isKept({ folder, databaseUrl }: StoreConfig): Promise<boolean> {
  if (databaseUrl !== undefined) return true
  const { DATA_FILE } = await import('../store/store.ts')
  return existsSync(join(folder, DATA_FILE))
}

/** The folder, or the server and its database; never a password. */
export function placeOf({ folder, databaseUrl }: StoreConfig): string {
  if (databaseUrl === undefined) return folder
  const { host, pathname } = new URL(databaseUrl)
  return `PostgreSQL at ${host}${pathname}`
}

export function nothingKept({ folder }: StoreConfig): string {
  return `Nothing is kept yet in ${folder} (MAGNETS_DATA)`
}

/** Where nothing is kept yet, empty data are lent and it is said on stderr. */
export async function withStore<T>(io: Io, use: (data: Data) => Promise<T>): Promise<T> {
  const config = storeConfig(io)
  if (await isKept(config)) return withNewStore(io, use)
  await writeLine(io.errors, `${nothingKept(config)}.`)
  return lend(io, config, use, { oldKeys: [] })
}

/** The same; where nothing is kept yet, the data are made. */
export async function withNewStore<T>(io: Io, use: (data: Data) => Promise<T>): Promise<T> {
  const config = storeConfig(io)
  return lend(io, config, use, config)
}

async function lend<T>(
  io: Io,
  config: StoreConfig,
  use: (data: Data) => Promise<T>,
  place: Partial<StoreConfig>,
): Promise<T> {
  const { openStore } = await import('../store/store.ts')
  const { withAdvice } = await import('../store/store-error.ts')
  const store = await openStore({
    ...place,
    limits: { person: 0, channel: 0 },
    clock: () => io.now().getTime(),
    sleep: ms => sleep(ms),
    instance: 'shell',
    // What fails here is said once, by the error.
    onTrouble: () => undefined,
  })
  try {
    return await use({ store, config, now: io.now().getTime() })
  } catch (error) {
    throw withAdvice(error)
  } finally {
    await store.close()
  }
}
