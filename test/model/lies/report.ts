// `npm run bench:lies`: lies caught and honest sentences turned down, over all facts of the bases.
import { createWordingGuard } from '../../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../../src/knowledge/load.ts'
import { benchLies, type Tally } from './bench.ts'
import type { Sentence } from './lie.ts'
import { BASES, byHand, truthsIn } from './truths.ts'

/** Of what slipped through, by mutator. */
const SHOWN = 3
/** "read" or "blind" shows the honest sentences of that set that are turned down, "lies" the lies by hand that slip. */
const shown = process.argv[2] ?? ''

interface Count {
  asked: number
  down: number
}

const tallies = new Map<string, Tally>()
const counts = new Map<string, Count>()

function count(name: string, reasons: readonly string[]): void {
  const { asked, down } = counts.get(name) ?? { asked: 0, down: 0 }
  counts.set(name, { asked: asked + 1, down: down + (reasons.length > 0 ? 1 : 0) })
}

function add(source: string, made: ReadonlyMap<string, Tally>): void {
  for (const [name, tally] of made) {
    const key = `${source}: ${name}`
    const before = tallies.get(key) ?? { made: 0, true: 0, caught: 0, slipped: [] }
    tallies.set(key, {
      made: before.made + tally.made,
      true: before.true + tally.true,
      caught: before.caught + tally.caught,
      slipped: [...before.slipped, ...tally.slipped],
    })
  }
}

for (const [name, folder] of BASES) {
  const base = loadBase(folder)
  const guard = createWordingGuard(base)
  const passes = (sentence: Sentence): boolean => guard.inspect(sentence).length === 0
  add('statements', benchLies(base, truthsIn(base), guard.inspect))
  const honest = byHand(base, name, 'read').filter(({ facts }) => facts.length === 1)
  add('rewordings', benchLies(base, honest.filter(passes), guard.inspect))
  for (const lie of byHand(base, name, 'lies')) {
    count('lies by hand', guard.inspect(lie))
    if (shown === 'lies' && passes(lie)) console.log(lie.text)
  }
  for (const set of ['read', 'blind'] as const) {
    for (const sentence of byHand(base, name, set)) {
      const reasons = guard.inspect(sentence)
      count(`honest, ${set}, ${sentence.facts.length === 1 ? 'one fact' : 'more facts'}`, reasons)
      if (shown === set && reasons.length > 0) console.log(sentence.text, reasons)
    }
  }
}

const sums = new Map<string, { made: number; slipped: number }>()
for (const [key, { made, true: still, caught, slipped }] of tallies) {
  const [source = ''] = key.split(':')
  const sum = sums.get(source) ?? { made: 0, slipped: 0 }
  sums.set(source, { made: sum.made + made - still, slipped: sum.slipped + slipped.length })
  const numbers = [made, still, caught, slipped.length].map(n => String(n).padStart(7)).join(' ')
  console.log(`${key.padEnd(32)} ${numbers}`)
  for (const { truth, lie } of slipped.slice(0, SHOWN)) console.log(truth.text, '->', lie.text)
}
console.log('(made, still true, caught, slipped through)')
for (const [source, { made, slipped }] of sums) {
  console.log(`${made} lies made of ${source}, ${slipped} slipped through`)
}
for (const [name, { asked, down }] of counts) {
  console.log(`${name}: ${down} of ${asked} (${((100 * down) / asked).toFixed(1)}%) turned down`)
}
process.exitCode = (sums.get('statements')?.slipped ?? 0) > 0 ? 1 : 0
