// The nearest valid word is the one that was probably meant.
import { describe, expect, it } from 'vitest'
import { nearestFirst } from '../../src/delivery/nearest.ts'

describe('the nearest word', () => {
  it('is the one with the fewest changed letters, a beginning before all', () => {
    const valid = ['Quince', 'Pear', 'Apple Pie', 'Apple']
    expect(nearestFirst('qunice', valid)[0]).toBe('Quince')
    expect(nearestFirst('app', valid).slice(0, 2)).toEqual(['Apple Pie', 'Apple'])
    expect(nearestFirst('paer', valid)[0]).toBe('Pear')
    expect(nearestFirst('', valid)).toEqual(valid)
  })
})
