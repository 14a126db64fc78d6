// An event is taken once, whoever hands it over and how often, and in the order in which it came.
import { expect, it } from 'vitest'
import type { Incoming } from '#magnets'
import { intakeOf } from '../../src/delivery/reception.ts'
import { describeEngines } from './engines.ts'
import {
  ANNA,
  BEN,
  command,
  deletion,
  edit,
  ended,
  idOf,
  MODES,
  message,
  openAt,
  openTwo,
  THREAD,
  TURN,
  takeAll,
  takeOne,
  thread,
} from './stores.ts'

const outcomes = (taken: readonly { outcome: string }[]) => taken.map(({ outcome }) => outcome)

describeEngines(
  'taking an event',
  engine => {
    it('knows repeats within one batch and in later ones', async () => {
      const store = await openAt(await engine.place())
      const twice = await takeAll(store, [message('m1'), message('m1'), message('m2')])
      expect(outcomes(twice)).toEqual(['taken', 'repeat', 'taken'])
      expect(await takeOne(store, message('m2'))).toEqual({ outcome: 'repeat' })
    })

    it('knows a repeat under its other name, whichever came first', async () => {
      const store = await openAt(await engine.place())
      const first = message('m1', { alias: 'a1' })
      expect(outcomes(await takeAll(store, [first, message('a1')]))).toEqual(['taken', 'repeat'])
      expect((await takeOne(store, message('a1'))).outcome).toBe('repeat')
      expect((await takeOne(store, message('x', { alias: 'a1' }))).outcome).toBe('repeat')
      expect((await takeOne(store, message('y', { alias: 'm1' }))).outcome).toBe('repeat')
    })

    it('knows a repeat of what is done', async () => {
      const store = await openAt(await engine.place())
      const asked = command('c1')
      await store.inbox.settle(ended(await takeOne(store, asked), asked), true)
      expect((await takeOne(store, asked)).outcome).toBe('repeat')
    })

    it('does not mix the keys of two platforms up', async () => {
      const store = await openAt(await engine.place())
      const other = message('m1', { place: { ...THREAD, platform: 'other' } })
      expect(outcomes(await takeAll(store, [message('m1'), other]))).toEqual(['taken', 'taken'])
    })

    it('takes a message and its edits in one batch, and knows the last wording', async () => {
      const store = await openAt(await engine.place())
      const events = [
        message('m1', { text: 'one', at: 1 }),
        edit('e1', 'm1', { text: 'two', at: 2 }),
        edit('e2', 'm1', { text: 'three', at: 3 }),
      ]
      const taken = await takeAll(store, events)
      expect(outcomes(taken)).toEqual(['taken', 'taken', 'taken'])
      const [lane] = taken.map(({ row }) => row?.lane)
      expect(taken.map(({ row }) => row?.lane)).toEqual([lane, lane, lane])
      const { message: state } = await store.inbox.load({ id: idOf(taken[0]), lane: lane ?? '' })
      expect(state).toMatchObject({ latest: 'e2', at: 3, deleted: false })
      const late = edit('e0', 'm1', { text: 'late', at: 1.5 })
      const same = edit('e3', 'm1', { text: 'three', at: 4 })
      expect(outcomes(await takeAll(store, [late, same]))).toEqual(['ignored', 'ignored'])
    })

    it('lets a deletion that comes first bury its message, in one batch and in two', async () => {
      const store = await openAt(await engine.place())
      const together = await takeAll(store, [deletion('m1'), message('m1')])
      expect(together).toEqual([{ outcome: 'ignored' }, { outcome: 'ignored' }])
      expect(await takeOne(store, deletion('m2'))).toEqual({ outcome: 'ignored' })
      expect(await takeOne(store, message('m2'))).toEqual({ outcome: 'ignored' })
      expect(await takeOne(store, edit('e2', 'm2', { at: 9_000 }))).toEqual({ outcome: 'ignored' })
      expect(await store.deadLetters.depth(0)).toMatchObject({ waiting: 0 })
    })

    it('listens to what is said to nobody only in a thread where it talks', async () => {
      const store = await openAt(await engine.place())
      const overheard = (key: string, name: string) =>
        message(key, { addressed: 'overheard', place: thread(name), asker: BEN })
      expect((await takeOne(store, overheard('o1', 'one'))).outcome).toBe('ignored')
      const asked = message('m1', { place: thread('one') })
      const taken = await takeOne(store, asked)
      const both = [overheard('o2', 'one'), overheard('o3', 'two')]
      expect(outcomes(await takeAll(store, both))).toEqual(['taken', 'ignored'])
      await store.inbox.settle(ended(taken, asked, { turn: { ...TURN, question: 'what?' } }), false)
      const toOthers = message('o4', { addressed: 'overheard', toOthers: true })
      expect(outcomes(await takeAll(store, [overheard('o5', 'one'), toOthers]))).toEqual([
        'taken',
        'ignored',
      ])
      const together = [message('m2', { place: thread('new') }), overheard('o6', 'new')]
      expect(outcomes(await takeAll(store, together))).toEqual(['taken', 'taken'])
    })

    it('does not let one bad event take the others of its batch down', async () => {
      const store = await openAt(await engine.place())
      const bad = message('bad', { address: { platform: 'test', ids: { n: 1n as never } } })
      const results = await Promise.allSettled(
        [message('m1'), bad, message('m2')].map(incoming => takeOne(store, incoming)),
      )
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      const undecided = {
        ...intakeOf(message('m3'), MODES),
        decide: () => {
          throw new Error('undecided')
        },
      }
      const [failed, fine] = await Promise.allSettled([
        store.inbox.take(undecided),
        takeOne(store, message('m4')),
      ])
      expect([failed?.status, fine?.status]).toEqual(['rejected', 'fulfilled'])
      expect(await store.deadLetters.depth(0)).toMatchObject({ waiting: 3 })
    })

    it('numbers the rows of a lane in the order in which they came', async () => {
      const store = await openAt(await engine.place())
      // More than one batch, over several lanes.
      const events = Array.from({ length: 450 }, (_, n) =>
        message(`m${n}`, { place: thread(`t${n % 4}`) }),
      )
      const ids = (await takeAll(store, events)).map(idOf)
      for (const lane of [0, 1, 2, 3]) {
        const own = ids.filter((_, n) => n % 4 === lane)
        expect(own).toEqual([...own].sort((a, b) => a - b))
      }
      expect(new Set(ids).size).toBe(450)
    })

    it('keeps what it takes while its hands are full, for whoever has room', async () => {
      const store = await openAt(await engine.place())
      await store.membership.beat('v1')
      let room = false
      store.inbox.limitRoom(() => room)
      expect(await takeAll(store, [message('m1'), message('m2')])).toEqual([
        { outcome: 'taken' },
        { outcome: 'taken' },
      ])
      room = true
      const found = await store.inbox.claimOrphans(['test'], 10)
      expect(found.map(({ person }) => person)).toEqual(['test:anna', 'test:anna'])
      expect(await store.inbox.claimOrphans(['other'], 10)).toEqual([])
    })

    it('gives back what it took as it came, token included', async () => {
      const store = await openAt(await engine.place())
      const asked = message('m1', {
        text: 'naïve "100 %" 🧲 \u0000 end',
        address: { platform: 'test', ids: { channel: 'C' }, token: 'secret', expiresAt: 99 },
      })
      const { row } = await takeOne(store, asked)
      const loaded = await store.inbox.load({ id: row?.id ?? 0, lane: row?.lane ?? '' })
      expect(loaded.incoming).toEqual(asked)
    })
  },
  { memory: true },
)

