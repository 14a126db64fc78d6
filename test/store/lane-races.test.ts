// Many events at once over two processes: each is worked on once, in order, by one of them at a time.
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { conversationKey, type Incoming } from '#magnets'
import type { Store } from '../../src/store/store.ts'
import { describeEngines, describePostgres } from './engines.ts'
import { ANNA, command, ended, message, openLiving, openTwo, takeOne, thread } from './stores.ts'

/** What two workers do, with everything that must not happen. */
function referee() {
  const working = new Map<string, string>()
  const order = new Map<string, number>()
  const settled = new Map<number, number>()
  const breaches: string[] = []
  return {
    settled,
    breaches,
    begin(worker: string, lane: string) {
      const other = working.get(lane)
      if (other !== undefined && other !== worker) breaches.push(`${lane}: ${worker} and ${other}`)
      working.set(lane, worker)
    },
    end: (lane: string) => void working.delete(lane),
    note(id: number, lane: string, taker: string) {
      settled.set(id, (settled.get(id) ?? 0) + 1)
      const last = order.get(`${lane} ${taker}`) ?? 0
      if (id < last) breaches.push(`${lane}: ${id} of ${taker} after ${last}`)
      order.set(`${lane} ${taker}`, id)
    },
  }
}

/** Works as delivery does: a queue a lane, given back when nothing is left in it. */
function worker(name: string, store: Store, takerOf: Map<number, string>, seen: Referee) {
  const queues = new Map<string, number[]>()
  const running: Promise<void>[] = []

  const add = (lane: string, id: number): void => {
    const queue = queues.get(lane)
    if (queue !== undefined) {
      if (!queue.includes(id)) queue.push(id)
      return
    }
    queues.set(lane, [id])
    running.push(work(lane))
  }

  async function work(lane: string): Promise<void> {
    const queue = queues.get(lane) ?? []
    const done = new Set<number>()
    while (queue[0] !== undefined) {
      const id = queue[0]
      seen.begin(name, lane)
      await Promise.resolve()
      seen.note(id, lane, takerOf.get(id) ?? '?')
      const idle = queue.length === 1
      // From here on another may have it.
      if (idle) seen.end(lane)
      const end = { state: 'done' } as const
      const settlement = { id, lane, platform: 'test', message: `${id}`, person: '', end }
      const more = await store.inbox.settle(settlement, idle)
      done.add(id)
      queue.shift()
      for (const other of more) if (!done.has(other) && !queue.includes(other)) queue.push(other)
    }
    queues.delete(lane)
  }

  return {
    add,
    async finish() {
      for (let n = 0; n < running.length; n += 1) await running[n]
    },
  }
}

type Referee = ReturnType<typeof referee>

describeEngines('two processes that take from one crowd', engine => {
  const each = engine.kind === 'postgres' ? 2_000 : 400

  it('settle every event once, never work side by side in a lane, and keep its order', async () => {
    const place = await engine.place()
    const stores = await openTwo(place)
    const seen = referee()
    const takerOf = new Map<number, string>()
    const workers = stores.map((store, n) => worker('ab'[n] ?? '', store, takerOf, seen))
    const accept = async (store: number, incoming: Incoming): Promise<void> => {
      const taken = await takeOne(stores[store] as Store, incoming)
      expect(taken.outcome).toBe('taken')
      if (taken.row === undefined) return
      takerOf.set(taken.row.id, 'ab'[store] ?? '')
      workers[store]?.add(taken.row.lane, taken.row.id)
    }
    // In several waves, so that lanes are given back and taken anew meanwhile.
    const waves = 8
    for (let wave = 0; wave < waves; wave += 1) {
      const events = Array.from({ length: (2 * each) / waves }, (_, n) => {
        const key = `w${wave}e${n}`
        return accept(n % 2, command(key, { place: thread(`t${(n >> 1) % 50}`) }))
      })
      await Promise.all(events)
    }
    await Promise.all(workers.map(({ finish }) => finish()))
    // Some were taken by one and worked on by the other.
    expect(takerOf.size).toBeLessThan(2 * each)
    expect(seen.breaches).toEqual([])
    expect(seen.settled.size).toBe(2 * each)
    expect([...seen.settled.values()].every(times => times === 1)).toBe(true)
    const states = await place.rows(
      'select state, cast(count(*) as integer) as rows from inbox group by state',
    )
    expect(states).toEqual([{ state: 'done', rows: 2 * each }])
    expect(await place.rows('select * from lanes')).toEqual([])
  })
})

describePostgres('an event that another process takes at this very moment', engine => {
  it('is a repeat, and its wording does not come back over a newer one', async () => {
    const place = await engine.place()
    const store = await openLiving(place, 'b')
    const other = new pg.Client(place.options.databaseUrl)
    await other.connect()
    onTestFinished(() => other.end())
    const asked = message('m1', { at: 1 })
    const lane = conversationKey(asked.place, ANNA)
    await other.query('begin')
    await other.query(
      `insert into inbox (key, platform, lane, person, message, kind, state, taken_at)
       values ('test/m1', 'test', $1, 'test:anna', 'm1', 'message', 'waiting', 0)`,
      [lane],
    )
    const taking = takeOne(store, asked)
    await waitsForLock(place)
    // The other has taken an edit too, and commits both.
    await other.query(
      `insert into messages (id, lane, person, latest, digest, at, deleted, touched_at)
       values ('test/m1', $1, 'test:anna', 'e1', 'newer', 2, 0, 0)`,
      [lane],
    )
    await other.query('commit')
    expect(await taking).toEqual({ outcome: 'repeat' })
    const rows = await place.rows('select latest, digest, at from messages')
    expect(rows).toEqual([{ latest: 'e1', digest: 'newer', at: 2 }])
  })

  it('buries it for good where the other took its deletion', async () => {
    const place = await engine.place()
    const store = await openLiving(place, 'b')
    const other = new pg.Client(place.options.databaseUrl)
    await other.connect()
    onTestFinished(() => other.end())
    await other.query('begin')
    await other.query(
      `insert into messages (id, lane, person, latest, digest, at, deleted, touched_at)
       values ('test/m1', 'x', 'test:anna', 'm1/deleted', '', 5, 1, 0)`,
    )
    const asked = message('m1', { at: 1 })
    const taking = takeOne(store, asked)
    await waitsForLock(place)
    await other.query('commit')
    const taken = await taking
    const loaded = await store.inbox.load(ended(taken, asked))
    expect(loaded.message?.deleted).toBe(true)
  })
})

/** Resolves when some statement waits for a lock; the only sign there is of how far it came. */
async function waitsForLock(place: { rows(sql: string): Promise<unknown[]> }): Promise<void> {
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  while ((await place.rows(waiting)).length === 0)
    await new Promise(resolve => setTimeout(resolve, 5))
}
