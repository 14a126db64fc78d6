// Which units' figures may stand in one sum, quotient or chart.
import { describe, expect, it } from 'vitest'
import { sameScale } from '../../src/answer/same-dimension.ts'
import { BASE } from '../commands/command-desk.ts'

describe('figures in two units', () => {
  it.each([
    ['ton', 'ton-per-year', true],
    ['ton', 'metric-ton', true],
    ['ton-per-year', 'short-ton', true],
    ['ton', 'pound', false],
    ['ton-per-year', 'kilogram', false],
    ['metric-ton', 'short-ton', false],
    ['usd', 'usd-per-year', true],
    ['usd', 'percent', false],
    ['no-such-unit', 'no-such-unit', true],
    ['no-such-unit', 'ton', false],
  ])('%s and %s are of one scale: %s', (one, other, same) => {
    expect(sameScale(BASE, one, other)).toBe(same)
    expect(sameScale(BASE, other, one)).toBe(same)
  })
})
