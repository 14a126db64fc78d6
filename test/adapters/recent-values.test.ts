// What is remembered is bounded, and the oldest goes first.
import { expect, it } from 'vitest'
import { createRecentValues } from '../../src/adapters/recent-values.ts'

it('forgets what was set longest ago once there is too much', () => {
  const values = createRecentValues<number>()
  values.set('early', 0)
  values.set('again', 0)
  for (let count = 0; count < 998; count += 1) values.set(`key ${count}`, count)
  values.set('early', 1)
  values.set('late', 1)
  expect(values.get('early')).toBe(1)
  expect(values.get('again')).toBeUndefined()
  values.delete('late')
  expect(values.get('late')).toBeUndefined()
})
