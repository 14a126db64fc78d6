// `npm run flood`: one person sends a thousand questions; what others wait meanwhile may double at most.
import { seededRandom } from '../adapters/seeded-random.ts'
import { directEvent, eventBody } from '../adapters/slack/payloads.ts'
import { readCount, readEngine, readOptions } from './arguments.ts'
import { freshData } from './data.ts'
import { setDeadline } from './deadline.ts'
import { openHouse } from './house.ts'
import { quantile } from './quantile.ts'
import { keyOf, markOf } from './slack-people.ts'
import { createChance, sleep } from './talk.ts'

const values = readOptions({
  engine: { type: 'string', default: 'sqlite' },
  /** Each is a time without a flood and one with. */
  rounds: { type: 'string', default: '4' },
  questions: { type: 'string', default: '1000' },
  /** Questions a second of the one who floods. */
  pace: { type: 'string', default: '100' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  main: { type: 'string' },
})
const engine = readEngine(values.engine)
const rounds = readCount(values.rounds)
const questions = readCount(values.questions)
const pace = readCount(values.pace)
const seed = readCount(values.seed)

/** Somebody of the others asks so often. */
const EVERY_MS = 200
/** So many that none of them asks more than they may. */
const OTHERS = Array.from({ length: 40 }, (_, n) => ({
  channel: `D9${100 + n}`,
  user: `U9${100 + n}`,
}))
const FLOODER = { channel: 'D9999', user: 'U9999' }
const MOST = 2
const PATIENCE_MS = 20_000
const NO_CROWD = { threads: 0, directs: 0, commands: 0, discordWriters: 0, discordCommands: 0 }

let turn = 0
const sentAt = new Map<string, number>()
const answeredAt = new Map<string, number>()
const data = await freshData(engine)
const house = await openHouse({
  seed,
  data,
  seats: 1,
  main: values.main,
  crowd: NO_CROWD,
  channels: [...OTHERS, FLOODER].map(({ channel }) => channel),
  // The defaults, as they are.
  env: { MAGNETS_PERSON_LIMIT: '', MAGNETS_CHANNEL_LIMIT: '' },
  onPost({ metadata }) {
    const key = markOf(metadata)
    if (key !== undefined && !answeredAt.has(key)) answeredAt.set(key, performance.now())
  },
})
const phaseMs = (questions / pace) * 1000
setDeadline(rounds * (2 * phaseMs + PATIENCE_MS) + 90_000, () => console.error(house.tails()))
const chance = createChance(seededRandom(seed))
const [seat] = house.seats
if (seat === undefined) throw new Error('no seat')
console.log(`${rounds} floods of ${questions} at ${pace}/s on ${engine}, seed ${seed}`)
house.start(seat)
await house.up(seat)
await others(2000)

const waits = { quiet: [] as number[], flood: [] as number[] }
const during: string[] = []
for (let n = 0; n < rounds; n += 1) {
  waits.quiet.push(...(await others(phaseMs)))
  const flooding = flood()
  waits.flood.push(...(await others(phaseMs)))
  during.push(...(await flooding))
}
const flooded = during.filter(key => answeredAt.has(key)).length
const [quiet, busy] = [quantile(waits.quiet, 0.95), quantile(waits.flood, 0.95)]
const unanswered = [...waits.quiet, ...waits.flood].filter(ms => ms === Number.POSITIVE_INFINITY)
const ratio = busy / quiet
for (const [name, found] of Object.entries(waits)) {
  const [p50, p95] = [0.5, 0.95].map(share => quantile(found, share).toFixed(1))
  console.log(
    `  ${name.padEnd(6)} ${found.length} questions of others: p50 ${p50} ms, p95 ${p95} ms`,
  )
}
console.log(
  `  ${during.length} questions in floods, ${flooded} of them answered or told of the limit`,
)
console.log(`  p95 with a flood is ${ratio.toFixed(2)} of that without; at most ${MOST} is allowed`)
const fine = ratio <= MOST && unanswered.length === 0
if (!fine) console.log(`${unanswered.length} unanswered\n${house.tails()}`)
await house.close()
await data.drop()
process.exit(fine ? 0 : 1)

/** Lets the others ask for so long; resolves with what each of them has waited, in milliseconds. */
async function others(forMs: number): Promise<number[]> {
  const until = performance.now() + forMs
  const keys: string[] = []
  while (performance.now() < until) {
    turn += 1
    const person = OTHERS[turn % OTHERS.length]
    if (person !== undefined) keys.push(ask(person).key)
    await sleep(EVERY_MS * (0.75 + chance.below(50) / 100))
  }
  const patience = performance.now() + PATIENCE_MS
  while (keys.some(key => !answeredAt.has(key)) && performance.now() < patience) await sleep(20)
  return keys.map(key => (answeredAt.get(key) ?? Number.POSITIVE_INFINITY) - (sentAt.get(key) ?? 0))
}

/** Sends all of them at an even pace; resolves with their keys when each is acknowledged. */
async function flood(): Promise<string[]> {
  const begun = performance.now()
  const asked: { key: string; taken: Promise<unknown> }[] = []
  while (asked.length < questions) {
    const due = Math.min(questions, Math.ceil(((performance.now() - begun) / 1000) * pace))
    while (asked.length < due) asked.push(ask(FLOODER))
    await sleep(5)
  }
  await Promise.all(asked.map(({ taken }) => taken))
  return asked.map(({ key }) => key)
}

function ask({ channel, user }: typeof FLOODER): { key: string; taken: Promise<unknown> } {
  const ts = house.slack.workspace.nextTs()
  const key = keyOf(channel, ts)
  const event = directEvent(chance.topic().question, ts, { channel, user })
  sentAt.set(key, performance.now())
  return { key, taken: house.line.event(eventBody(event, `Ev${ts}`)) }
}
