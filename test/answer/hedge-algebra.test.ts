import { describe, expect, it } from 'vitest'
import { HEDGES } from '#magnets'
import { flip, join, overshoots, round } from '../../src/answer/hedge-algebra.ts'

describe('two hedges that act on one result', () => {
  it.each([
    ['exact', 'exact', 'exact'],
    ['exact', 'about', 'about'],
    ['nearly', 'exact', 'about'],
    ['more than', 'exact', 'at least'],
    ['at least', 'more than', 'at least'],
    ['less than', 'up to', 'at most'],
    ['exact', 'at most', 'at most'],
  ] as const)('%s and %s give %s, in either order', (a, b, hedge) => {
    expect(join(a, b)?.hedge).toBe(hedge)
    expect(join(b, a)?.hedge).toBe(hedge)
  })

  it('give nothing where one bounds it from below and the other from above', () => {
    expect(join('more than', 'less than')).toBeUndefined()
    expect(join('up to', 'at least')).toBeUndefined()
  })

  it('leave a bound loose where the other one is approximate', () => {
    expect(join('more than', 'about')).toEqual({ hedge: 'at least', loose: true })
    expect(join('less than', 'exact')).toEqual({ hedge: 'at most', loose: false })
  })
})

describe('the hedge of what falls when its operand rises', () => {
  it('turns a bound round and keeps the rest', () => {
    expect(HEDGES.map(flip)).toEqual([
      'exact',
      'about',
      'about',
      'less than',
      'at most',
      'more than',
      'at least',
      'at least',
    ])
  })
})

describe('rounding', () => {
  it.each([
    [5000 / 12, 420],
    [5000 / 600, 8.3],
    [100 / 3, 33],
    [250000 / 12, 20800],
    [20_833, 20_833],
    [1_300 / 450, 2.9],
    [2400 / 910, 2.6],
    [0.57, 0.57],
  ])('of %d is %d', (amount, rounded) => {
    expect(round(amount)).toBe(rounded)
  })

  it('stays within two percent', () => {
    for (let amount = 0.0137; amount < 1_000_000; amount *= 1.37) {
      expect(Math.abs(round(amount) - amount)).toBeLessThanOrEqual(0.02 * amount)
    }
  })

  it.each([
    [2.7, 2.7335, 'at most', true],
    [2.8, 2.7335, 'at most', false],
    [37, 36.58, 'at least', true],
    [36, 36.58, 'at least', false],
    [37, 36.58, 'about', false],
    [5, 5, 'at most', false],
  ] as const)('to %d from %d, %s: overshoots %s', (rounded, amount, hedge, over) => {
    expect(overshoots(rounded, amount, hedge)).toBe(over)
  })
})