describeEngines('two processes that are handed the same', engine => {
  it('take it once between them, in whatever order they write', async () => {
    const [a, b] = await openTwo(await engine.place())
    const events: Incoming[] = Array.from({ length: 60 }, (_, n) =>
      message(`m${n}`, { place: thread(`t${n % 7}`), alias: `alias${n}` }),
    )
    const [fromA, fromB] = await Promise.all([takeAll(a, events), takeAll(b, events.toReversed())])
    const pairs = events.map((_, n) => [fromA[n], fromB.toReversed()[n]])
    for (const pair of pairs) {
      expect(pair.map(taken => taken?.outcome).sort()).toEqual(['repeat', 'taken'])
      expect(pair.filter(taken => taken?.row !== undefined).length).toBeLessThanOrEqual(1)
    }
    expect(await a.deadLetters.depth(0)).toMatchObject({ waiting: 60 })
  })

  it('knows what the other took, its edits and its deletions', async () => {
    const [a, b] = await openTwo(await engine.place())
    const first = await takeOne(a, message('m1', { at: 1 }))
    expect((await takeOne(b, message('m1', { at: 1 }))).outcome).toBe('repeat')
    // The conversation is in a's hands.
    const changed = await takeOne(b, edit('e1', 'm1', { at: 2, asker: ANNA }))
    expect(changed).toEqual({ outcome: 'taken' })
    const state = (await a.inbox.load({ id: idOf(first), lane: first.row?.lane ?? '' })).message
    expect(state?.latest).toBe('e1')
    expect((await takeOne(b, deletion('m1'))).outcome).toBe('taken')
    expect((await takeOne(a, edit('e2', 'm1', { at: 9_000 }))).outcome).toBe('ignored')
  })
})
