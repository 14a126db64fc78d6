// Figures of a statement and the units around them.

import { describe, expect, it } from 'vitest'
import type { Unit } from '#magnets'
import { figuresIn, sameAmount, unitsOf } from '../../src/knowledge/statement-figures.ts'

const unit = (id: string, rest: Partial<Unit>): Unit => ({
  id,
  singular: id,
  plural: `${id}s`,
  aliases: [],
  dimension: 'any',
  ...rest,
})
const UNITS = [
  unit('ton', {}),
  unit('metric-ton', { singular: 'metric ton', plural: 'metric tons', suffix: 't' }),
  unit('ton-per-year', { singular: 'ton per year', plural: 'tons per year' }),
  unit('square-foot', { singular: 'square foot', plural: 'square feet' }),
  unit('usd', { singular: 'US dollar', plural: 'US dollars', prefix: '$' }),
  unit('usd-per-ton', { singular: 'dollar per ton', plural: '-', prefix: '$', suffix: ' per ton' }),
  unit('percent', { plural: 'percent', suffix: '%' }),
  unit('year', {}),
]

describe('figures', () => {
  it.each([
    ['45,000 tons', 45_000],
    ['99.5%', 99.5],
    ['$1.2 billion', 1_200_000_000],
    ['4.35 million', 4_350_000],
    ['a 310,000-square-foot hall', 310_000],
    ['a six-month term', 6],
    ['in 2024,', 2024],
  ])('of "%s" are read', (statement, amount) => {
    const figures = figuresIn(statement)
    expect(figures).toHaveLength(1)
    expect(figures[0]?.wellFormed).toBe(true)
    expect(sameAmount(figures[0]?.amount ?? 0, amount)).toBe(true)
  })

  it.each(['45,00', '4,5000', '2024,2025'])('with misplaced commas are told: %s', statement => {
    expect(figuresIn(statement)[0]?.wellFormed).toBe(false)
  })
})

describe('the unit of a figure', () => {
  it.each([
    ['600 tons', ['ton']],
    ['600 tons per year', ['ton-per-year']],
    ['600 metric tons', ['metric-ton']],
    ['600 t of it', ['metric-ton']],
    ['600 tables', []],
    ['310,000-square-foot', ['square-foot']],
    ['$5', ['usd', 'usd-per-ton']],
    ['$5 per ton', ['usd-per-ton']],
    ['5 percent', ['percent']],
    ['5%', ['percent']],
    ['5% year on year', ['percent']],
    ['5, tons', []],
  ])('in "%s" is the longest that stands there', (statement, ids) => {
    const [figure] = figuresIn(statement)
    if (figure === undefined) throw new Error('no figure')
    expect(unitsOf(statement, figure, UNITS).map(({ id }) => id)).toEqual(ids)
  })
})
