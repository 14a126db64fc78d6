// The bench of lies in a size that fits, and proof that it notices a check that is missing.
import { describe, expect, it } from 'vitest'
import { createWordingGuard } from '../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../src/knowledge/load.ts'
import { benchLies } from './lies/bench.ts'
import { BASES, honestIn, truthsIn } from './lies/truths.ts'

/** `npm run bench:lies` tries all. */
const SHARE = 0.25
/** Percent of honest sentences on one fact that are turned down at most, as last measured; to go down. */
const TURNED_DOWN = { seen: 22, blind: 27 } as const

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

describe.each(['seen', 'blind'] as const)('honest rewordings, %s', set => {
  it('of one fact are turned down no more often than before', () => {
    const found = BASES.flatMap(([name, folder]) => {
      const guard = createWordingGuard(loadBase(folder))
      const honest = honestIn(name, set).filter(({ facts }) => facts.length === 1)
      return honest.map(sentence => guard.inspect(sentence).length > 0)
    })
    expect(found.length).toBeGreaterThan(400)
    const down = found.filter(turned => turned).length
    expect((100 * down) / found.length).toBeLessThan(TURNED_DOWN[set])
  })
})
