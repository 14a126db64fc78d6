import { describe, expect, it } from 'vitest'
import { createSpeller, editDistance } from '../../src/search/spell.ts'

describe('the speller', () => {
  const speller = createSpeller(['orchard', 'harvest', 'apples', 'neodymium', 'price', 'pride'])

  it('forgives one edit in a short word and two in a long one', () => {
    expect(speller.nearest('orhcard')).toBe('orchard')
    expect(speller.nearest('aples')).toBe('apples')
    expect(speller.nearest('neodimiun')).toBe('neodymium')
  })

  it('leaves words alone that are too short, too far or equally near to two words', () => {
    expect(speller.nearest('app')).toBeUndefined()
    expect(speller.nearest('lithium')).toBeUndefined()
    expect(speller.nearest('prixe')).toBeUndefined()
  })

  it('never takes a word with another first letter or with digits', () => {
    expect(speller.nearest('larvest')).toBeUndefined()
    expect(speller.nearest('app1es')).toBeUndefined()
  })

  it('counts a swap of neighbours as one edit, like a naive table does', () => {
    expect(editDistance('ab', 'ba')).toBe(1)
    expect(editDistance('harvest', 'harvest')).toBe(0)
    expect(editDistance('kitten', 'sitting')).toBe(3)
  })
})
