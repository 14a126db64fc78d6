import { describe, expect, it } from 'vitest'
import type { Fact } from '#magnets'
import { createArithmetic } from '../../src/answer/arithmetic.ts'
import { base as magnets } from './our-engine.ts'
import { islands } from './told.ts'

const { base } = islands
const calculator = createArithmetic(base)

function fact(id: string, from = base): Fact {
  const found = from.fact(id)
  if (found === undefined) throw new Error(id)
  return found
}

describe('times and dates', () => {
  it('come round so often in a year', () => {
    expect(createArithmetic(magnets).timesAYear(fact('export-license-term', magnets))?.text).toBe(
      '2 times a year',
    )
    expect(calculator.timesAYear(fact('north-crossing-length'))).toBeUndefined()
  })

  it('lie years or months apart where both are as fine', () => {
    const between = (a: string, b: string) => calculator.timeBetween(fact(a), fact(b))?.text
    expect(between('brennhaven-founding', 'quay-opening')).toBe('386 years')
    expect(between('border-checks-start', 'sea-lantern-start')).toBe('7 months')
    expect(between('quay-opening', 'brennhaven-founding')).toBeUndefined()
    expect(between('brennhaven-founding', 'sea-lantern-start')).toBeUndefined()
  })

  it('lie years after the source, if they do', () => {
    expect(calculator.yearsFromPublication(fact('quay-opening'))?.text).toBe('3 years')
    expect(calculator.yearsFromPublication(fact('passenger-growth-2035'))?.text).toBe('10 years')
    expect(calculator.yearsFromPublication(fact('grey-heron-built'))).toBeUndefined()
  })
})

describe("a number of the asker's own", () => {
  const given = (amount: number, unit?: string) => ({
    amount,
    words: `${amount}`,
    ...(unit === undefined ? {} : { unit }),
  })

  it('falls or rises as the fact says, and stays a quotation', () => {
    const fall = calculator.afterChange(
      fact('lethmark-crossing-cargo-fall'),
      given(500, 'metric-ton'),
    )
    expect(fall?.working.shown).toBe('“500” × (100% − 12%) = about 440 metric tons')
    const rise = calculator.afterChange(fact('passenger-growth-2035'), given(50, 'passenger'))
    expect(rise?.working.shown).toBe('“50” × (100% + 40%) = about 70 passengers')
  })

  it('is left alone by a figure that is no change', () => {
    expect(calculator.afterChange(fact('skarrow-stake'), given(200))).toBeUndefined()
    expect(calculator.afterChange(fact('quay-depth'), given(200))).toBeUndefined()
  })
})
