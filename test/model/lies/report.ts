// `npm run bench:lies`: lies caught and honest sentences turned down, over all facts of both bases.

import { createWordingGuard } from '../../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../../src/knowledge/load.ts'
import { benchLies, type Tally } from './bench.ts'
import { BASES, honestIn, truthsIn } from './truths.ts'

const SHOWN = Number(process.argv[2] ?? 3)
const all = new Map<string, Tally>()
let turnedDown = 0
let honest = 0
for (const [name, folder] of BASES) {
  const base = loadBase(folder)
  const guard = createWordingGuard(base)
  for (const [key, tally] of benchLies(base, truthsIn(base), guard.inspect)) {
    const before = all.get(key) ?? { made: 0, true: 0, caught: 0, slipped: [] }
    all.set(key, {
      made: before.made + tally.made,
      true: before.true + tally.true,
      caught: before.caught + tally.caught,
      slipped: [...before.slipped, ...tally.slipped],
    })
  }
  for (const sentence of honestIn(name)) {
    honest += 1
    const reasons = guard.inspect(sentence)
    if (reasons.length === 0) continue
    turnedDown += 1
    if (process.argv.includes('--honest'))
      console.log(`${sentence.text}\n    ${reasons.join('\n    ')}`)
  }
}
let made = 0
let slips = 0
for (const [key, { made: count, true: still, caught, slipped }] of all) {
  made += count - still
  slips += slipped.length
  console.log(
    `${key.padEnd(22)} ${String(count).padStart(6)} made ${String(still).padStart(4)} still true ${String(caught).padStart(6)} caught ${String(slipped.length).padStart(4)} slipped`,
  )
  for (const { truth, lie } of slipped.slice(0, SHOWN))
    console.log(`    ${truth.text}\n    -> ${lie.text}  [${lie.facts}]`)
}
console.log(
  `${made} lies, ${made - slips} caught, ${slips} slipped; ${honest} honest sentences, ${turnedDown} turned down (${honest === 0 ? 0 : ((100 * turnedDown) / honest).toFixed(1)}%)`,
)
process.exitCode = slips > 0 ? 1 : 0
