import { describe, expect, it } from 'vitest'
import { boundsOf, HEDGES, type Hedge } from '#magnets'

describe('boundsOf', () => {
  it('leaves the side open that a hedge leaves open', () => {
    const of = (hedge: Hedge) => boundsOf({ amount: 45_000, unit: 'metric-ton', hedge })
    expect(of('more than').high).toBe(Number.POSITIVE_INFINITY)
    expect(of('more than').low).toBe(45_000)
    expect(of('up to').low).toBe(Number.NEGATIVE_INFINITY)
    expect(of('about').approximate).toBe(true)
  })

  it('reads every hedge that a fact can have', () => {
    for (const hedge of HEDGES) expect(boundsOf({ amount: 1, unit: 'ton', hedge })).toBeDefined()
  })
})
