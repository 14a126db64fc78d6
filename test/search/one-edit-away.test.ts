import { describe, expect, it } from 'vitest'
import { editDistance, oneEditAway } from '../../src/search/spell.ts'

const near = (word: string, ...known: readonly string[]) =>
  oneEditAway(word, candidate => known.includes(candidate))

describe('one edit away', () => {
  it.each([
    ['orchrd', 'a letter left out'],
    ['orcharrd', 'one too many'],
    ['orchart', 'another one'],
    ['orhcard', 'two swapped'],
    ['orchar', 'the last one left out'],
    ['orchards', 'one more at the end'],
  ])('is %s: %s', word => {
    expect(near(word, 'orchard')).toBe(true)
  })

  it.each([
    ['archard', 'another first letter'],
    ['rochard', 'the first two swapped'],
    ['rchard', 'the first left out'],
    ['orhcrd', 'two edits'],
    ['', 'nothing'],
  ])('is not %s: %s', word => {
    expect(near(word, 'orchard')).toBe(false)
  })

  it('agrees with the distance for words of the same first letter', () => {
    const words = ['ship', 'shop', 'shape', 'sip', 'hips', 'shipp', 'sihp', 'slip', 'spi', 'ships']
    for (const a of words) {
      for (const b of words) {
        if (a === b || a[0] !== b[0]) continue
        expect(near(a, b), `${a} ${b}`).toBe(editDistance(a, b) === 1)
      }
    }
  })
})
