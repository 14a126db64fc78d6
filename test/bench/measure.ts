// Measures one contestant: so many messages, so many of them in flight, after a warm-up.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bot, freePort, startBot, tailOf } from '../endurance/bot-process.ts'
import { freshData } from '../endurance/data.ts'
import { quantile } from '../endurance/quantile.ts'
import { sleep } from '../endurance/talk.ts'
import { TOPICS } from '../endurance/topics.ts'
import type { Contestant, Way } from './contestants.ts'
import { openTown, PLAIN_WORDS, type Town } from './town.ts'

export interface Load {
  readonly messages: number
  readonly warmUp: number
  readonly inFlight: number
}

export interface Measured {
  /** Messages a second that were accepted and answered. */
  readonly rate: number
  /** Milliseconds from hand-over to acknowledgement; NaN where there is none. */
  readonly ackP50: number
  readonly ackP99: number
  /** Milliseconds from hand-over to the answer's coming in. */
  readonly p50: number
  readonly p99: number
  /** Posts a message: the same for all who do the same. */
  readonly posts: number
  /** Share of one processor that the contestant and the double took. */
  readonly botCpu: number
  readonly doubleCpu: number
}

const UP_MS = 30_000
const RUN_LIMIT_MS = 120_000
/** Of the kernel's clock that counts processor time. */
const TICKS_PER_S = 100

export async function measure(way: Way, contestant: Contestant, load: Load): Promise<Measured> {
  const port = await freePort()
  const town = await openTown(way, port)
  const data = await freshData(contestant.engine ?? 'sqlite')
  const logFile = join(data.folder, 'bot.log')
  const bot = startBot({
    main: contestant.main,
    before: './test/bench/lift-rest-limit.ts',
    logFile,
    env: {
      ...town.env,
      ...data.env,
      PORT: String(port),
      MAGNETS_LOG_LEVEL: 'warn',
      MAGNETS_PERSON_LIMIT: '0',
      MAGNETS_CHANNEL_LIMIT: '0',
    },
  })
  try {
    await up(bot, contestant, port)
    await within(UP_MS, town.connected())
    const text = (n: number): string =>
      contestant.understands ? (TOPICS[n % TOPICS.length]?.question ?? '') : PLAIN_WORDS
    await within(RUN_LIMIT_MS, run(town, load.warmUp, load.inFlight, text))
    const before = { posts: town.posts(), bot: cpuOf(bot.pid), double: process.cpuUsage() }
    const begun = performance.now()
    const waits = await within(RUN_LIMIT_MS, run(town, load.messages, load.inFlight, text))
    const tookS = (performance.now() - begun) / 1000
    const own = process.cpuUsage(before.double)
    return {
      rate: load.messages / tookS,
      ackP50: quantile(waits.acknowledged, 0.5),
      ackP99: quantile(waits.acknowledged, 0.99),
      p50: quantile(waits.answered, 0.5),
      p99: quantile(waits.answered, 0.99),
      posts: (town.posts() - before.posts) / load.messages,
      botCpu: (cpuOf(bot.pid) - before.bot) / tookS,
      doubleCpu: (own.user + own.system) / 1e6 / tookS,
    }
  } catch (error) {
    console.error(`${way}, ${contestant.name}:\n${tailOf(logFile)}`)
    throw error
  } finally {
    await bot.kill()
    await town.close()
    await data.drop()
  }
}

async function run(town: Town, messages: number, inFlight: number, text: (n: number) => string) {
  const waits = { acknowledged: [] as number[], answered: [] as number[] }
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < messages) {
      next += 1
      const { acknowledged, answered } = town.hand(text(next))
      const [ack, answer] = await Promise.all([acknowledged, answered])
      if (ack !== undefined) waits.acknowledged.push(ack)
      waits.answered.push(answer)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return waits
}

/** The bare ones say so; ours says nothing at this level, but can be asked. */
async function up(bot: Bot, { engine }: Contestant, port: number): Promise<void> {
  if (engine === undefined) return within(UP_MS, bot.ready)
  const until = Date.now() + UP_MS
  while (Date.now() < until && bot.running()) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error('it did not come up')
}

/** Seconds of processor time that a process has used; 0 where the system doesn't say. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S
  } catch {
    return 0
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`not done within ${ms / 1000} s`)), ms)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
