// `npm run outage`: PostgreSQL goes away for a while under load; questions wait, and the process lives.
import { readCount, readDuration, readOptions } from './arguments.ts'
import { createCutProxy } from './cut-proxy.ts'
import { freshData, SERVER } from './data.ts'
import { setDeadline } from './deadline.ts'
import { openHouse } from './house.ts'
import { countsOf, printVerdict } from './report.ts'
import { sleep } from './talk.ts'

const values = readOptions({
  for: { type: 'string', default: '10s' },
  times: { type: 'string', default: '2' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
})
const outageMs = readDuration(values.for)
const times = readCount(values.times)
const seed = readCount(values.seed)

/** People write for so long before and after. */
const NORMAL_MS = 4000
/** Until so long after the start of an outage the bot may not have noticed. */
const NOTICE_MS = 6000
/** Until so long after its end. */
const RECOVER_MS = 20_000
const LOOK_MS = 250
const SETTLE_MS = 60_000

const proxy = await createCutProxy(SERVER.hostname, Number(SERVER.port || 5432))
const data = await freshData('postgres', { port: proxy.port })
const house = await openHouse({ seed, data, seats: 1 })
setDeadline(times * (outageMs + NORMAL_MS + RECOVER_MS) + SETTLE_MS + 150_000, () =>
  console.error(house.tails()),
)
const [seat] = house.seats
if (seat === undefined) throw new Error('no seat')
console.log(`${times} outages of ${outageMs / 1000} s, seed ${seed}`)
const bot = house.start(seat)
await house.up(seat)
const wrong: string[] = []
const before = await readiness()
if (before !== 200) wrong.push(`/readyz said ${before} before anything was wrong`)
let within = 0

for (let n = 0; n < times; n += 1) {
  await sleep(NORMAL_MS)
  const asked = house.people.discord.questions.length + house.people.slack.questions.length
  await proxy.cut()
  const begun = Date.now()
  let unready: number | undefined
  while (Date.now() < begun + outageMs) {
    const status = await readiness()
    if (status === 503) unready ??= Date.now() - begun
    else if (unready !== undefined) wrong.push(`/readyz said ${status} in the middle of an outage`)
    await sleep(LOOK_MS)
  }
  if (unready === undefined) wrong.push('/readyz never said 503')
  else if (unready > NOTICE_MS) wrong.push(`/readyz said 503 only after ${unready} ms`)
  within += house.people.discord.questions.length + house.people.slack.questions.length - asked
  await proxy.mend()
  const mended = Date.now()
  while ((await readiness()) !== 200 && Date.now() < mended + RECOVER_MS) await sleep(LOOK_MS)
  const took = Date.now() - mended
  console.log(`  unready after ${unready} ms, ready again after ${took} ms`)
  if (took >= RECOVER_MS) wrong.push(`/readyz did not say 200 within ${RECOVER_MS} ms after it`)
}
await sleep(NORMAL_MS)
await house.talk.end()
const verdict = await house.settled(SETTLE_MS)
if (bot.failed()) wrong.push('the process ended')
const whole = printVerdict(verdict, { ...countsOf(house), 'asked during outages': within, seed })
for (const problem of wrong) console.log(`  ${problem}`)
const fine = whole && wrong.length === 0
if (!fine) console.log(`${house.tails()}\nKept: ${data.where}`)
await house.close()
await proxy.close()
if (fine) await data.drop()
process.exit(fine ? 0 : 1)

/** Status of /readyz; 0 where nobody answers. */
async function readiness(): Promise<number> {
  try {
    const answer = await fetch(`http://127.0.0.1:${seat?.port}/readyz`, {
      signal: AbortSignal.timeout(3000),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}
