// Search by meaning through the real client: what is sent, what is kept, and that its faults cost nothing.
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { SILENT_LOG } from '../../src/cli/io.ts'
import { type Environment, readConfig } from '../../src/config.ts'
import type { Log } from '../../src/log.ts'
import { shell } from '../cli/command-line.ts'
import { type EmbeddingsDouble, startEmbeddingsDouble } from '../doubles/embeddings/index.ts'
import { startModelDouble } from '../doubles/model/index.ts'
import { startPgvectorServer } from '../doubles/pgvector-server.ts'
import { copiedFolder, edit } from '../knowledge/edited-folder.ts'
import { describeEngines, TEST_KEY } from '../store/engines.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { currentFacts, DAY } from './checkout-app.ts'

/** No word of it is one that the base or its speller knows; its letters are. */
const MISSPELT = 'neodymiumpraseodymiumoxidal'

/** Of which words account for a part. */
const PARTLY = 'magnets in Texas qwxz'

async function double(): Promise<EmbeddingsDouble> {
  const started = await startEmbeddingsDouble()
  onTestFinished(() => started.close())
  return started
}

interface Lines {
  readonly log: Log
  readonly lines: string[]
}

function recorded(): Lines {
  const lines: string[] = []
  const line =
    (level: string) =>
    (fields: object, message: string): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const log = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
  return { log, lines }
}

async function open(
  { url }: Pick<EmbeddingsDouble, 'url'>,
  more: Environment = {},
  { log, now = () => DAY }: { readonly log?: Log; readonly now?: () => Date } = {},
): Promise<App> {
  const config = readConfig({
    MAGNETS_EMBEDDINGS: 'openai:grams',
    MAGNETS_EMBEDDINGS_URL: url,
    MAGNETS_DATA: temporaryFolder(),
    ...more,
  })
  const app = await createApp({ config, log: log ?? SILENT_LOG, now })
  onTestFinished(() => app.stop())
  return app
}

const idsOf = async (app: App, question: string): Promise<readonly string[]> =>
  (await app.find(question)).map(({ fact }) => fact.id)

