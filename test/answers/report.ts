// `npm run answers`: how the golden questions fare, by kind, with what is wrong when asked (--show N, --practice).
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createEngine } from '../../src/answer/engine.ts'
import { loadBase } from '../../src/knowledge/index.ts'
import { type Asked, askAll, GOLDEN, PRACTICE, readFactMap, readQuestions } from './question-set.ts'

const { values, positionals } = parseArgs({
  options: { show: { type: 'string', default: '0' }, practice: { type: 'boolean' } },
  allowPositionals: true,
})
const files = positionals.length > 0 ? positionals : values.practice ? PRACTICE : GOLDEN
const engine = createEngine(loadBase(fileURLToPath(new URL('../../knowledge', import.meta.url))))
const asked = askAll(engine, files.flatMap(readQuestions), readFactMap())

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}%`
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)
const right = (rows: readonly Asked[]): number => rows.filter(row => row.grade.ok).length
const line = (label: string, rows: readonly Asked[]): string =>
  `${label.padEnd(26)} ${String(right(rows)).padStart(3)} of ${String(rows.length).padStart(3)}  ${percent(right(rows), rows.length)}`

const factual = asked.filter(({ question: { expect } }) => /answer|correct/.test(expect))
const answered = factual.filter(row => !row.grade.refused)
const unanswerable = asked.filter(({ question }) => question.expect === 'refuse')
const premises = asked.filter(({ question }) => question.expect === 'correct')
const times = asked.map(row => row.ms).sort((a, b) => a - b)

for (const [kind, rows] of Map.groupBy(asked, ({ question }) => question.expect)) {
  console.log(line(kind, rows))
}
for (const [kind, rows] of [...Map.groupBy(asked, ({ question }) => question.category)].sort()) {
  console.log(line(`  ${kind}`, rows))
}
console.log(line('all', asked))
console.log(`right when answered        ${percent(right(answered), answered.length)}`)
console.log(
  `refused when it should     ${percent(unanswerable.filter(row => row.grade.refused).length, unanswerable.length)}`,
)
console.log(
  `marked as corrections      ${percent(premises.filter(row => row.reply.outcome === 'correction').length, premises.length)}`,
)
console.log(
  `citation recall            ${percent(factual.filter(row => row.grade.cited).length, factual.length)}`,
)
console.log(
  `citation precision         ${(100 * mean(asked.flatMap(row => row.grade.precision ?? []))).toFixed(1)}%`,
)
console.log(`mean words per answer      ${mean(answered.map(row => row.grade.words)).toFixed(0)}`)
console.log(
  `ms a question              p50 ${times[times.length >> 1]?.toFixed(2)}, p99 ${times[Math.floor(times.length * 0.99)]?.toFixed(2)}`,
)
for (const { question, reply, grade } of asked
  .filter(row => !row.grade.ok)
  .slice(0, Number(values.show))) {
  console.log(`- ${question.id} [${question.expect}] ${question.turns.join(' | ')}`)
  console.log(`    ${grade.why} :: ${reply.text.replaceAll('\n', ' / ').slice(0, 200)}`)
}
