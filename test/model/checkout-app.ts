// The app as whoever has a checkout opens it, on a fixed day.

import type { Fact } from '#magnets'
import { type App, createApp } from '../../src/app.ts'
import { SILENT_LOG } from '../../src/cli/io.ts'
import { type Environment, readConfig } from '../../src/config.ts'

/** After the first plans have fallen due. */
export const DAY = new Date('2026-11-23T12:00:00Z')

export function appOf(knowledge?: string, environment: Environment = {}): Promise<App> {
  const named = knowledge === undefined ? {} : { MAGNETS_KNOWLEDGE: knowledge }
  const config = readConfig({ ...named, ...environment })
  return createApp({ config, log: SILENT_LOG, now: () => DAY })
}

/** Those that no newer one replaces. */
export function currentFacts(app: App): readonly Fact[] {
  const { facts } = app.base()
  const replaced = new Set(facts.map(({ supersedes }) => supersedes))
  return facts.filter(({ id }) => !replaced.has(id))
}
