// `npm run bench:lies`: lies caught and honest sentences turned down, over all facts of the bases.
import { createWordingGuard } from '../../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../../src/knowledge/load.ts'
import { benchLies, type Tally } from './bench.ts'
import { BASES, type HONEST, honestIn, truthsIn } from './truths.ts'

/** Of what slipped through, by mutator; or of the honest sentences of this set, with the reasons. */
const SHOWN = 3
const shown = process.argv[2] ?? ''

const all = new Map<string, Tally>()
const honest = new Map<
  string,
  { asked: number; down: number; single: number; singleDown: number }
>()
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
  for (const set of ['seen', 'blind'] as const satisfies readonly (keyof typeof HONEST)[]) {
    const count = honest.get(set) ?? { asked: 0, down: 0, single: 0, singleDown: 0 }
    for (const sentence of honestIn(name, set)) {
      const reasons = guard.inspect(sentence)
      const single = sentence.facts.length === 1
      count.asked += 1
      count.single += single ? 1 : 0
      count.down += reasons.length > 0 ? 1 : 0
      count.singleDown += single && reasons.length > 0 ? 1 : 0
      if (shown === set && reasons.length > 0) console.log(sentence.text, reasons)
    }
    honest.set(set, count)
  }
}
const total = { made: 0, slipped: 0 }
for (const [key, { made, true: still, caught, slipped }] of all) {
  total.made += made - still
  total.slipped += slipped.length
  const numbers = [made, still, caught, slipped.length].map(n => String(n).padStart(6)).join(' ')
  console.log(`${key.padEnd(20)} ${numbers}`)
  for (const { truth, lie } of slipped.slice(0, SHOWN)) console.log(truth.text, '->', lie)
}
console.log('(made, still true, caught, slipped through)')
console.log(`${total.made} lies, ${total.slipped} slipped through`)
const percent = (part: number, whole: number): string =>
  `${part} of ${whole} (${((100 * part) / whole).toFixed(1)}%)`
for (const [set, { asked, down, single, singleDown }] of honest) {
  console.log(
    `honest, ${set}: ${percent(down, asked)} turned down; on one fact ${percent(singleDown, single)}`,
  )
}
process.exitCode = total.slipped > 0 ? 1 : 0