describe('search by meaning', () => {
  it('finds what no word of the question names, and says where questions go', async () => {
    const server = await double()
    const { log, lines } = recorded()
    const app = await open(server, { MAGNETS_EMBEDDINGS_KEY: 'sk-test' }, { log })
    const plain = await open(server, { MAGNETS_EMBEDDINGS: '' })
    expect(await idsOf(plain, MISSPELT)).toEqual([])
    expect(await idsOf(app, MISSPELT)).toContain('mountain-pass-ndpr-2024')
    expect(server.keys).toEqual(new Set(['Bearer sk-test']))
    expect(lines).toEqual([
      `info facts, and questions for which search is asked, go to ${new URL(server.url).host}, where grams embeds them {}`,
    ])
  })

  it('embeds each fact once, however often the app is opened, and each question as it is asked', async () => {
    const server = await double()
    const folder = temporaryFolder()
    const facts = new Set(
      currentFacts(await open(server, { MAGNETS_EMBEDDINGS: '' })).map(f =>
        `${f.statement} ${f.note ?? ''}`.trim(),
      ),
    )
    for (const question of ['one qwxz', 'two qwxz']) {
      const app = await open(server, { MAGNETS_DATA: folder })
      await app.find(question)
      await app.stop()
    }
    const asked = server.asked.flat()
    expect(asked.filter(text => facts.has(text))).toHaveLength(facts.size)
    expect(asked.filter(text => !facts.has(text))).toEqual(['one qwxz', 'two qwxz'])
  })

  it('embeds only what has changed when the knowledge is reloaded', async () => {
    const server = await double()
    const knowledge = copiedFolder()
    const data = temporaryFolder()
    const before = await open(server, { MAGNETS_KNOWLEDGE: knowledge, MAGNETS_DATA: data })
    await before.find('honey qwxz')
    await before.stop()
    const first = server.asked.length
    edit(knowledge, 'facts/harvest.yaml', '12,500', '12,600')
    edit(knowledge, 'facts/harvest.yaml', 'amount: 12500', 'amount: 12600')
    const after = await open(server, { MAGNETS_KNOWLEDGE: knowledge, MAGNETS_DATA: data })
    await after.find('honey qwxz')
    const since = server.asked.slice(first).flat()
    expect(since).toHaveLength(2)
    expect(since[0]).toContain('12,600')
    expect(since[1]).toBe('honey qwxz')
  })

  it('embeds at start and at a reload, before anybody asks', async () => {
    const server = await double()
    const knowledge = copiedFolder()
    const app = await open(server, { MAGNETS_KNOWLEDGE: knowledge })
    await app.start()
    await vi.waitFor(() => expect(server.asked.flat()).toHaveLength(currentFacts(app).length))
    edit(knowledge, 'facts/harvest.yaml', '12,500', '12,600')
    edit(knowledge, 'facts/harvest.yaml', 'amount: 12500', 'amount: 12600')
    await vi.waitFor(() => expect(server.asked).toHaveLength(2), 4000)
    expect(server.asked[1]).toEqual([expect.stringContaining('12,600')])
  })

  it('widens what a language model is offered of a question that was not understood', async () => {
    const server = await double()
    const model = await startModelDouble(() => ({
      json: { language: 'en', question: 'What?', facts: [] },
    }))
    onTestFinished(() => model.close())
    const speaking = { MAGNETS_MODEL: 'openai:gpt-4o-mini', MAGNETS_MODEL_URL: model.url }
    const first = async (more: Environment): Promise<string> => {
      const app = await open(server, { ...speaking, ...more })
      await app.ask(`How much ${MISSPELT}?`)
      const said = JSON.stringify(model.requests.at(-1)?.messages.at(-1)?.content)
      return /statement[\\": ]+([^\\"]+)/.exec(said)?.[1] ?? ''
    }
    expect(await first({})).toContain('neodymium-praseodymium')
    expect(await first({ MAGNETS_EMBEDDINGS: '' })).not.toContain('neodymium-praseodymium')
  })

  it('sends no question that words account for in full', async () => {
    const server = await double()
    const app = await open(server)
    expect(await idsOf(app, 'Mountain Pass')).not.toEqual([])
    expect(server.asked).toEqual([])
  })

  it('asks nobody without it, and loads nothing', async () => {
    const server = await double()
    const app = await open(server, { MAGNETS_EMBEDDINGS: '' })
    expect(await idsOf(app, PARTLY)).toHaveLength(5)
    expect(server.asked).toEqual([])
  })

  it('decides nothing: answers are the same with it and without', async () => {
    const server = await double()
    const [app, plain] = [await open(server), await open(server, { MAGNETS_EMBEDDINGS: '' })]
    for (const question of [MISSPELT, 'What does Lynas produce?', 'Who owns Mountain Pass?']) {
      const [one, other] = await Promise.all([app.ask(question), plain.ask(question)])
      expect(one.reply).toEqual(other.reply)
    }
    expect(server.asked).toEqual([])
  })
})

describe('a fault of the embeddings', () => {
  it.each(['cut', 500, 429, 401, 'short', 'words'] as const)(
    'leaves what is found by words, and is said once: %s',
    async trouble => {
      const server = await double()
      const { log, lines } = recorded()
      let at = DAY.getTime()
      const app = await open(server, {}, { log, now: () => new Date(at) })
      const plain = await open(server, { MAGNETS_EMBEDDINGS: '' })
      server.trouble(trouble)
      const question = PARTLY
      const byWords = await idsOf(plain, question)
      for (let n = 0; n < 5; n += 1) expect(await idsOf(app, question)).toEqual(byWords)
      const told = lines.filter(line => line.startsWith('warn'))
      expect(told).toHaveLength(1)
      expect(told[0]).toMatch(/search finds by words alone/)
      expect(told[0]).not.toMatch(/Texas/)
      // Left alone after three faults, so that nobody waits for it.
      expect(server.asked.length).toBeLessThanOrEqual(3)
      server.trouble(undefined)
      at += 10 * 60_000
      expect(await idsOf(app, MISSPELT)).toContain('mountain-pass-ndpr-2024')
      expect(lines.at(-1)).toMatch(/^info search finds by meaning again/)
    },
  )

  it('that hangs makes nobody wait longer than the limit', async () => {
    const server = await double()
    const { log, lines } = recorded()
    const app = await open(server, { MAGNETS_EMBEDDINGS_TIMEOUT_MS: '150' }, { log })
    await app.find('qwxz')
    server.trouble('hang')
    const began = performance.now()
    expect(await app.find(PARTLY)).toHaveLength(5)
    expect(performance.now() - began).toBeGreaterThan(140)
    expect(performance.now() - began).toBeLessThan(1500)
    expect(lines.filter(line => line.startsWith('warn'))).toHaveLength(1)
  })

  it('while the facts are embedded costs the first question no more than that either', async () => {
    const server = await double()
    server.trouble('hang')
    const app = await open(server, { MAGNETS_EMBEDDINGS_TIMEOUT_MS: '150' })
    const began = performance.now()
    expect(await app.find(PARTLY)).toHaveLength(5)
    expect(performance.now() - began).toBeLessThan(1500)
  })
})

