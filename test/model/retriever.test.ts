// The base's search in LangChain's terms: every document can be cited, and keeps hedge and date.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { FactRetriever } from '../../src/model/index.ts'
import { shell } from '../cli/command-line.ts'
import { appOf, currentFacts } from './checkout-app.ts'

const ours = await appOf()
const other = await appOf(fileURLToPath(new URL('../fixtures/second-base', import.meta.url)))
const retrieverOf = (app: App, k?: number) =>
  new FactRetriever({ find: app.find, ...(k === undefined ? {} : { k }) })

describe('the retriever', () => {
  it('gives the fact that was asked for first, with all by which it can be cited', async () => {
    const [document] = await retrieverOf(ours).invoke(
      'How much NdPr oxide did Mountain Pass produce in 2024?',
    )
    const fact = ours.base().fact('mountain-pass-ndpr-2024')
    expect(document?.id).toBe(fact?.id)
    expect(document?.pageContent).toBe(`${fact?.statement} ${fact?.note}`)
    expect(document?.metadata).toMatchObject({
      id: fact?.id,
      measure: 'production',
      ...{ value: 1300, unit: fact?.value?.unit, hedge: 'about', figure: 'about 1,300 tons' },
      ...{ period: '2024', status: 'reported', overdue: false, asOf: fact?.asOf },
      source: { published: '2025-06-24', section: fact?.section },
    })
    expect(document?.metadata.source.title).not.toBe('')
  })

  it('says of a plan whose date has passed that nothing confirms it', async () => {
    const overdue = ours
      .base()
      .facts.filter(fact => fact.status === 'planned' && fact.period?.to === '2025-12-31')
    expect(overdue.length).toBeGreaterThan(0)
    for (const fact of overdue) {
      const documents = await retrieverOf(ours, 20).invoke(fact.statement)
      const document = documents.find(({ id }) => id === fact.id)
      expect(document?.metadata.overdue).toBe(true)
      expect(document?.pageContent.length).toBeGreaterThan(fact.statement.length)
    }
  })

  it.each([
    ['our base', ours],
    ['another subject', other],
  ])('finds every fact by its own words, in %s', async (_, app) => {
    for (const fact of currentFacts(app)) {
      const documents = await retrieverOf(app).invoke(fact.statement)
      expect(documents.map(({ id }) => id)).toContain(fact.id)
      for (const { pageContent, metadata } of documents) {
        expect(pageContent).toContain(app.base().fact(metadata.id)?.statement)
        expect(metadata.figure === undefined).toBe(metadata.value === undefined)
      }
    }
  })

  it('gives as many as it is told, best first, and none where nothing is shared', async () => {
    const documents = await retrieverOf(ours, 3).invoke('magnets in Texas')
    expect(documents).toHaveLength(3)
    const scores = documents.map(({ metadata }) => metadata.score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(await retrieverOf(ours).invoke('qwxz')).toEqual([])
  })
})

it('search by itself loads nothing of LangChain', async () => {
  const script = `
    const { createApp } = await import('./src/app.ts')
    const { readConfig } = await import('./src/config.ts')
    const app = await createApp({ config: readConfig(), log: undefined, now: () => new Date() })
    console.log((await app.find('magnets')).length)`
  const { out, err } = await shell(
    `node --import ./test/app/list-imports.ts --input-type=module -e "${script}"`,
  )
  expect(out.trim()).toBe('5')
  expect(err).toMatch(/^imported: /)
  expect(err).not.toMatch(/langchain/)
})
