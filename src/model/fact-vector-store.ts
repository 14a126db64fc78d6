// A vector store of LangChain's over the shelf of vectors: in memory, or searched by the database where it can.
import type { DocumentInterface } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { cosineSimilarity } from '@langchain/core/utils/math'
import { VectorStore } from '@langchain/core/vectorstores'
import { z } from 'zod'
import type { Vector, VectorShelf } from '#magnets'

/** Texts that are embedded by one call. */
const BATCH = 64

/** What a provider gives back: as many vectors as texts, of finite numbers. */
const vectorsOf = (texts: number) => z.array(z.array(z.number()).min(1)).length(texts)

export interface FactVectorStoreOptions {
  /** "provider:model": vectors of different models don't meet. */
  readonly model: string
  readonly shelf: VectorShelf
}

/** A class because LangChain's vector stores are. Takes the filter that MemoryVectorStore takes. */
export class FactVectorStore extends VectorStore {
  declare FilterType: (document: DocumentInterface) => boolean
  readonly #shelf: VectorShelf
  readonly #model: string
  /** By hash; texts that are equal share a vector. */
  readonly #documents = new Map<string, DocumentInterface[]>()
  /** Empty where the database searches. */
  readonly #vectors = new Map<string, Vector>()

  constructor(embeddings: EmbeddingsInterface, options: FactVectorStoreOptions) {
    super(embeddings, options)
    this.#shelf = options.shelf
    this.#model = options.model
  }

  override _vectorstoreType(): string {
    return 'magnets'
  }

  /** Embeds what the shelf lacks, and nothing else. */
  override async addDocuments(documents: DocumentInterface[]): Promise<void> {
    const texts = new Map<string, string>()
    const hashes: string[] = []
    for (const { pageContent } of documents) {
      const hash = await hashOf(pageContent)
      hashes.push(hash)
      texts.set(hash, pageContent)
    }
    const known = await this.#shelf.known(this.#model, [...texts.keys()])
    const missing = [...texts].filter(([hash]) => !known.has(hash))
    for (let from = 0; from < missing.length; from += BATCH) {
      const batch = missing.slice(from, from + BATCH)
      const given = await this.embeddings.embedDocuments(batch.map(([, text]) => text))
      const vectors = vectorsOf(batch.length).parse(given)
      await this.#shelf.put(
        this.#model,
        new Map(batch.map(([hash], i) => [hash, vectors[i] ?? []])),
      )
    }
    await this.#hold(hashes, documents)
  }

  override async addVectors(vectors: number[][], documents: DocumentInterface[]): Promise<void> {
    const hashes = await Promise.all(documents.map(({ pageContent }) => hashOf(pageContent)))
    const given = vectorsOf(documents.length).parse(vectors)
    await this.#shelf.put(this.#model, new Map(hashes.map((hash, i) => [hash, given[i] ?? []])))
    await this.#hold(hashes, documents)
  }

  override async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: this['FilterType'],
  ): Promise<[DocumentInterface, number][]> {
    const wanted = [...this.#documents].flatMap(([hash, all]) => {
      const documents = filter === undefined ? all : all.filter(filter)
      return documents.length === 0 ? [] : [[hash, documents] as const]
    })
    const held = new Map(wanted)
    const near = (await this.#shelf.searches())
      ? await this.#shelf.nearest(this.#model, query, [...held.keys()], k)
      : this.#nearest(query, [...held.keys()], k)
    return near
      .flatMap(({ hash, similarity }) =>
        (held.get(hash) ?? []).map((document): [DocumentInterface, number] => [
          document,
          similarity,
        ]),
      )
      .slice(0, k)
  }

  async #hold(hashes: readonly string[], documents: readonly DocumentInterface[]): Promise<void> {
    if (!(await this.#shelf.searches())) {
      for (const [hash, vector] of await this.#shelf.find(this.#model, hashes)) {
        this.#vectors.set(hash, vector)
      }
    }
    for (const [index, hash] of hashes.entries()) {
      const document = documents[index]
      if (document !== undefined) {
        this.#documents.set(hash, [...(this.#documents.get(hash) ?? []), document])
      }
    }
  }

  #nearest(query: readonly number[], among: readonly string[], limit: number) {
    const rows = among.flatMap(hash => {
      const vector = this.#vectors.get(hash)
      return vector?.length === query.length ? [{ hash, vector }] : []
    })
    if (rows.length === 0) return []
    const [similarities = []] = cosineSimilarity(
      [[...query]],
      rows.map(({ vector }) => [...vector]),
    )
    return rows
      .map(({ hash }, i) => ({ hash, similarity: similarities[i] ?? Number.NaN }))
      .filter(({ similarity }) => !Number.isNaN(similarity))
      .sort((a, b) => b.similarity - a.similarity || (a.hash < b.hash ? -1 : 1))
      .slice(0, limit)
  }
}

/** Of what is embedded; 256 bits in hex. */
async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('hex')
}
