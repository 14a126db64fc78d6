// A conversation is worked on by one process at a time, and by another once that one is dead.
import { expect, it } from 'vitest'
import { LEASE_MS } from '../../src/store/membership.ts'
import type { Store } from '../../src/store/store.ts'
import { describeEngines, describePostgres, type TestPlace } from './engines.ts'
import {
  command,
  ended,
  idOf,
  message,
  openLiving,
  openTwo,
  START,
  takeAll,
  takeOne,
  testClock,
  thread,
} from './stores.ts'

/** As if it had not been seen for longer than a lease. */
async function kill(place: TestPlace, instance: string): Promise<void> {
  await place.rows(`update instances set seen_at = 0 where id = '${instance}'`)
}

const idsOf = (work: readonly { id: number }[]) => work.map(({ id }) => id)
const orphansOf = (store: Store) => store.inbox.claimOrphans(['test'], 100)

describeEngines('a lane', engine => {
  it('belongs to who took its first event, whatever else others put into it', async () => {
    const [a, b] = await openTwo(await engine.place())
    const first = await takeOne(a, message('m1'))
    expect(first.row).toBeDefined()
    expect(await takeOne(b, message('m2'))).toEqual({ outcome: 'taken' })
    expect((await takeOne(b, message('m3', { place: thread('two') }))).row).toBeDefined()
    expect(await orphansOf(a)).toEqual([])
    expect(await orphansOf(b)).toEqual([])
    expect(await b.inbox.stillOwned([first.row?.lane ?? ''])).toEqual(new Set())
    expect(await a.inbox.stillOwned([first.row?.lane ?? ''])).toEqual(new Set([first.row?.lane]))
  })

  it('tells, when it is to be given back, what others put into it, in order', async () => {
    const place = await engine.place()
    const [a, b] = await openTwo(place)
    const asked = message('m1')
    const first = await takeOne(a, asked)
    await takeAll(b, [message('m2'), message('m3'), command('c4', { place: thread('two') })])
    const rows = await place.rows<{ id: number; key: string }>('select id, key from inbox')
    const id = (key: string) => rows.find(row => row.key === `test/${key}`)?.id
    const more = await a.inbox.settle(ended(first, asked), true)
    expect(more).toEqual([id('m2'), id('m3')])
    // It is a's still, and free only when nothing waits in it.
    expect((await takeOne(b, message('m5'))).row).toBeUndefined()
  })

  it('is free once nothing waits in it', async () => {
    const place = await engine.place()
    const [a, b] = await openTwo(place)
    const asked = message('m1')
    expect(await a.inbox.settle(ended(await takeOne(a, asked), asked), true)).toEqual([])
    expect(await place.rows('select * from lanes')).toEqual([])
    expect((await takeOne(b, message('m2'))).row).toBeDefined()
  })

  it('stays while more of it is in hand', async () => {
    const [a, b] = await openTwo(await engine.place())
    const asked = message('m1')
    await a.inbox.settle(ended(await takeOne(a, asked), asked), false)
    expect((await takeOne(b, message('m2'))).row).toBeUndefined()
  })

  it('tells what waits in each of many, however much waits in one', async () => {
    const [a, b] = await openTwo(await engine.place())
    const asked = [message('m1', { place: thread('one') }), message('m2', { place: thread('two') })]
    const [one, two] = await takeAll(a, asked)
    if (one === undefined || two === undefined) throw new Error('both were to be taken')
    await takeAll(
      b,
      Array.from({ length: 130 }, (_, n) => message(`b${n}`, { place: thread('one') })),
    )
    await takeOne(b, message('last', { place: thread('two') }))
    const settled = await Promise.all(
      [one, two].map((taken, n) => a.inbox.settle(ended(taken, asked[n] ?? message('')), true)),
    )
    expect(settled.map(more => more.length)).toEqual([50, 1])
    expect(await orphansOf(b)).toEqual([])
  })

  it('tells nobody of rows that are in the hands of another by now', async () => {
    const place = await engine.place()
    const [a, b] = await openTwo(place)
    const asked = message('m1')
    const taken = await takeOne(a, asked)
    await takeOne(a, message('m2'))
    await kill(place, 'a')
    expect(await orphansOf(b)).toHaveLength(2)
    expect(await a.inbox.settle(ended(taken, asked), true)).toEqual([])
    expect(await b.inbox.stillOwned([taken.row?.lane ?? ''])).toHaveProperty('size', 1)
  })
})

