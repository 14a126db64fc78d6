import { describe, expect, it } from 'vitest'
import { stem } from '../../src/search/stem.ts'
import { MAX_TOKENS, tokenize } from '../../src/search/tokenize.ts'

const words = (text: string) => tokenize(text).map(token => token.word)

describe('tokenize', () => {
  it('keeps numbers with their marks whole', () => {
    expect(words('45,000 t, $1.2bn and 70% (6x)')).toEqual([
      '45,000',
      't',
      '$1.2bn',
      'and',
      '70%',
      '6x',
    ])
  })

  it('folds accents, possessives, apostrophes and dotted abbreviations', () => {
    expect(words("The firm's U.S. café isn’t open")).toEqual([
      'the',
      'firm',
      'us',
      'cafe',
      'isnt',
      'open',
    ])
  })

  it('drops emoji and marks where a clause closes', () => {
    const tokens = tokenize('well 👀, what now?')
    expect(tokens.map(token => token.closes)).toEqual([false, false, true])
  })

  it('reads no more than its limit of a very long text', () => {
    expect(tokenize('a '.repeat(5000))).toHaveLength(MAX_TOKENS)
  })
})

describe('stem', () => {
  it('gives one form to the inflections of a word', () => {
    for (const family of [
      ['produce', 'produces', 'produced', 'producing'],
      ['ship', 'ships', 'shipped', 'shipping'],
      ['facility', 'facilities'],
      ['magnet', 'magnets'],
    ]) {
      expect(new Set(family.map(stem)).size, family.join()).toBe(1)
    }
  })

  it('keeps different words apart', () => {
    expect(stem('price')).not.toBe(stem('pride'))
    expect(stem('news')).toBe('news')
    expect(stem('us')).toBe('us')
  })
})
