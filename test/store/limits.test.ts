// How much may be asked: a bucket a person and a channel, shared by all processes.
import { expect, it } from 'vitest'
import { describeEngines } from './engines.ts'
import {
  BEN,
  command,
  deletion,
  edit,
  message,
  openAt,
  openTwo,
  START,
  takeAll,
  takeOne,
  testClock,
  thread,
} from './stores.ts'

const MINUTE_MS = 60_000
let keys = 0
/** A question by Anna, in a conversation of its own. */
const question = (more: Parameters<typeof message>[1] = {}) => {
  keys += 1
  return message(`q${keys}`, { place: thread(`t${keys}`), ...more })
}
const questions = (count: number) => Array.from({ length: count }, () => question())

describeEngines(
  'a limit',
  engine => {
    it('lets so many through, refuses with the time to wait, and says so once', async () => {
      const clock = testClock()
      const limits = { person: 3, channel: 0 }
      const store = await openAt(await engine.place(), { limits, clock: clock.now })
      const taken = await takeAll(store, questions(3))
      expect(taken.map(({ refused }) => refused)).toEqual([undefined, undefined, undefined])
      const [told, silent] = await takeAll(store, questions(2))
      const refused = { allowed: false, who: 'person', waitMs: 20_000 }
      expect(told).toMatchObject({ outcome: 'taken', refused: { ...refused, notice: true } })
      expect(told?.row).toBeDefined()
      expect(silent).toEqual({ outcome: 'ignored', refused: { ...refused, notice: false } })
      // What was refused without a word is known when it is repeated.
      const again = question()
      expect((await takeOne(store, again)).outcome).toBe('ignored')
      expect((await takeOne(store, again)).outcome).toBe('repeat')
    })

    it('recovers with time, one by one, and never holds more than a minute gives', async () => {
      const clock = testClock()
      const limits = { person: 3, channel: 0 }
      const store = await openAt(await engine.place(), { limits, clock: clock.now })
      await takeAll(store, questions(3))
      clock.pass(19_999)
      expect((await takeOne(store, question())).refused).toMatchObject({ waitMs: 1 })
      clock.pass(1)
      expect((await takeOne(store, question())).refused).toBeUndefined()
      expect((await takeOne(store, question())).refused).toMatchObject({ waitMs: 20_000 })
      clock.pass(10 * MINUTE_MS)
      const later = await takeAll(store, questions(4))
      expect(later.map(({ refused }) => refused?.allowed)).toEqual([
        undefined,
        undefined,
        undefined,
        false,
      ])
      expect(later[3]?.refused).toMatchObject({ notice: true })
    })

    it('counts a person and a channel apart', async () => {
      const limits = { person: 2, channel: 3 }
      const store = await openAt(await engine.place(), { limits })
      await takeAll(store, questions(2))
      expect((await takeOne(store, question())).refused).toMatchObject({ who: 'person' })
      expect((await takeOne(store, question({ asker: BEN }))).refused).toBeUndefined()
      const crowded = await takeOne(store, question({ asker: BEN }))
      expect(crowded.refused).toMatchObject({ who: 'channel', waitMs: 20_000, notice: true })
      const elsewhere = { ...thread('x'), channel: 'D' }
      expect(
        (await takeOne(store, question({ asker: BEN, place: elsewhere }))).refused,
      ).toBeUndefined()
    })

    it('is none where it is 0', async () => {
      const place = await engine.place()
      const store = await openAt(place)
      const taken = await takeAll(store, questions(300))
      expect(taken.every(({ refused, row }) => refused === undefined && row)).toBe(true)
      if (!engine.inMemory) expect(await place.rows('select * from limits')).toEqual([])
    })

    it('never leaves a command without a word, and does not count a deletion', async () => {
      const store = await openAt(await engine.place(), { limits: { person: 1, channel: 0 } })
      const first = message('m1')
      expect((await takeOne(store, first)).refused).toBeUndefined()
      for (const key of ['c1', 'c2']) {
        expect((await takeOne(store, command(key))).refused).toMatchObject({ notice: true })
      }
      expect((await takeOne(store, edit('e1', 'm1'))).refused).toMatchObject({ notice: false })
      expect(await takeOne(store, deletion('m1'))).toMatchObject({ outcome: 'taken' })
    })

    it('neither gives nor takes when the clock goes back', async () => {
      const clock = testClock()
      const limits = { person: 2, channel: 0 }
      const store = await openAt(await engine.place(), { limits, clock: clock.now })
      await takeAll(store, questions(2))
      // Two machines, half a minute apart, take in turn: that earns nothing.
      for (let turn = 0; turn < 6; turn += 1) {
        clock.pass(turn % 2 === 0 ? -MINUTE_MS / 2 : MINUTE_MS / 2)
        expect((await takeOne(store, question())).refused?.allowed).toBe(false)
      }
    })

    it('recovers after a clock that was far ahead is put right', async () => {
      const clock = testClock(START + 365 * 24 * 60 * MINUTE_MS)
      const limits = { person: 2, channel: 0 }
      const store = await openAt(await engine.place(), { limits, clock: clock.now })
      await takeAll(store, questions(3))
      clock.pass(START - clock.now())
      expect((await takeOne(store, question())).refused).toMatchObject({ notice: true })
      clock.pass(MINUTE_MS / 2)
      expect((await takeOne(store, question())).refused).toBeUndefined()
    })
  },
  { memory: true },
)

describeEngines('a limit that two processes share', engine => {
  it('is one for both, also when they take at the same moment', async () => {
    const limits = { person: 30, channel: 0 }
    const [a, b] = await openTwo(await engine.place(), { limits })
    await takeOne(a, question())
    await takeOne(b, question())
    const rounds = await Promise.all(
      Array.from({ length: 20 }, (_, n) => takeAll(n % 2 === 0 ? a : b, questions(5))),
    )
    const refused = rounds.flat().filter(taken => taken.refused !== undefined)
    expect(refused).toHaveLength(102 - 30)
    expect(
      refused.filter(taken => taken.refused?.allowed === false && taken.refused.notice),
    ).toHaveLength(1)
  })
})
