// Words and phrases in a text, as the editorial rules see them.
import { describe, expect, it } from 'vitest'
import { findPhrases, indexPhrases, normalised, wordsOf } from '../../src/knowledge/phrases.ts'

describe('words', () => {
  it('lose possessives, accents, hyphens and the dots of initialisms', () => {
    expect(normalised("The U.S. Navy's Café-bar, and the bees’ U.S.A. don't")).toBe(
      "the us navy cafe bar and the bees usa don't",
    )
  })

  it('keep a number with its commas and point together, and a full stop apart', () => {
    expect(wordsOf('45,000 of 99.5 in 2024.').map(word => word.written)).toEqual([
      '45,000',
      'of',
      '99.5',
      'in',
      '2024',
    ])
  })

  it('know where they stand', () => {
    const text = "Lindenhof's honey"
    expect(wordsOf(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      "Lindenhof's",
      'honey',
    ])
  })
})

describe('phrases', () => {
  it('are found from left to right, the longest first, without overlap', () => {
    const index = indexPhrases([
      ['a', 'honey'],
      ['b', 'honey bee'],
      ['c', 'bee hive'],
    ])
    const ids = findPhrases('A honey bee hive holds honey.', index).map(match => match.ids)
    expect(ids).toEqual([['b'], ['a']])
  })

  it('name everything that is called so', () => {
    const index = indexPhrases([
      ['a', 'Honey'],
      ['b', 'honey'],
    ])
    expect(findPhrases('honey', index)).toEqual([{ ids: ['a', 'b'], from: 0, to: 5 }])
  })

  it('in capitals are only found in capitals', () => {
    const index = indexPhrases([['us', 'US']])
    expect(findPhrases('Help us in the U.S. and the US', index)).toHaveLength(2)
  })
})
