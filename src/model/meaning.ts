// Which facts are nearest to a question in meaning, as an embedding model has it; whatever goes wrong, none.
import { Document } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { z } from 'zod'
import type { Base, Fact, FactId, VectorShelf } from '#magnets'
import type { Breaker } from './breaker.ts'
import { FactVectorStore } from './fact-vector-store.ts'
import { faultOf, ModelFault } from './model-fault.ts'

export interface MeaningOptions {
  readonly embeddings: EmbeddingsInterface
  /** "provider:model". */
  readonly model: string
  readonly shelf: VectorShelf
  /** How long a question may wait for it. */
  readonly timeoutMs: number
  readonly breaker: Breaker
  /** Told of a fault where all went well before, and of undefined once all goes well again. */
  readonly onTrouble: (fault: ModelFault | undefined) => void
  /** Resolves after so long, or early when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface Meaning {
  /** Embeds what is new in the base. Never rejects. */
  learn(base: Base): Promise<void>
  /** Best first. Empty where the facts are not embedded yet, or the question can't be in time. Never rejects. */
  nearest(base: Base, question: string, limit: number): Promise<readonly FactId[]>
}

/** A batch of facts, for which nobody waits at a screen. */
const BATCH_LIMIT_MS = 30_000

const queryVector = z.array(z.number()).min(1)

export function createMeaning(options: MeaningOptions): Meaning {
  const { embeddings, model, shelf, timeoutMs, breaker, onTrouble, sleep } = options
  let ready: { readonly version: string; readonly store: FactVectorStore } | undefined
  let learning: { readonly version: string; readonly done: Promise<void> } | undefined
  let troubled = false

  /** The work, or a fault where it takes longer than `ms`. */
  async function within<T>(ms: number, work: Promise<T>): Promise<T> {
    const over = new AbortController()
    const late = async (): Promise<never> => {
      await sleep(ms, over.signal)
      throw new ModelFault('timeout', `no vector within ${ms} ms`)
    }
    try {
      return await Promise.race([work, late()])
    } finally {
      over.abort()
    }
  }

  const patient: EmbeddingsInterface = {
    embedDocuments: texts => within(BATCH_LIMIT_MS, embeddings.embedDocuments(texts)),
    embedQuery: text => embeddings.embedQuery(text),
  }

  function failed(error: unknown): void {
    breaker.failed()
    if (!troubled) onTrouble(faultOf(error))
    troubled = true
  }

  function succeeded(): void {
    breaker.succeeded()
    if (troubled) onTrouble(undefined)
    troubled = false
  }

  async function embed(base: Base): Promise<void> {
    const store = new FactVectorStore(patient, { model, shelf })
    await store.addDocuments(currentFacts(base).map(documentOf))
    ready = { version: base.version, store }
  }

  /** One at a time for a version; what failed is tried again when a question next wants it. */
  function learn(base: Base): Promise<void> {
    if (ready?.version === base.version) return Promise.resolve()
    if (learning?.version === base.version) return learning.done
    if (!breaker.admits()) return Promise.resolve()
    const done = embed(base).then(succeeded, failed)
    const mine = { version: base.version, done }
    learning = mine
    return done.finally(() => {
      if (learning === mine) learning = undefined
    })
  }

  async function search(base: Base, question: string, limit: number): Promise<readonly FactId[]> {
    const learned = learn(base)
    // Until a changed base is learned, what was learned before still finds what is in both.
    if (ready === undefined) await learned
    if (ready === undefined || !breaker.admits()) return []
    const vector = queryVector.parse(await embeddings.embedQuery(question))
    const near = await ready.store.similaritySearchVectorWithScore(vector, limit)
    return near.flatMap(([{ id }]) => (id === undefined ? [] : [id]))
  }

  return {
    learn,
    async nearest(base, question, limit) {
      try {
        const found = await within(timeoutMs, search(base, question, limit))
        if (found.length > 0) succeeded()
        return found
      } catch (error) {
        failed(error)
        return []
      }
    },
  }
}

/** What is embedded of a fact: the same whatever day it is, so that it is embedded once. */
function documentOf({ id, statement, note }: Fact): Document {
  return new Document({ id, pageContent: note === undefined ? statement : `${statement} ${note}` })
}

/** Those that no newer one replaces. */
function currentFacts({ facts }: Base): readonly Fact[] {
  const replaced = new Set(facts.map(({ supersedes }) => supersedes))
  return facts.filter(({ id }) => !replaced.has(id))
}
