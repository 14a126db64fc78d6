// What is remembered of unfinished answers is bounded, and the oldest goes first.
import { expect, it } from 'vitest'
import { createUnfinished } from '../../../src/adapters/slack/unfinished.ts'

it('forgets what was set longest ago once there is too much', () => {
  const unfinished = createUnfinished<number>()
  unfinished.set('early', 0)
  unfinished.set('again', 0)
  for (let count = 0; count < 998; count += 1) unfinished.set(`key ${count}`, count)
  unfinished.set('early', 1)
  unfinished.set('late', 1)
  expect(unfinished.get('early')).toBe(1)
  expect(unfinished.get('again')).toBeUndefined()
  unfinished.delete('late')
  expect(unfinished.get('late')).toBeUndefined()
})
