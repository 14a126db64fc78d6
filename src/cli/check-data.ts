// What the doctor finds out about the data: which engine, whether they can be reached, how much waits.
import { type ConfigProblem, inspectConfig } from '../config.ts'
import { counted } from './counted.ts'
import type { Finding } from './doctor.ts'
import { waitingWords } from './inbox.ts'
import type { Io } from './io.ts'
import { concernsData, isKept, placeOf, withStore } from './open-store.ts'

/** Makes nothing where nothing is kept yet. */
export async function checkData(io: Io, problems: readonly ConfigProblem[]): Promise<Finding> {
  if (problems.some(concernsData)) {
    return { what: 'Data: not checked, for their settings above are wrong' }
  }
  const config = inspectConfig(io.environment).config.store
  if (!(await isKept(config))) return { what: `Data: nothing kept yet in ${config.folder}` }
  try {
    return await withStore(io, async ({ store, now }) => {
      const depth = await store.deadLetters.depth(now)
      const where = store.engine === 'sqlite' ? `SQLite in ${config.folder}` : placeOf(config)
      const waits = waitingWords(depth).replace('Nothing', 'nothing')
      const dead = depth.dead === 0 ? 'no dead letters' : counted(depth.dead, 'dead letter')
      const what = `Data: ${where}; ${waits}; ${dead}`
      const quiet = depth.waiting + depth.dead === 0
      return { ok: true, what, ...(quiet ? {} : { next: 'See "npx magnets inbox".' }) }
    })
  } catch (error) {
    return { ok: false, what: `Data: ${error instanceof Error ? error.message : error}` }
  }
}
