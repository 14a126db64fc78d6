// What is kept of a person goes when they ask for it, and what is old goes by itself.
import { expect, it } from 'vitest'
import type { Asker } from '#magnets'
import type { Store } from '../../src/store/store.ts'
import { describeEngines, type TestPlace } from './engines.ts'
import {
  ANNA,
  ask,
  BEN,
  command,
  ended,
  idOf,
  message,
  NO_LIMITS,
  openAt,
  openLiving,
  receipt,
  START,
  TURN,
  takeOne,
  testClock,
} from './stores.ts'

const DAY_MS = 86_400_000
/** Ids that stand in nothing else. */
const ZOE: Asker = { ...ANNA, id: 'zoe7391' }
const MAX: Asker = { ...ANNA, id: 'max4826' }
const LIMITS = { person: 100, channel: 100 }

/** Every kind of row that names a person; they are worked on but for what still waits or is dead. */
async function leaveTraces(store: Store, asker: Asker, at: number): Promise<void> {
  const { id } = asker
  const place = { ...message('x').place, thread: undefined }
  const { thread: _, ...channel } = place
  const lane = `test/T/C/person%3A${id}`
  for (const kind of ['done', 'waiting', 'dead'] as const) {
    const asked = message(`${id}/${kind}`, {
      asker,
      place: channel,
      address: { platform: 'test', ids: { user: id } },
      text: `I am ${id}`,
    })
    const taken = await takeOne(store, asked)
    if (kind === 'waiting') continue
    const end = kind === 'done' ? { state: kind } : { state: kind, code: 'gone', reference: 'r' }
    await store.inbox.settle(
      ended(taken, asked, {
        end: end as never,
        reply: { platform: 'test', ids: { user: id } },
        turn: { ...TURN, question: `I am ${id}` },
        receipt: receipt(`${id}/${kind}`, { asker, at, question: `I am ${id}` }),
        gap: ask(`${id}/${kind}`, { asker, at, lane, question: `I am ${id}` }),
      }),
      false,
    )
  }
  const vote = { person: `test:${id}`, vote: 'down', reason: 'wrong', words: id, at } as const
  await store.votes.cast({ ...vote, receipt: `${id}/done` })
  await store.votes.cast({ ...vote, receipt: 'of another' })
  await store.gaps.note(ask('of another', { asker, at, how: 'disliked' }))
}

/** In how many rows of each table these words stand, in any column. */
async function rowsWith(place: TestPlace, kind: string, words: string) {
  const tables = await place.rows<{ name: string }>(
    kind === 'sqlite'
      ? "select name from sqlite_master where type = 'table'"
      : "select tablename as name from pg_tables where schemaname = 'public'",
  )
  expect(tables.length).toBeGreaterThan(12)
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const rows = await place.rows(`select * from ${name}`)
    const count = rows.filter(row => JSON.stringify(row).includes(words)).length
    if (count > 0) found[name] = count
  }
  return found
}

const TRACES = {
  inbox: 3,
  messages: 3,
  turns: 2,
  receipts: 2,
  votes: 2,
  gap_asks: 3,
  limits: 1,
  lanes: 1,
}