describeEngines('the lanes of a process that died', engine => {
  it('are taken over, oldest event first', async () => {
    const place = await engine.place()
    const [a, b] = await openTwo(place)
    const taken = await takeAll(a, [message('m1'), message('m2'), command('c1')])
    await kill(place, 'a')
    const found = await orphansOf(b)
    expect(idsOf(found)).toEqual(taken.map(idOf))
    expect(await orphansOf(b)).toEqual([])
    expect(idsOf(await b.inbox.ownWaiting())).toEqual(idsOf(found))
    expect(await a.inbox.stillOwned([found[0]?.lane ?? ''])).toEqual(new Set())
  })

  it('are found by an event in them, which does not overtake what waits there', async () => {
    const place = await engine.place()
    const [a, b] = await openTwo(place)
    const [first] = await takeAll(a, [message('m1'), message('m2')])
    await kill(place, 'a')
    // Free by now, and nothing older waits in it.
    await takeOne(a, message('idle', { place: thread('two') }))
    const asked = message('m3')
    const later = await takeOne(b, asked)
    expect(later).toEqual({ outcome: 'taken' })
    const found = await orphansOf(b)
    expect(found).toHaveLength(4)
    expect(found[0]?.id).toBe(first?.row?.id)
    expect(idsOf(found)).toEqual([...idsOf(found)].sort((x, y) => x - y))
  })

  it('are given to nobody while it lives and beats', async () => {
    const place = await engine.place()
    const [a, b] = await openTwo(place)
    await takeOne(a, message('m1'))
    await kill(place, 'a')
    await a.membership.beat('v1')
    expect(await orphansOf(b)).toEqual([])
  })

  it('are not given to two that ask at the same moment', async () => {
    const place = await engine.place()
    const [a, b] = await openTwo(place)
    const c = await openLiving(place, 'c')
    const events = Array.from({ length: 40 }, (_, n) =>
      message(`m${n}`, { place: thread(`t${n % 20}`) }),
    )
    await takeAll(a, events)
    await kill(place, 'a')
    // Two processes of one folder wait for each other; two stores of one process can't.
    const both =
      engine.kind === 'sqlite'
        ? [await orphansOf(b), await orphansOf(c)]
        : await Promise.all([orphansOf(b), orphansOf(c)])
    expect(both.flatMap(idsOf).sort((x, y) => x - y)).toHaveLength(40)
    expect(new Set(both.flatMap(idsOf)).size).toBe(40)
    const [fromB, fromC] = both.map(found => new Set(found.map(({ lane }) => lane)))
    expect([...(fromB ?? [])].filter(lane => fromC?.has(lane))).toEqual([])
  })

  it('are free at once when it leaves in order', async () => {
    const [a, b] = await openTwo(await engine.place())
    await takeOne(a, message('m1'))
    await a.membership.leave()
    expect(a.membership.holds()).toBe(false)
    expect(await orphansOf(b)).toHaveLength(1)
  })
})

describeEngines(
  'a lease',
  engine => {
    it('is held until just before others may take over', async () => {
      const clock = testClock()
      const place = await engine.place()
      const a = await openLiving(place, 'a', { clock: clock.now })
      expect(a.membership.holds()).toBe(true)
      clock.pass(LEASE_MS - 2_001)
      expect(a.membership.holds()).toBe(true)
      clock.pass(1)
      expect(a.membership.holds()).toBe(false)
      expect(await a.membership.beat('v2')).toBe(false)
      // What was lost meanwhile has still to be let go.
      expect(a.membership.holds()).toBe(false)
      a.membership.resume()
      expect(a.membership.holds()).toBe(true)
      expect(await a.membership.beat('v2')).toBe(true)
      expect(await a.membership.live()).toEqual([{ id: 'a', base: 'v2' }])
    })
  },
  { memory: true },
)

describeEngines('joining', engine => {
  it('removes who ran on this machine under an id that no process has now, or ours', async () => {
    const place = await engine.place()
    const a = await openLiving(place, 'a')
    await place.rows(
      "insert into instances select 'gone', machine, 2147483646, 'v1', '[]', seen_at, seen_at from instances where id = 'a'",
    )
    await place.rows(
      "insert into instances select 'far', 'elsewhere', 2147483646, 'v1', '[]', seen_at, seen_at from instances where id = 'a'",
    )
    const b = await openLiving(place, 'b', { pid: process.ppid })
    await b.membership.leave()
    await b.membership.join('v1')
    expect((await b.membership.live()).map(({ id }) => id)).toEqual(['a', 'b', 'far'])
    await a.membership.leave()
    await a.membership.join('v1')
    expect((await a.membership.live()).map(({ id }) => id)).toEqual(['a', 'b', 'far'])
    const again = await openLiving(place, 'again')
    await again.membership.leave()
    await again.membership.join('v1')
    expect((await b.membership.live()).map(({ id }) => id)).toEqual(['again', 'b', 'far'])
  })
})

describePostgres('two machines with clocks of their own', engine => {
  it('agree on who lives by the clock of the server', async () => {
    const place = await engine.place()
    const a = await openLiving(place, 'a', { clock: () => START })
    const b = await openLiving(place, 'b', { clock: () => START + 3_600_000 })
    await takeOne(a, message('m1'))
    expect(await orphansOf(b)).toEqual([])
    expect(await b.membership.live()).toHaveLength(2)
  })
})
