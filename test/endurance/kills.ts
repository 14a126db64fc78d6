// `npm run kills`: SIGKILL at random moments while people write, then a count of what became of it all.
import { seededRandom } from '../adapters/seeded-random.ts'
import { readCount, readDuration, readEngine, readOptions } from './arguments.ts'
import { freshData } from './data.ts'
import { setDeadline } from './deadline.ts'
import { type House, openHouse, type Seat } from './house.ts'
import { countsOf, printVerdict } from './report.ts'
import { type Chance, createChance, sleep } from './talk.ts'

const values = readOptions({
  engine: { type: 'string', default: 'sqlite' },
  kills: { type: 'string', default: '200' },
  /** More than one: a balancer stands in front, and one of them is killed at a time. */
  replicas: { type: 'string', default: '1' },
  every: { type: 'string', default: '3s' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  /** Another `main.ts`, to see the check bite. */
  main: { type: 'string' },
})
const engine = readEngine(values.engine)
const kills = readCount(values.kills)
const replicas = readCount(values.replicas)
const every = readDuration(values.every)
const seed = readCount(values.seed)

/** How long a process lives at most once it is up. */
const LIFE_MS = 2500
/** About what a start takes. */
const START_MS = 1400
/** A dead process's work is taken over after its lease; then all must have been answered. */
const SETTLE_MS = 90_000

/** Moments at which a process was killed. */
const aims = { 'during start-up': 0, 'at any moment': 0, 'as a post came in': 0, 'at an ack': 0 }

const data = await freshData(engine)
const house = await openHouse({ seed, data, seats: replicas, main: values.main, shards: replicas })
setDeadline(kills * Math.max(8000, every * 2) + SETTLE_MS + 90_000, () =>
  console.error(house.tails()),
)
const chance = createChance(seededRandom(seed))
const begun = Date.now()
console.log(`${kills} kills on ${engine}, ${replicas} at a time, seed ${seed}`)
if (replicas === 1) await oneByOne(house)
else await oneOfMany(house)
await house.talk.end()
const verdict = await house.settled(SETTLE_MS)
const fine = printVerdict(verdict, {
  ...countsOf(house),
  kills: Object.entries(aims)
    .map(([aim, count]) => `${count} ${aim}`)
    .join(', '),
  seconds: Math.round((Date.now() - begun) / 1000),
  seed,
})
if (!fine) console.log(house.tails())
await house.close()
if (fine) await data.drop()
else console.log(`Kept: ${data.where}`)
process.exit(fine ? 0 : 1)

/** One process that is killed and started again with the same data. */
async function oneByOne({ seats: [seat], start, discord }: House): Promise<void> {
  if (seat === undefined) throw new Error('no seat')
  for (let n = 0; n < kills; n += 1) {
    start(seat)
    await strike(seat, chance, 0.15)
    // Nobody comes back to the sessions of the dead.
    discord.gateway.forgetSessions()
    // Discord remembers nonces for minutes; some processes stay dead for longer.
    if (chance.in(0.5)) discord.world.forgetNonces()
    if ((n + 1) % 20 === 0) console.log(`  ${n + 1} kills`)
  }
  start(seat)
  await up(seat)
}

/** Several on the same data; every few seconds one of them dies, and another takes its place. */
async function oneOfMany({ seats, start }: House): Promise<void> {
  for (const seat of seats) start(seat)
  for (const seat of seats) await up(seat)
  for (let n = 0; n < kills; n += 1) {
    await sleep(every * (0.5 + chance.below(100) / 100))
    const seat = chance.one(seats)
    await strike(seat, chance, 0)
    start(seat)
    if ((n + 1) % 10 === 0) console.log(`  ${n + 1} kills`)
  }
  for (const seat of seats) await up(seat)
}

/** Kills a process: while it starts in that share of cases, else at some moment of its life. */
async function strike(seat: Seat, chance: Chance, duringStart: number): Promise<void> {
  const { bot } = seat
  if (bot === undefined) throw new Error('nobody to kill')
  if (chance.in(duringStart)) {
    aims['during start-up'] += 1
    await sleep(chance.below(START_MS))
  } else {
    if (replicas === 1) await up(seat)
    const aim = chance.below(3)
    await sleep(chance.below(replicas === 1 ? LIFE_MS : 50))
    if (aim === 1) await house.next('post', LIFE_MS)
    if (aim === 2) await house.next('taken', LIFE_MS)
    aims[aim === 0 ? 'at any moment' : aim === 1 ? 'as a post came in' : 'at an ack'] += 1
  }
  if (bot.failed()) return giveUp('The bot ended by itself.')
  await bot.kill()
}

/** Waits for a process to run; without it there is nothing to try. */
async function up(seat: Seat): Promise<void> {
  await house.up(seat).catch((error: Error) => giveUp(error.message))
}

function giveUp(why: string): never {
  console.log(`${why}\n${house.tails()}\nSeed ${seed}. Kept: ${data.where}`)
  process.exit(1)
}
