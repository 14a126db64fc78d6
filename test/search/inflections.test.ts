import { describe, expect, it } from 'vitest'
import { uninflected } from '../../src/search/inflections.ts'

describe('the plain forms of a word', () => {
  it.each([
    ['harvests', 'harvest'],
    ['boxes', 'box'],
    ['ponies', 'pony'],
    ['tried', 'try'],
    ['baked', 'bake'],
    ['shipped', 'ship'],
    ['baking', 'bake'],
    ['running', 'run'],
    ['runnin', 'run'],
    ['gently', 'gentle'],
    ['happily', 'happy'],
    ['bigger', 'big'],
    ['bakers', 'bake'],
    ['happiest', 'happy'],
    ['sadness', 'sad'],
    ['harmless', 'harm'],
  ])('of %s include %s', (word, plain) => {
    expect(uninflected(word)).toContain(plain)
  })

  it.each(['port', 'it', 'is', 'harvest'])('never include the word itself: %s', word => {
    expect(uninflected(word)).not.toContain(word)
  })

  it('are no shorter than three letters, and none without an ending', () => {
    expect(uninflected('bed')).toEqual([])
    expect(uninflected('bring')).toEqual(['bre'])
    expect(uninflected('orchard')).toEqual([])
  })

  it('double no consonant that belongs to the word', () => {
    expect(uninflected('passed')).toContain('pass')
    expect(uninflected('passed')).not.toContain('pas')
  })
})
