// `npm run bench:delivery`: our delivery against the bare SDKs, side by side on the same double.
import { readCount, readOptions } from '../endurance/arguments.ts'
import { quantile } from '../endurance/quantile.ts'
import { type Contestant, contestantsFor, WAYS, type Way } from './contestants.ts'
import { type Measured, measure } from './measure.ts'

const values = readOptions({
  messages: { type: 'string', default: '1500' },
  'warm-up': { type: 'string', default: '500' },
  'in-flight': { type: 'string', default: '50' },
  /** Everybody is measured so often, in turns. */
  rounds: { type: 'string', default: '5' },
  /** Part of a way's name, such as "socket". */
  way: { type: 'string', default: '' },
  /** Part of a contestant's name; the bare one is always there. */
  only: { type: 'string', default: '' },
})
const load = {
  messages: readCount(values.messages),
  warmUp: readCount(values['warm-up']),
  inFlight: readCount(values['in-flight']),
}
const rounds = readCount(values.rounds)
/** What durable delivery may cost: this share of a bare SDK's rate is to be left. */
const TARGET = 0.7
const PER_MEASUREMENT_MS = 60_000

const has = (name: string, part: string): boolean => name.toLowerCase().includes(part.toLowerCase())
const ways = WAYS.filter(way => has(way, values.way))
const field = (way: Way): readonly Contestant[] =>
  contestantsFor(way).filter(({ name }, place) => place === 0 || has(name, values.only))

const count = rounds * ways.reduce((sum, way) => sum + field(way).length, 0)
setTimeout(() => {
  console.error('This takes far too long: given up.')
  process.exit(2)
}, count * PER_MEASUREMENT_MS).unref()
console.log(
  `${load.messages} messages after ${load.warmUp}, ${load.inFlight} in flight, ${rounds} rounds in turns`,
)
for (const way of ways) {
  const contestants = field(way)
  const results = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      results.get(contestant.name)?.push(await measure(way, contestant, load))
    }
  }
  print(way, results)
}
process.exit(0)

/** Medians over the rounds; the ratio is that of each round, so that a slow minute hits both. */
function print(way: Way, results: ReadonlyMap<string, readonly Measured[]>): void {
  const [bare = []] = results.values()
  const heads = 'a second|of bare|ack p50|p99|answer p50|p99 ms|posts|bot CPU|double CPU'.split('|')
  console.log(`\n${way.padEnd(26)}${heads.map(head => head.padStart(12)).join('')}`)
  for (const [name, rows] of results) {
    const median = (of: (row: Measured) => number): number => quantile(rows.map(of), 0.5)
    const ratio = quantile(
      rows.map((row, round) => row.rate / (bare[round]?.rate ?? Number.NaN)),
      0.5,
    )
    const mark = rows === bare ? '' : ratio >= TARGET ? '  reached' : '  MISSED'
    const [ms, percent] = [
      (of: (row: Measured) => number): string =>
        Number.isNaN(median(of)) ? '-' : median(of).toFixed(1),
      (of: (row: Measured) => number): string => `${(100 * median(of)).toFixed(0)}%`,
    ]
    const cells = [
      median(row => row.rate).toFixed(0),
      `${(100 * ratio).toFixed(0)}%`,
      ms(row => row.ackP50),
      ms(row => row.ackP99),
      ms(row => row.p50),
      ms(row => row.p99),
      median(row => row.posts).toFixed(2),
      percent(row => row.botCpu),
      percent(row => row.doubleCpu),
    ]
    console.log(`${name.padEnd(26)}${cells.map(cell => cell.padStart(12)).join('')}${mark}`)
  }
}
