// The bench of lies in a size that fits, and proof that it notices a check that is missing.
import { describe, expect, it } from 'vitest'
import { createWordingGuard } from '../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../src/knowledge/load.ts'
import { benchLies } from './lies/bench.ts'
import { BASES, byHand, truthsIn } from './lies/truths.ts'

/** `npm run bench:lies` tries all. */
const SHARE = 0.25
const SHARE_OF_REWORDINGS = 0.02
/** Percent of the lies made of rewordings that slip at most, as last measured; to go down. */
const SLIPPED = 0.1
/** Lies by hand that slip at most; to go down. */
const SLIPPED_BY_HAND = 26
/** Percent of honest sentences on one fact that are turned down at most, as last measured; to go down. */
const TURNED_DOWN = { read: 9.6, blind: 5 } as const

describe.each(BASES)('lies about the %s base', (name, folder) => {
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
    for (const [family, { slipped }] of families) expect(slipped.length, family).toBeGreaterThan(0)
  })

  it('made of honest rewordings are turned down but for a few', () => {
    const honest = byHand(base, name, 'read').filter(
      sentence => sentence.facts.length === 1 && guard.inspect(sentence).length === 0,
    )
    const tallies = [...benchLies(base, honest, guard.inspect, SHARE_OF_REWORDINGS).values()]
    const made = tallies.reduce((sum, tally) => sum + tally.made - tally.true, 0)
    const slipped = tallies.flatMap(tally => tally.slipped.map(({ lie }) => lie.text))
    expect(slipped.length, slipped.join('\n')).toBeLessThanOrEqual((made * SLIPPED) / 100)
  })
})

it('lies by hand are turned down but for those that are known', () => {
  const slipped = BASES.flatMap(([name, folder]) => {
    const base = loadBase(folder)
    const guard = createWordingGuard(base)
    return byHand(base, name, 'lies').filter(lie => guard.inspect(lie).length === 0)
  })
  expect(slipped.length).toBeLessThanOrEqual(SLIPPED_BY_HAND)
})

describe.each(['read', 'blind'] as const)('honest rewordings, %s', set => {
  it('of one fact are turned down no more often than before', () => {
    const found = BASES.flatMap(([name, folder]) => {
      const base = loadBase(folder)
      const guard = createWordingGuard(base)
      const honest = byHand(base, name, set).filter(({ facts }) => facts.length === 1)
      return honest.map(sentence => guard.inspect(sentence).length > 0)
    })
    expect(found.length).toBeGreaterThan(500)
    const down = found.filter(turned => turned).length
    expect((100 * down) / found.length).toBeLessThan(TURNED_DOWN[set])
  })
})
