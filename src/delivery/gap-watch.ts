// Looks, when the base has changed, which gaps it closes, and tells who wanted to be told.
import type { NewsIncoming, Reply } from '#magnets'
import { HOUSE } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import type { Engines } from './respond.ts'

export interface GapWatchOptions {
  readonly store: Pick<Store, 'gaps' | 'settings'>
  readonly engines: Engines
  readonly now: () => number
  /** Takes what the house has to say into the inbox, as it takes what people say. */
  readonly accept: (news: NewsIncoming) => Promise<unknown>
}

/** Under which the house remembers the version that it looked at last. */
const LOOKED_AT = 'gaps looked at'

/** Returns how many gaps it closed. Doing it twice, or in two processes, tells nobody twice. */
export async function closeGaps(options: GapWatchOptions): Promise<number> {
  const { store, engines, now } = options
  const { version } = engines.base()
  if ((await store.settings.get(HOUSE, LOOKED_AT)) === version) return 0
  let closed = 0
  for (const { id, question, context, cited } of await store.gaps.open()) {
    const { reply } = engines.answer(question, context, engines.now())
    const facts = factsOf(reply).filter(fact => !cited.includes(fact))
    if (facts.length === 0) continue
    await store.gaps.close(id, facts, now())
    closed += 1
  }
  await tell(options)
  await store.settings.put(HOUSE, LOOKED_AT, version)
  return closed
}

function factsOf({ outcome, citations }: Reply): readonly string[] {
  const answers = outcome === 'answer' || outcome === 'correction'
  return answers ? citations.map(({ fact }) => fact) : []
}

async function tell({ store, now, accept }: GapWatchOptions): Promise<void> {
  for (const { ask, question, context, place, asker, address } of await store.gaps.curious()) {
    // The key is the same whoever tells, so that it is taken once.
    const key = `told/${ask}`
    await accept({ kind: 'news', key, at: now(), asker, place, address, question, context })
    await store.gaps.told(ask, now())
  }
}
