// Presses in windows have a limit as questions have, one person at a time.
import { describe, expect, it } from 'vitest'
import { ACTIONS } from '#magnets'
import { createPace } from '../../src/delivery/pace.ts'
import { ASKER, house, settle } from './house.ts'

describe('the pace of presses', () => {
  it('lets a minute’s worth through at once, and then one after the other', () => {
    let now = 0
    const pace = createPace(3, () => now)
    expect([1, 2, 3].map(() => pace.wait('a'))).toEqual([undefined, undefined, undefined])
    expect(pace.wait('a')).toBe(20_000)
    expect(pace.wait('b')).toBeUndefined()
    now = 20_000
    expect(pace.wait('a')).toBeUndefined()
    expect(pace.wait('a')).toBe(20_000)
  })

  it('gives nothing for a clock that goes back, and no limit where none is set', () => {
    let now = 60_000
    const pace = createPace(1, () => now)
    expect(pace.wait('a')).toBeUndefined()
    now = 0
    expect(pace.wait('a')).toBe(60_000)
    const free = createPace(0, () => now)
    expect(Array.from({ length: 100 }, () => free.wait('a')).every(ms => ms === undefined)).toBe(
      true,
    )
  })

  it('forgets who was longest away, so that it does not grow', () => {
    const pace = createPace(1, () => 0)
    for (let n = 0; n <= 5_000; n += 1) pace.wait(`p${n}`)
    expect(pace.wait('p0')).toBeUndefined()
    expect(pace.wait('p5000')).toBeDefined()
  })
})

describe('a window', () => {
  it('says when to press again, and answers others meanwhile', async () => {
    const { core } = await house({ pressLimit: 2 })
    const press = (id: string, key: string) => {
      const asked = core.glance({
        asker: { ...ASKER, id },
        key,
        asked: { kind: 'action', action: ACTIONS.ask, value: 'pears?' },
      })
      return settle().then(() => asked)
    }
    expect((await press('U1', 'k1')).text).toBe('pears?')
    expect((await press('U1', 'k2')).text).toBe('pears?')
    expect((await press('U1', 'k3')).text).toContain('please ask it again in 30 seconds')
    expect((await press('U2', 'k4')).text).toBe('pears?')
  })
})
