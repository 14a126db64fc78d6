// The vector store keeps LangChain's contract, and finds the same in memory and in the database.
import { Document } from '@langchain/core/documents'
import { FakeEmbeddings } from '@langchain/core/utils/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VectorShelf } from '#magnets'
import { loadBase } from '../../src/knowledge/load.ts'
import { FactVectorStore } from '../../src/model/index.ts'
import { gramVector } from '../doubles/embeddings/gram-vector.ts'
import { type PgvectorServer, startPgvectorServer } from '../doubles/pgvector-server.ts'
import { TEST_KEY } from '../store/engines.ts'
import { openAt } from '../store/stores.ts'

/** Counts what is embedded. */
class GramEmbeddings extends FakeEmbeddings {
  readonly asked: string[] = []
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    this.asked.push(...texts)
    return texts.map(text => [...gramVector(text)])
  }
  override async embedQuery(text: string): Promise<number[]> {
    return [...gramVector(text)]
  }
}

const facts = loadBase('knowledge').facts
const documents = facts.map(({ id, statement: pageContent }) => new Document({ id, pageContent }))

async function storeOn(shelf: VectorShelf) {
  const embeddings = new GramEmbeddings()
  const store = new FactVectorStore(embeddings, { model: 'double:grams', shelf })
  return { embeddings, store }
}

const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, number, i) => sum + number * (b[i] ?? 0), 0)

let server: PgvectorServer
beforeAll(async () => {
  server = await startPgvectorServer()
})
afterAll(() => server.stop())

describe.each([
  ['in memory', () => ({})],
  ['in PostgreSQL with pgvector', () => ({ databaseUrl: server.databaseUrl, key: TEST_KEY })],
])('the vector store, %s', (_, options) => {
  it('finds the nearest that there are, as holding each against the question does', async () => {
    const { vectors } = await openAt({ options: options() })
    const { store } = await storeOn(vectors)
    await store.addDocuments(documents)
    for (const question of ['mine in California', 'less than half', 'who pays for the plants?']) {
      const asked = gramVector(question)
      const naive = documents
        .map(({ id, pageContent }) => [id, cosine(asked, gramVector(pageContent))] as const)
        .sort(([, a], [, b]) => b - a)
        .slice(0, 5)
      const found = await store.similaritySearchWithScore(question, 5)
      expect(found.map(([{ id }]) => id)).toEqual(naive.map(([id]) => id))
      for (const [index, [, score]] of found.entries())
        expect(score).toBeCloseTo(naive[index]?.[1] ?? 0, 5)
    }
  })

  it('embeds only what the shelf lacks, and takes a filter as MemoryVectorStore does', async () => {
    const { vectors } = await openAt({ options: options() })
    await (await storeOn(vectors)).store.addDocuments(documents)
    const { store, embeddings } = await storeOn(vectors)
    const more = new Document({ id: 'new', pageContent: `another text ${_}` })
    await store.addDocuments([...documents, more])
    expect(embeddings.asked).toEqual([more.pageContent])
    const only = await store.similaritySearch('mine', 3, ({ id }) => id === 'new')
    expect(only.map(({ id }) => id)).toEqual(['new'])
    const retriever = store.asRetriever({ k: 2 })
    expect(await retriever.invoke('mine in California')).toHaveLength(2)
  })

  it('takes vectors that somebody else has made', async () => {
    const { vectors } = await openAt({ options: options() })
    const { store, embeddings } = await storeOn(vectors)
    const text = `given ${_}`
    await store.addVectors(
      [[...gramVector('quartz')]],
      [new Document({ id: 'q', pageContent: text })],
    )
    expect((await store.similaritySearchWithScore('quartz', 1))[0]?.[1]).toBeCloseTo(1, 5)
    expect(embeddings.asked).toEqual([])
  })
})
