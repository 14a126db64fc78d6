// The connections of a sharded platform are shared out, and change hands without a gap.
import { expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { describeEngines, describePostgres, type TestPlace } from './engines.ts'
import { openLiving } from './stores.ts'

const TOTAL = 4
const serving = (place: TestPlace, name: string) =>
  openLiving(place, name, { platforms: ['waves'] })
const assign = (store: Store, total = TOTAL) => store.assignShards('waves', total)

/** What a process does at each look: it connects, and says so. */
async function look(store: Store): Promise<readonly number[]> {
  const shards = await assign(store)
  await store.confirmShards(shards)
  return shards
}

/** One after the other: within one process two transactions of SQLite would wait for each other. */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const one of all) results.push(await work(one))
  return results
}

describeEngines('shards', engine => {
  it('are all served by who is alone, and kept', async () => {
    const a = await serving(await engine.place(), 'a')
    expect(await look(a)).toEqual([0, 1, 2, 3])
    expect(await look(a)).toEqual([0, 1, 2, 3])
  })

  it('are given evenly to those who start together', async () => {
    const place = await engine.place()
    const all = await inTurn(['a', 'b', 'c', 'd'], name => serving(place, name))
    const given = await inTurn(all, look)
    expect(given.map(({ length }) => length)).toEqual([1, 1, 1, 1])
    expect(given.flat().toSorted()).toEqual([0, 1, 2, 3])
  })

  it('stay with who has them until the newcomer says that it serves them', async () => {
    const place = await engine.place()
    const a = await serving(place, 'a')
    await look(a)
    const b = await serving(place, 'b')
    const promised = await assign(b)
    expect(promised).toHaveLength(2)
    expect(await look(a)).toEqual([0, 1, 2, 3])
    expect(await assign(b)).toEqual(promised)
    await b.confirmShards(promised)
    const kept = await look(a)
    expect([...kept, ...promised].toSorted()).toEqual([0, 1, 2, 3])
    expect(await look(b)).toEqual(promised)
  })

  it('are evened out among three, without going to and fro', async () => {
    const place = await engine.place()
    const all: Store[] = []
    for (const name of ['a', 'b', 'c']) {
      all.push(await serving(place, name))
      for (const store of all) await look(store)
    }
    const settled = await inTurn(all, look)
    expect(settled.map(({ length }) => length).toSorted()).toEqual([1, 1, 2])
    expect(settled.flat().toSorted()).toEqual([0, 1, 2, 3])
    expect(await inTurn(all, look)).toEqual(settled)
  })

  it('go to who lives when one has died, as owner or as heir', async () => {
    const place = await engine.place()
    const a = await serving(place, 'a')
    await look(a)
    const b = await serving(place, 'b')
    await assign(b)
    await place.rows("update instances set seen_at = 0 where id = 'b'")
    const c = await serving(place, 'c')
    const promised = await look(c)
    expect(promised).toHaveLength(2)
    await place.rows("update instances set seen_at = 0 where id = 'a'")
    expect(await look(c)).toEqual([0, 1, 2, 3])
  })

  it('go to the others when one leaves', async () => {
    const place = await engine.place()
    const [a, b] = [await serving(place, 'a'), await serving(place, 'b')]
    await look(a)
    await look(b)
    await a.membership.leave()
    expect(await look(b)).toEqual([0, 1, 2, 3])
  })

  it('are never for a process that serves other platforms', async () => {
    const place = await engine.place()
    await openLiving(place, 'other', { platforms: ['letters'] })
    expect(await look(await serving(place, 'a'))).toEqual([0, 1, 2, 3])
  })

  it('may be fewer than there are processes', async () => {
    const place = await engine.place()
    const all = await inTurn(['a', 'b', 'c'], name => serving(place, name))
    const given = await inTurn(all, store => assign(store, 1))
    expect(given.flat()).toEqual([0])
  })
})

describePostgres('shards that many ask for at once', engine => {
  it('are given to one each', async () => {
    const place = await engine.place()
    const all = await Promise.all(['a', 'b', 'c', 'd'].map(name => serving(place, name)))
    const given = await Promise.all(all.map(store => assign(store)))
    expect(given.flat().toSorted()).toEqual([0, 1, 2, 3])
  })
})
