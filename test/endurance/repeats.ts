// `npm run repeats`: a thousand messages that come again and again, shuffled, over reconnects and restarts.
import { seededRandom } from '../adapters/seeded-random.ts'
import { APP_TOKEN } from '../doubles/slack/web-api.ts'
import { readCount, readEngine, readOptions } from './arguments.ts'
import { freshData } from './data.ts'
import { setDeadline } from './deadline.ts'
import { type House, openHouse, type Seat } from './house.ts'
import type { Question } from './questions.ts'
import { type Repeated, repeatedOnDiscord, repeatedOnSlack } from './repeated.ts'
import { countsOf, printVerdict } from './report.ts'
import { createSocketLine } from './socket-line.ts'
import { createChance, sleep } from './talk.ts'
import { judge } from './verdict.ts'

const values = readOptions({
  engine: { type: 'string', default: 'sqlite' },
  messages: { type: 'string', default: '1000' },
  repeats: { type: 'string', default: '10000' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  main: { type: 'string' },
})
const engine = readEngine(values.engine)
const messages = readCount(values.messages)
const repeats = readCount(values.repeats)
const seed = readCount(values.seed)

/** Of all messages; the rest comes over Discord's gateway. */
const ON_SLACK = 0.7
const IN_FLIGHT = 20
/** In each half; so many connections are broken, and so many times the bot starts anew. */
const BREAKS = 12
const RESTARTS = 2
const SETTLE_MS = 60_000
const NO_CROWD = { threads: 0, directs: 0, commands: 0, discordWriters: 0, discordCommands: 0 }

setDeadline(repeats * 30 + 4 * SETTLE_MS + 60_000, () => undefined)
console.log(`${repeats} repeats of ${messages} messages on ${engine}, seed ${seed}`)
let answered = 0
let fine = true
for (const mode of ['socket', 'http'] as const) {
  const outcome = await half(mode)
  answered += outcome.answered
  fine &&= outcome.fine
}
console.log(`${answered} answers to ${messages} messages`)
process.exit(fine && answered === messages ? 0 : 1)

/** Half of all, with Slack over one of its two connections and Discord over its gateway. */
async function half(mode: 'socket' | 'http') {
  const data = await freshData(engine)
  const slackToken: Readonly<Record<string, string>> =
    mode === 'socket' ? { SLACK_APP_TOKEN: APP_TOKEN } : {}
  const house = await openHouse({
    seed,
    data,
    seats: 1,
    main: values.main,
    crowd: NO_CROWD,
    env: slackToken,
  })
  const [seat] = house.seats
  if (seat === undefined) throw new Error('no seat')
  house.start(seat)
  await house.up(seat)
  const chance = createChance(seededRandom(seed))
  const onSlack = Math.round((messages / 2) * ON_SLACK)
  const line = mode === 'http' ? house.line : createSocketLine(house.slack.socket)
  const said: Repeated[] = [
    ...Array.from({ length: onSlack }, () => repeatedOnSlack(house.slack, line, chance)),
    ...Array.from({ length: messages / 2 - onSlack }, () =>
      repeatedOnDiscord(house.discord, chance),
    ),
  ]
  const deliveries = [
    ...said,
    ...Array.from({ length: repeats / 2 }, (_, n) => said[n % said.length]).filter(one => !!one),
  ]
  for (let n = deliveries.length - 1; n > 0; n -= 1) {
    const other = chance.below(n + 1)
    const [a, b] = [deliveries[n], deliveries[other]]
    if (a && b) [deliveries[n], deliveries[other]] = [b, a]
  }
  await deliver(house, seat, deliveries)
  // A gateway may have been down whenever a message was handed over: each comes once more to the end.
  await house.up(seat)
  for (const one of said) await one.hand()
  const questions: Question[] = said.map(({ question }) => question)
  const names = new Map(said.flatMap(one => one.names.map(name => [name, one.question])))
  const look = async () => {
    const found = [...house.people.slack.answers(), ...house.people.discord.answers()]
    // A message that was sent twice under two names is answered under one of them.
    const answers = new Map(
      found.map(([name, a]) => [names.get(name)?.wordings[0].key ?? name, a] as const),
    )
    const twins = found.length - answers.size
    return { twins, ...judge({ questions, answers, inbox: await data.inbox() }) }
  }
  const until = Date.now() + SETTLE_MS
  while ((await look()).answered < questions.length && Date.now() < until) await sleep(250)
  await sleep(2000)
  const { twins, ...verdict } = await look()
  console.log(`Slack over ${mode}, Discord over its gateway:`)
  const good =
    printVerdict(verdict, { ...countsOf(house), deliveries: deliveries.length + said.length }) &&
    twins === 0
  if (twins > 0) console.log(`  ${twins} messages were answered under both of their names`)
  if (!good) console.log(`${house.tails()}\nKept: ${data.where}`)
  await house.close()
  if (good) await data.drop()
  return { fine: good, answered: verdict.answered }
}

/** A few at a time, while connections break and the bot starts anew. */
async function deliver(house: House, seat: Seat, deliveries: readonly Repeated[]): Promise<void> {
  const breaks = [
    () => house.slack.socket.disconnect(),
    () => house.slack.socket.cut(),
    () => house.discord.gateway.cut(),
    () => house.discord.gateway.askToReconnect(),
  ]
  let next = 0
  let ready = Promise.resolve()
  const step = Math.ceil(deliveries.length / (BREAKS + RESTARTS + 1))
  const disturb = (n: number): void => {
    const turn = n / step
    if (turn % Math.ceil((BREAKS + RESTARTS) / (RESTARTS + 1)) !== 0) breaks[turn % 4]?.()
    else ready = restart(house, seat)
  }
  const worker = async (): Promise<void> => {
    while (next < deliveries.length) {
      const n = next
      next += 1
      if (n > 0 && n % step === 0) disturb(n)
      // The gateway tells nobody what was said while nobody was there.
      await ready
      await deliveries[n]?.hand()
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  await ready
}

async function restart({ start, up }: House, seat: Seat): Promise<void> {
  seat.open = false
  await seat.bot?.stop()
  start(seat)
  await up(seat)
}
