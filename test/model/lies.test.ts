// The bench of lies in a size that fits, and proof that it notices a check that is missing.
import { describe, expect, it } from 'vitest'
import { createWordingGuard } from '../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../src/knowledge/load.ts'
import { benchLies } from './lies/bench.ts'
import { BASES, truthsIn } from './lies/truths.ts'

/** `npm run bench:lies` tries all. */
const SHARE = 0.25

describe.each(BASES)('lies about the %s base', (_, folder) => {
  const base = loadBase(folder)
  const guard = createWordingGuard(base)

  it('are all turned down', () => {
    const tallies = benchLies(base, truthsIn(base), guard.inspect, SHARE)
    const slipped = [...tallies.values()].flatMap(tally => tally.slipped.map(({ lie }) => lie))
    expect(slipped).toEqual([])
  })

  it('slip through where nothing is checked, whatever their family', () => {
    const tallies = benchLies(base, truthsIn(base).slice(0, 40), () => [], SHARE)
    const families = [...tallies].filter(([, { made }]) => made > 0)
    expect(families.length).toBeGreaterThan(8)
    for (const [name, { slipped }] of families) expect(slipped.length, name).toBeGreaterThan(0)
  })
})