it('an answer in the shell does not wait for embeddings that hang', async () => {
  const server = await double()
  server.trouble('hang')
  const model = await startModelDouble(() => ({ status: 500 }))
  onTestFinished(() => model.close())
  const began = performance.now()
  const { code, out, err } = await shell(`node src/cli.ts ask "How much ${MISSPELT}?"`, {
    MAGNETS_MODEL: 'openai:gpt-4o-mini',
    MAGNETS_MODEL_URL: model.url,
    MAGNETS_EMBEDDINGS: 'openai:grams',
    MAGNETS_EMBEDDINGS_URL: server.url,
    MAGNETS_EMBEDDINGS_TIMEOUT_MS: '200',
    MAGNETS_DATA: temporaryFolder(),
  })
  expect(code).toBe(3)
  expect(err).toMatch(/^note: questions go to .*\nnote: facts, and questions .*\n$/)
  expect(out).toContain('The base')
  expect(server.asked).not.toEqual([])
  expect(performance.now() - began).toBeLessThan(10_000)
})

describe('what can not work', () => {
  const opening = async (more: Environment) => {
    const app = await open({ url: 'http://127.0.0.1:9/v1' }, more)
    return app.find('magnets')
  }

  it('names the command that installs a missing package', async () => {
    const install = /Run "npm install @langchain\/ollama@1" in this folder/
    await expect(opening({ MAGNETS_EMBEDDINGS: 'ollama:nomic' })).rejects.toThrow(install)
    await expect(opening({ MAGNETS_EMBEDDINGS: 'google-genai:x' })).rejects.toThrow(
      /Run "npm install @langchain\/google-genai@2"/,
    )
  })

  it('is found by the doctor', async () => {
    const said = async (named: string) =>
      (
        await shell(`node src/cli.ts doctor`, {
          MAGNETS_EMBEDDINGS: named,
          MAGNETS_EMBEDDINGS_KEY: 'x',
        })
      ).out
    expect(await said('openai:grams')).toContain('✓ Embeddings: openai:grams can be asked')
    expect(await said('ollama:nomic')).toMatch(/✗ Embeddings ollama:nomic: .*npm install/)
    expect(await said('')).not.toContain('Embeddings')
  })

  it('names the providers there are, and the key that is missing', async () => {
    await expect(opening({ MAGNETS_EMBEDDINGS: 'nobody:x' })).rejects.toThrow(
      /one of: openai, ollama, google-genai/,
    )
    await expect(
      opening({ MAGNETS_EMBEDDINGS: 'openai:x', MAGNETS_EMBEDDINGS_URL: '' }),
    ).rejects.toThrow(/set MAGNETS_EMBEDDINGS_KEY/)
  })
})

/** A second PostgreSQL in WebAssembly takes seconds to start: once in `npm test`, in fact-vector-store. */
const WHOLE = process.env.MAGNETS_TEST_POSTGRES_REQUIRED === '1'

it.runIf(WHOLE)('finds the same where PostgreSQL searches by pgvector', async () => {
  const server = await double()
  const postgres = await startPgvectorServer()
  onTestFinished(() => postgres.stop())
  const searched = await open(server, { DATABASE_URL: postgres.databaseUrl, MAGNETS_KEY: TEST_KEY })
  const held = await open(server)
  for (const question of [MISSPELT, PARTLY, 'qwxz mining']) {
    expect(await searched.find(question)).toEqual(await held.find(question))
  }
  const [index] = await postgres.rows<{ count: number }>('select count(*) from vector_index')
  expect(Number(index?.count)).toBe(currentFacts(searched).length)
  await searched.stop()
})

describeEngines('two processes on one store', engine => {
  it('embed each fact once between them', async () => {
    const server = await double()
    const { options } = await engine.place()
    const environment = {
      ...(options.folder && { MAGNETS_DATA: options.folder }),
      ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
      ...(options.key && { MAGNETS_KEY: options.key }),
    }
    const one = await open(server, environment)
    const found = await idsOf(one, MISSPELT)
    const learned = server.asked.length
    const other = await open(server, environment)
    expect(await idsOf(other, MISSPELT)).toEqual(found)
    expect(server.asked.slice(learned)).toEqual([[MISSPELT]])
    await Promise.all([one.stop(), other.stop()])
  })
})
