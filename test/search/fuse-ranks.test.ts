// Reciprocal rank fusion: what both rankings hold high stands above what one of them does.
import { expect, it } from 'vitest'
import { fuseRanks } from '../../src/search/fuse-ranks.ts'

const alike = (...rankings: string[][]) => fuseRanks(rankings.map(ids => ({ ids, weight: 1 })))
const order = (...rankings: string[][]): string[] => alike(...rankings).map(({ id }) => id)

it('puts what both find above what one finds', () => {
  expect(order(['a', 'b', 'c'], ['d', 'b', 'e'])).toEqual(['b', 'a', 'd', 'c', 'e'])
})

it('scores by the published formula', () => {
  const [first] = alike(['a'], ['x', 'a'])
  expect(first).toEqual({ id: 'a', score: 1 / 61 + 1 / 62 })
})

it('leaves a single ranking as it is, and equals in the order of the first', () => {
  expect(order(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  expect(order(['a'], ['b'])).toEqual(['a', 'b'])
  expect(order([], [])).toEqual([])
})

it('lets a ranking of less weight add its own below what the other holds', () => {
  const words = { ids: ['a', 'b'], weight: 1 }
  const fused = (weight: number) => fuseRanks([words, { ids: ['c', 'b'], weight }])
  expect(fused(0.1).map(({ id }) => id)).toEqual(['b', 'a', 'c'])
  expect(fused(0).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})
