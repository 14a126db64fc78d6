import { describe, expect, it } from 'vitest'
import type { Working } from '#magnets'
import { workingHolds } from '../../src/answer/evaluate-working.ts'
import { base } from './our-engine.ts'

type Case = readonly [
  operation: string,
  facts: readonly string[],
  shown: string,
  amount: number,
  unit: string,
]

function working([operation, facts, shown, amount, unit]: Case): Working {
  return {
    operation,
    facts,
    shown: `${shown} = ${amount}`,
    result: { amount, unit, hedge: 'exact' },
  }
}

const FIRST = 'stillwater-initial-capacity'
const FULL = 'stillwater-full-capacity'
const STAKE = 'round-top-stake'
const TERM = 'export-license-term'
const FALL = 'china-magnet-exports-2025-05'
const DATES = ['china-export-controls-2025-04', 'tariff-truce-2025-06']

describe('a shown working', () => {
  it.each<Case>([
    ['difference', [FULL, FIRST], '5,000 − 600', 4_400, 'ton-per-year'],
    ['multiple', [FULL, FIRST], '5,000 ÷ 600', 8.3, 'times'],
    ['increase', [FIRST, FULL], '(5,000 − 600) ÷ 600', 730, 'percent'],
    ['per-period', [FULL], '5,000 tons per year ÷ 12', 420, 'ton'],
    ['per-period', [FULL], '5,000 tons per year ÷ weeks in a year', 96, 'ton'],
    ['remainder', [STAKE], '100% − 70%', 30, 'percent'],
    ['growth', ['demand-growth-2040'], '100% + 500%', 6, 'times'],
    ['times-a-year', [TERM], '12 months ÷ 6 months', 2, 'times'],
    ['between', DATES, 'June 2025 − April 2025', 2, 'month'],
    ['years-from-publication', ['stillwater-start-2026'], '2026 − 2025', 1, 'year'],
    ['convert', ['stillwater-floor-area'], '310,000 × 0.092903', 28_800, 'square-metre'],
  ])('holds: %s of %j, %s = %d', (...given) => {
    expect(workingHolds(base, working(given))).toBe(true)
  })

  it.each<Case>([
    // Another result, another operand, a divisor that is no period, a fact that does not hold it.
    ['difference', [FULL, FIRST], '5,000 − 600', 4_600, 'ton-per-year'],
    ['difference', [FULL, FIRST], '5,000 − 900', 4_100, 'ton-per-year'],
    ['increase', [FIRST, FULL], '(5,000 − 600) ÷ 5,000', 88, 'percent'],
    ['per-period', [FULL], '5,000 tons per year ÷ 10', 500, 'ton'],
    ['per-period', [FULL], '5,000 tons per year ÷ weeks in a year', 420, 'ton'],
    ['remainder', [STAKE], '90% − 70%', 20, 'percent'],
    ['times-a-year', [TERM], '12 months ÷ 4 months', 3, 'times'],
    ['times-a-year', [STAKE], '12 months ÷ 6 months', 2, 'times'],
    ['between', DATES, 'June 2025 − April 2025', 3, 'month'],
    ['years-from-publication', ['stillwater-start-2026'], '2026 − 2024', 2, 'year'],
    ['sum', [FIRST], '600', 600, 'ton-per-year'],
    ['convert', ['stillwater-floor-area'], '310,000 × 1', 310_000, 'month'],
    ['guess', [FULL], '5,000', 5_000, 'ton-per-year'],
    ['multiple', [FULL, 'nobody'], '5,000 ÷ 600', 8.3, 'times'],
  ])('does not hold: %s of %j, %s = %d', (...given) => {
    expect(workingHolds(base, working(given))).toBe(false)
  })

  it("may hold the asker's own number only as a quotation that is declared", () => {
    const shown = '“200” × (100% − 74%) = 52'
    const result = { amount: 52, unit: '', hedge: 'exact' } as const
    const own = { operation: 'after-change', facts: [FALL], shown, result }
    const given = { amount: 200, words: '200' }
    expect(workingHolds(base, { ...own, given })).toBe(true)
    expect(workingHolds(base, own)).toBe(false)
    expect(workingHolds(base, { ...own, given, shown: shown.replace('74', '70') })).toBe(false)
  })
})
