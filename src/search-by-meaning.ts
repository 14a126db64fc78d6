// Opens the embedding model that is configured, and widens what search finds by words with what is near in meaning.
import type { Base, VectorShelf } from '#magnets'
import type { Retrieved } from './answer/engine.ts'
import type { EmbeddingsConfig, StoreConfig } from './config.ts'
import { realTimers } from './delivery/timers.ts'
import type { Ranked } from './find-facts.ts'
import type { Log } from './log.ts'
import { createBreaker } from './model/breaker.ts'
import { createMeaning } from './model/meaning.ts'
import { openEmbeddings } from './model/open-embeddings.ts'
import { fuseRanks } from './search/fuse-ranks.ts'
import { openStore, type Store } from './store/store.ts'

/** Ranks that count of either list: what stands below is noise to both. */
const DEPTH = 20

export interface SearchByMeaning {
  /** Embeds what is new in the base. Never rejects. */
  learn(base: Base): Promise<void>
  /**
   * Both rankings as one. That by words alone where they account for all of the question, which is
   * then sent nowhere, or where the other is not to be had in time. Never rejects.
   */
  widen(base: Base, question: string, byWords: readonly Retrieved[]): Promise<readonly Ranked[]>
  close(): Promise<void>
}

export interface MeaningParts {
  readonly log: Log
  /** Told to whom facts and questions go from now on. */
  readonly announce: (line: string) => void
  readonly now: () => Date
  /** Of a store that is open already; default: one of our own in the same place. */
  readonly shelf?: VectorShelf
  readonly store: StoreConfig
}

/** Throws a UserError where the provider, its package or its key is missing. */
export async function openSearchByMeaning(
  config: EmbeddingsConfig,
  { log, announce, now, shelf: given, store }: MeaningParts,
): Promise<SearchByMeaning> {
  const { provider, model, url, timeoutMs } = config
  const closing = new AbortController()
  const embeddings = await openEmbeddings({ ...config, signal: closing.signal })
  const own = given === undefined ? await openOwn(store, log) : undefined
  const shelf = given ?? own?.vectors
  if (shelf === undefined) throw new Error('there is no shelf')
  const meaning = createMeaning({
    ...{ embeddings, shelf, timeoutMs },
    sleep: (ms, signal) => realTimers.sleep(ms, AbortSignal.any([signal, closing.signal])),
    model: `${provider}:${model}`,
    breaker: createBreaker(() => now().getTime()),
    onTrouble(fault) {
      if (closing.signal.aborted) return
      if (fault === undefined) log.info({}, 'search finds by meaning again')
      else {
        const { code, message } = fault
        log.warn({ code }, `search finds by words alone, for embeddings failed: ${message}`)
      }
    },
  })
  const where = url === undefined ? `the servers of ${provider}` : new URL(url).host
  announce(
    `facts, and questions for which search is asked, go to ${where}, where ${model} embeds them`,
  )
  return {
    learn: base => meaning.learn(base),
    async close() {
      closing.abort()
      await own?.close()
    },
    async widen(base, question, byWords) {
      // What slots match is surer than what is near, so that meaning counts for what they leave open.
      const open = 1 - (byWords[0]?.coverage ?? 0)
      if (open === 0) return byWords
      const near = await meaning.nearest(base, question, DEPTH)
      if (near.length === 0) return byWords
      const words = byWords.slice(0, DEPTH).map(({ fact }) => fact.id)
      const fused = fuseRanks([
        { ids: words, weight: 1 },
        { ids: near, weight: open },
      ])
      return fused.flatMap(({ id, score }) => {
        const fact = base.fact(id)
        return fact === undefined ? [] : [{ fact, score }]
      })
    },
  }
}

/** Vectors hold nothing of anybody, so that they are kept even where nothing else is. */
async function openOwn(place: StoreConfig, log: Log): Promise<Store> {
  const open = (options: object): Promise<Store> =>
    openStore({
      ...options,
      limits: { person: 0, channel: 0 },
      clock: Date.now,
      sleep: async () => undefined,
      instance: crypto.randomUUID().slice(0, 8),
      onTrouble: () => undefined,
    })
  try {
    return await open(place)
  } catch (err) {
    log.warn({ err }, 'vectors can not be kept, and last as long as this process')
    return open({})
  }
}
