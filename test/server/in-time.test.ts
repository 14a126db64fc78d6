// Waiting for others: a limit, and one question at a time.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { askInTime, inTime, LATE } from '../../src/server/in-time.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('work that takes longer than the limit is late, and its failure then is nobody’s', async () => {
  const { promise, reject } = Promise.withResolvers<never>()
  const waited = inTime(promise, 100)
  await vi.advanceTimersByTimeAsync(100)
  expect(await waited).toBe(LATE)
  reject(new Error('too late to matter'))
  await vi.advanceTimersByTimeAsync(0)
})

it('work in time is its own result or failure, and leaves no timer', async () => {
  expect(await inTime(Promise.resolve(4), 100)).toBe(4)
  await expect(inTime(Promise.reject(new Error('no')), 100)).rejects.toThrow('no')
  expect(vi.getTimerCount()).toBe(0)
})

it('many askers at once are one question, and who asks later asks anew', async () => {
  let asked = 0
  const ask = askInTime(async () => {
    asked += 1
    return asked
  }, 100)
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
  expect(await ask()).toBe(2)
})

it('a question that failed or hung has no answer, and the next is asked all the same', async () => {
  const answers = [
    () => {
      throw new Error('at once')
    },
    () => Promise.reject(new Error('later')),
    () => new Promise<never>(() => undefined),
    () => Promise.resolve('there'),
  ]
  const ask = askInTime(() => answers.shift()?.() ?? Promise.reject(new Error('none left')), 100)
  expect([await ask(), await ask()]).toEqual([undefined, undefined])
  const hanging = ask()
  await vi.advanceTimersByTimeAsync(100)
  expect(await hanging).toBeUndefined()
  expect(await ask()).toBe('there')
})
