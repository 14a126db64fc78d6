import { describe, expect, it } from 'vitest'
import type { Fact } from '#magnets'
import { createArithmetic } from '../../src/answer/arithmetic.ts'
import { islands } from './told.ts'

const { base } = islands
const calculator = createArithmetic(base)

function fact(id: string): Fact {
  const found = base.fact(id)
  if (found === undefined) throw new Error(id)
  return found
}

const brennhaven = fact('brennhaven-passengers-2024') // about 2,400,000
const skarrow = fact('skarrow-passengers-2024') // more than 910,000
const cargo = fact('brennhaven-cargo-2024') // 1,800,000
const otherCargo = fact('skarrow-cargo-2024') // at least 640,000

describe('bounds and approximations', () => {
  it('keep their side through a difference, a share and a multiple', () => {
    expect(calculator.difference(brennhaven, skarrow)?.text).toBe(
      'at most about 1,490,000 passengers',
    )
    expect(calculator.share(skarrow, brennhaven)?.text).toBe('at least about 38%')
    expect(calculator.multiple(brennhaven, skarrow)?.text).toBe('at most about 2.6 times')
    expect(calculator.difference(cargo, otherCargo)?.text).toBe('at most 1,160,000 metric tons')
  })

  it('add up to a bound, an approximation to an approximation', () => {
    expect(calculator.sum([cargo, otherCargo])?.text).toBe('at least 2,440,000 metric tons')
    expect(calculator.sum([brennhaven, fact('tolmere-passengers-2024')])?.text).toBe(
      'about 2,460,000 passengers',
    )
  })

  it('add up over years that do not overlap, but never over what is no amount', () => {
    const then = fact('brennhaven-passengers-2019')
    expect(calculator.sum([then, brennhaven])?.text).toBe('about 5,600,000 passengers')
    expect(calculator.sum([then, then])).toBeUndefined()
    const summer = {
      from: '2019-06-01',
      to: '2019-08-31',
      written: 'summer 2019',
      text: 'summer 2019',
    }
    expect(calculator.sum([then, { ...then, period: summer }])).toBeUndefined()
    expect(calculator.sum([then, skarrow])).toBeUndefined()
    const fares = [fact('north-crossing-fare-2024'), fact('lethmark-crossing-fare')]
    expect(calculator.sum(fares)).toBeUndefined()
  })

  it('give nothing where two bounds oppose each other', () => {
    const cod = { ...fact('tolmere-cod-2024'), object: 'cargo' }
    const tons = {
      ...otherCargo,
      value: { amount: 640_000, unit: 'ton', hedge: 'at least' },
    } as const
    expect(calculator.sum([tons, cod])).toBeUndefined()
    expect(calculator.share(cod, { ...tons, value: { ...tons.value, hedge: 'exact' } })?.text).toBe(
      'at most about 1.4%',
    )
    expect(
      calculator.difference(tons, { ...cod, value: { ...tons.value, amount: 9_000 } }),
    ).toBeUndefined()
  })

  it('turn round in what is left, and stay in what has grown', () => {
    expect(calculator.remainder(fact('halcyn-line-punctuality'))?.text).toBe('more than 20%')
    expect(calculator.remainder(fact('sea-lantern-emissions'))?.text).toBe('about 5%')
    expect(calculator.growthMultiple(fact('passenger-growth-2035'))?.text).toBe('about 1.4 times')
  })
})

describe('a figure of a whole year', () => {
  it.each([
    ['quay-capacity-full', 'month', 'about 20,800 containers a month'],
    ['quay-capacity-initial', 'quarter', '10,000 containers a quarter'],
    ['quay-capacity-initial', 'day', 'about 110 containers a day'],
    ['brennhaven-passengers-2019', 'quarter', '800,000 passengers a quarter'],
    ['brennhaven-passengers-2024', 'month', 'about 200,000 passengers a month'],
    ['skarrow-cargo-2024', 'day', 'at least about 1,750 metric tons a day'],
  ] as const)('is told by its parts: %s by the %s', (id, period, text) => {
    expect(calculator.perPeriod(fact(id), period)?.text).toBe(text)
  })

  it.each([
    'north-crossing-length',
    'halcyn-line-punctuality',
    'quay-funding',
    'halcyn-line-license',
  ])('is nothing else than that: %s', id => {
    expect(calculator.perPeriod(fact(id), 'month')).toBeUndefined()
  })
})

describe('an increase', () => {
  it('is counted in percent of the smaller figure', () => {
    const [then, now] = [fact('north-crossing-fare-2024'), fact('north-crossing-fare-2025')]
    expect(calculator.increase(then, now)?.text).toBe('about 14%')
    const passengers = calculator.increase(
      fact('grey-heron-passengers'),
      fact('storm-petrel-passengers'),
    )
    expect(passengers?.text).toBe('about 29%')
  })

  it('is not counted between different things', () => {
    expect(
      calculator.increase(fact('grey-heron-passengers'), fact('grey-heron-vehicles')),
    ).toBeUndefined()
    expect(calculator.increase(fact('skarrow-stake'), fact('skarrow-grain-share'))).toBeUndefined()
  })
})
