// `npm run recall`: how often search offers the right facts: by words, by letters as vectors, and by both.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Conversation, EMPTY_CONVERSATION, type FactId, MAX_FOUND, withTurn } from '#magnets'
import { type App, createApp } from '../../src/app.ts'
import { SILENT_LOG } from '../../src/cli/io.ts'
import { readConfig } from '../../src/config.ts'
import { fuseRanks } from '../../src/search/fuse-ranks.ts'
import { seededRandom } from '../adapters/seeded-random.ts'
import { gramVector } from '../doubles/embeddings/gram-vector.ts'
import { startEmbeddingsDouble } from '../doubles/embeddings/index.ts'
import { ASKED_ON, GOLDEN, PRACTICE, readFactMap, readQuestions } from './question-set.ts'

const { values, positionals } = parseArgs({
  options: {
    practice: { type: 'boolean' },
    /** Spoils every long word beyond what the speller mends. */
    spoilt: { type: 'boolean' },
    /** A real model in place of the double, with the variables for its key and address. */
    embeddings: { type: 'string' },
    k: { type: 'string', default: '5' },
  },
  allowPositionals: true,
})
const SEED = 7
const k = Number(values.k)
const files = positionals.length > 0 ? positionals : values.practice ? PRACTICE : GOLDEN
const factsFor = readFactMap()
const double = await startEmbeddingsDouble()
const folder = mkdtempSync(join(tmpdir(), 'magnets-recall-'))
const access = values.embeddings ? process.env : { MAGNETS_EMBEDDINGS_URL: double.url }
const open = (embeddings: string) =>
  createApp({
    config: readConfig({ ...access, MAGNETS_EMBEDDINGS: embeddings, MAGNETS_DATA: folder }),
    log: SILENT_LOG,
    now: () => ASKED_ON,
  })
const byWords = await open('')
const both = await open(values.embeddings ?? 'openai:grams')
const facts = byWords.base().facts.map(({ id, statement, note = '' }) => ({
  id,
  vector: gramVector(`${statement} ${note}`),
}))

function byVectors(question: string): readonly FactId[] {
  const asked = gramVector(question)
  const scored = facts.map(({ id, vector }) => ({
    id,
    score: vector.reduce((sum, number, i) => sum + number * (asked[i] ?? 0), 0),
  }))
  return scored.sort((a, b) => b.score - a.score).map(({ id }) => id)
}

type Way = (question: string, conversation: Conversation) => Promise<readonly FactId[]>
const found =
  (app: App, limit = k): Way =>
  async (question, conversation) =>
    (await app.find(question, limit, conversation)).map(({ fact }) => fact.id)
const ways: Readonly<Record<string, Way>> = {
  'by words': found(byWords),
  'by vectors': async question => byVectors(question),
  'both, weighed alike': async (question, conversation) => {
    const words = await found(byWords, MAX_FOUND)(question, conversation)
    const rankings = [words, byVectors(question).slice(0, MAX_FOUND)]
    return fuseRanks(rankings.map(ids => ({ ids, weight: 1 }))).map(({ id }) => id)
  },
  'both, as search does': found(both),
}

const random = seededRandom(SEED)
/** Letters doubled inside, an ending that no word has. */
const spoilt = (text: string): string =>
  text.replace(/\p{L}{6,}/gu, word => {
    const at = 2 + Math.floor(random() * (word.length - 4))
    return `${word.slice(0, at)}${word.slice(at - 1, at + 1)}${word.slice(at)}ish`
  })

const questions = files.flatMap(readQuestions).filter(({ facts: right }) => right.length > 0)
/** Of each way: the sum of the parts of essential facts among the first k, and how often any was. */
const rows = new Map(Object.keys(ways).map(name => [name, { recall: 0, hit: 0 }]))
for (const { turns, facts: right } of questions) {
  let conversation: Conversation = EMPTY_CONVERSATION
  for (const turn of turns.slice(0, -1)) {
    conversation = withTurn(conversation, (await byWords.ask(turn, conversation)).turn)
  }
  const last = turns.at(-1) ?? ''
  const asked = values.spoilt ? spoilt(last) : last
  for (const [name, way] of Object.entries(ways)) {
    const first = (await way(asked, conversation)).slice(0, k)
    const had = right.filter(id => factsFor(id).some(fact => first.includes(fact)))
    const row = rows.get(name)
    if (row === undefined) continue
    row.recall += had.length / right.length
    row.hit += had.length > 0 ? 1 : 0
  }
}
const percent = (sum: number): string => `${((100 * sum) / questions.length).toFixed(1)}%`
const sent = double.asked.filter(({ length }) => length === 1).length
console.log(
  `${questions.length} questions, the first ${k} of each ranking; ${sent} were embedded by the double`,
)
for (const [name, { recall, hit }] of rows) {
  console.log(`${name.padEnd(21)} recall ${percent(recall)}, a right fact in ${percent(hit)}`)
}
await Promise.all([byWords.stop(), both.stop(), double.close()])
rmSync(folder, { recursive: true })