describeEngines('forgetting a person', engine => {
  it('removes all of theirs but the event that asks for it, and nothing of others', async () => {
    const place = await engine.place()
    const store = await openLiving(place, 'a', { limits: LIMITS })
    await leaveTraces(store, ZOE, START)
    await leaveTraces(store, MAX, START)
    expect(await rowsWith(place, engine.kind, 'zoe7391')).toEqual(TRACES)
    const others = await rowsWith(place, engine.kind, 'max4826')
    const asks = command('forget', { asker: ZOE })
    const taken = await takeOne(store, asks)
    expect(await store.forget('test:zoe7391', idOf(taken))).toEqual({
      questions: 3,
      turns: 2,
      receipts: 2,
      votes: 2,
      gaps: 3,
    })
    expect(await rowsWith(place, engine.kind, 'max4826')).toEqual(others)
    const loaded = await store.inbox.load(ended(taken, asks))
    expect(loaded.incoming).toEqual(asks)
    // The lane, which bears their name, goes with the last of what waited there.
    expect(await rowsWith(place, engine.kind, 'zoe7391')).toEqual({ inbox: 1, lanes: 1 })
    await store.forget('test:zoe7391')
    const lane = 'test/T/C/person%3Azoe7391'
    await store.inbox.settle({ ...ended(taken, asks), lane }, true)
    expect(await rowsWith(place, engine.kind, 'zoe7391')).toEqual({})
    expect(await rowsWith(place, engine.kind, 'max4826')).toEqual(others)
    expect(await store.forget('test:zoe7391')).toEqual({
      questions: 0,
      turns: 0,
      receipts: 0,
      votes: 0,
      gaps: 0,
    })
  })

  it('takes their words out of what others thought of their answers, and leaves that counted', async () => {
    const place = await engine.place()
    const store = await openLiving(place, 'a')
    const asked = message('m1', { asker: ZOE })
    const kept = receipt('r1', { asker: ZOE, question: 'a question of hers' })
    await store.inbox.settle(ended(await takeOne(store, asked), asked, { receipt: kept }), true)
    const disliked = { how: 'disliked', question: 'a question of hers' } as const
    await store.gaps.note(ask('r1', { asker: MAX, ...disliked }))
    await store.forget('test:zoe7391')
    expect(await rowsWith(place, engine.kind, 'a question of hers')).toEqual({})
    expect(await store.gaps.list('shell')).toMatchObject([{ disliked: 1 }])
  })

  it('does not take one whose id begins the same', async () => {
    const store = await openAt(await engine.place())
    await takeOne(store, message('m1', { asker: { ...ANNA, id: 'zoe' } }))
    await takeOne(store, message('m2', { asker: { ...ANNA, id: 'zoe_' } }))
    expect(await store.forget('test:zo_')).toMatchObject({ questions: 0 })
    expect(await store.forget('test:zoe')).toMatchObject({ questions: 1 })
  })
})

describeEngines('what is old', engine => {
  it('goes after so many days, keys of what is done after three', async () => {
    const clock = testClock()
    const place = await engine.place()
    const store = await openLiving(place, 'a', { clock: clock.now, limits: LIMITS })
    await leaveTraces(store, ZOE, clock.now())
    await store.expire(clock.now() + DAY_MS, 30)
    expect(await rowsWith(place, engine.kind, 'zoe7391')).toEqual(TRACES)
    await store.expire(clock.now() + 3 * DAY_MS + 1, 30)
    const { limits: _, ...left } = TRACES
    expect(await rowsWith(place, engine.kind, 'zoe7391')).toEqual({ ...left, inbox: 2 })
    await store.expire(clock.now() + 30 * DAY_MS, 30)
    expect(await rowsWith(place, engine.kind, 'zoe7391')).toEqual({ ...left, inbox: 2 })
    await store.expire(clock.now() + 30 * DAY_MS + 1, 30)
    // What waits for an answer is not old, however long it waits.
    expect(await rowsWith(place, engine.kind, 'zoe7391')).toEqual({ inbox: 1, lanes: 1 })
    const states = await place.rows('select state from inbox')
    expect(states).toEqual([{ state: 'waiting' }])
  })

  it('leaves gaps counted, without the person, the words and the place', async () => {
    const place = await engine.place()
    const store = await openAt(place)
    const disliked = { how: 'disliked', question: 'hers' } as const
    for (const asker of [ZOE, MAX]) {
      const { id } = asker
      const lane = `test/T/secret-channel/person%3A${id}`
      const channel = { ...message('m').place, channel: 'secret-channel' }
      await store.gaps.note(ask('r1', { asker, lane, ...disliked, place: channel }))
      await store.gaps.want('r1', `test:${id}`)
    }
    await store.gaps.note(ask('r2', { asker: BEN, at: START + DAY_MS }))
    await store.expire(START + 30 * DAY_MS + 1, 30)
    await store.expire(START + 30 * DAY_MS + 1, 30)
    for (const words of ['zoe7391', 'max4826', 'hers', 'secret-channel']) {
      expect(await rowsWith(place, engine.kind, words), words).toEqual({})
    }
    expect(await store.gaps.list('shell')).toMatchObject([
      { disliked: 2, refused: 1, example: 'how much water, r2?' },
    ])
    await store.gaps.close((await store.gaps.list('shell'))[0]?.id ?? '', [], START)
    expect(await store.gaps.curious()).toEqual([])
  })

  it('goes sooner where less is to be kept', async () => {
    const place = await engine.place()
    const store = await openAt(place, { limits: NO_LIMITS })
    const asked = message('m1')
    await store.inbox.settle(ended(await takeOne(store, asked), asked), true)
    await store.expire(START + DAY_MS, 1)
    expect(await place.rows('select key from inbox')).toHaveLength(1)
    await store.expire(START + DAY_MS + 1, 1)
    expect(await place.rows('select key from inbox')).toHaveLength(0)
  })
})
