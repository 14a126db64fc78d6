import { describe, expect, it } from 'vitest'
import { createArithmetic } from '../../src/answer/arithmetic.ts'
import { base } from './our-engine.ts'

const calculator = createArithmetic(base)
const fact = (id: string) => {
  const found = base.fact(id)
  if (found === undefined) throw new Error(id)
  return found
}

describe('arithmetic on cited figures', () => {
  it('turns an open denominator into an upper bound', () => {
    const share = calculator.share(
      fact('mountain-pass-ndpr-2024'),
      fact('mountain-pass-oxides-2024'),
    )
    expect(share?.text).toBe('at most about 2.9%')
  })

  it('gives an exact result only where it comes out even', () => {
    const china = fact('china-output-estimate')
    expect(calculator.share(fact('stillwater-initial-capacity'), china)?.text).toBe('0.2%')
    expect(calculator.share(fact('stillwater-full-capacity'), china)?.text).toBe('about 1.7%')
  })

  it('turns a bound round when it is taken from a whole', () => {
    expect(calculator.remainder(fact('china-oxide-share'))?.text).toBe('more than 30%')
    expect(calculator.remainder(fact('china-neodymium-magnet-share'))?.text).toBe('less than 10%')
  })

  it('reads a rise of nearly 500% as nearly 6 times', () => {
    expect(calculator.growthMultiple(fact('demand-growth-2040'))?.text).toBe('nearly 6 times')
  })

  it('divides money by mass for one stage of one site only', () => {
    const revenue = fact('stillwater-revenue')
    expect(calculator.perUnit(revenue, fact('stillwater-full-capacity'))?.text).toBe(
      '$160,000 per ton',
    )
    expect(calculator.perUnit(revenue, fact('stillwater-initial-capacity'))).toBeUndefined()
  })

  it('never combines figures that do not measure the same thing', () => {
    expect(
      calculator.share(fact('stillwater-revenue'), fact('china-output-estimate')),
    ).toBeUndefined()
    expect(
      calculator.difference(fact('round-top-stake'), fact('stillwater-floor-area')),
    ).toBeUndefined()
  })

  it('converts only where the source says which unit is meant', () => {
    expect(calculator.convert(fact('mountain-pass-oxides-2024'), 'kilogram')?.text).toBe(
      'more than 45,000,000 kilograms',
    )
    expect(calculator.convert(fact('mountain-pass-ndpr-2024'), 'kilogram')).toBeUndefined()
  })
})
