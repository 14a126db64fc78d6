// The end of an event: its row, the reply's place, the turn and the receipt stand together, or not at all.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MAX_TURNS } from '#magnets'
import { receiptId } from '../../src/store/receipts.ts'
import { describeEngines } from './engines.ts'
import {
  ask,
  BEN,
  command,
  deletion,
  edit,
  ended,
  idOf,
  message,
  openAt,
  receipt,
  START,
  TURN,
  takeAll,
  takeOne,
  testClock,
} from './stores.ts'

const ADDRESS = { platform: 'test', ids: { channel: 'C', reply: 'r1' } }

describeEngines(
  'a settled event',
  engine => {
    it('is done, and its message knows where the reply stands', async () => {
      const store = await openAt(await engine.place())
      const asked = message('m1')
      const taken = await takeOne(store, asked)
      const reply = { ...ADDRESS, token: 'secret', expiresAt: 5 }
      await store.inbox.settle(ended(taken, asked, { reply }), true)
      const { lane } = ended(taken, asked)
      expect((await store.inbox.load({ id: idOf(taken), lane })).incoming).toBeUndefined()
      const changed = edit('e1', 'm1')
      const again = await takeOne(store, changed)
      const loaded = await store.inbox.load({ id: idOf(again), lane })
      expect(loaded).toMatchObject({ incoming: changed, message: { reply, latest: 'e1' } })
      expect(await store.deadLetters.depth(START + 5)).toEqual({
        waiting: 1,
        oldestMs: 5,
        dead: 0,
      })
      await store.inbox.settle(ended(again, changed, { reply: 'removed' }), true)
      const gone = deletion('m1')
      const last = await takeOne(store, gone)
      const { message: state } = await store.inbox.load({ id: idOf(last), lane })
      expect(state).not.toHaveProperty('reply')
    })

    it('leaves its turn where it was said; an edit replaces it, a deletion takes it out', async () => {
      const store = await openAt(await engine.place())
      const events = ['m1', 'm2', 'm3'].map(key => message(key))
      const taken = await takeAll(store, events)
      for (const [n, event] of events.entries()) {
        const turn = { ...TURN, question: `question ${n + 1}` }
        await store.inbox.settle(ended(taken[n] as never, event, { turn }), false)
      }
      const { lane } = ended(taken[0] as never, message('m1'))
      const before = async (incoming: ReturnType<typeof message>) =>
        (await store.inbox.load({ id: -1, lane, incoming })).before.turns.map(t => t.question)
      expect(await before(message('m4'))).toEqual(['question 1', 'question 2', 'question 3'])
      // What was said before a message of old is what was said before it then.
      expect(await before(message('m2'))).toEqual(['question 1'])
      const changed = edit('e1', 'm2')
      const again = await takeOne(store, changed)
      const turn = { ...TURN, question: 'changed 2' }
      await store.inbox.settle(ended(again, changed, { turn }), false)
      expect(await before(message('m4'))).toEqual(['question 1', 'changed 2', 'question 3'])
      const gone = deletion('m1')
      const last = await takeOne(store, gone)
      await store.inbox.settle(ended(last, gone, { turn: 'removed' }), true)
      expect(await before(message('m4'))).toEqual(['changed 2', 'question 3'])
    })

    it('keeps what was said last, as far as a follow-up may reach', async () => {
      const store = await openAt(await engine.place())
      for (let n = 0; n < MAX_TURNS + 3; n += 1) {
        const event = message(`m${n}`)
        const turn = { ...TURN, question: `${n}` }
        await store.inbox.settle(ended(await takeOne(store, event), event, { turn }), true)
      }
      const next = message('next')
      const { lane } = ended(await takeOne(store, next), next)
      const { before } = await store.inbox.load({ id: -1, lane, incoming: next })
      expect(before.turns.map(({ question }) => question)).toEqual(
        Array.from({ length: MAX_TURNS }, (_, n) => `${n + 3}`),
      )
    })

    it('has one receipt, however often its end is written', async () => {
      const store = await openAt(await engine.place())
      const asked = message('m1')
      const taken = await takeOne(store, asked)
      const kept = receipt('r2345678', { question: 'naïve "100 %"?' })
      await store.inbox.settle(ended(taken, asked, { receipt: kept, gap: ask('r2345678') }), true)
      const again = { ...kept, at: START + 9, base: 'v2', outcome: 'refusal' } as const
      await store.inbox.settle(ended(taken, asked, { receipt: again, gap: ask('r2345678') }), true)
      const { team: _, ...asker } = again.asker
      expect(await store.receipts.find('r2345678')).toEqual({ ...again, asker })
      expect(await store.receipts.find('nothing')).toBeUndefined()
      expect(await store.gaps.list('shell')).toMatchObject([{ refused: 1 }])
    })

    it('takes words that a database may stumble over', async () => {
      const store = await openAt(await engine.place())
      const asked = message('m1')
      const taken = await takeOne(store, asked)
      const words = 'how \u0000 many \ud800 "tons" 🧲?'
      await store.inbox.settle(
        ended(taken, asked, {
          turn: { ...TURN, question: words },
          receipt: receipt('r1', { question: words }),
          gap: ask('r1', { question: words }),
        }),
        true,
      )
      expect((await store.receipts.find('r1'))?.question).toBe(words)
      const [gap] = await store.gaps.list('shell')
      expect(gap?.example).toContain('many')
    })

    it('does not take the others of its batch down when it can not be written', async () => {
      const store = await openAt(await engine.place())
      const events = ['m1', 'm2', 'm3'].map(key => message(key))
      const taken = await takeAll(store, events)
      const results = await Promise.allSettled(
        events.map((event, n) => {
          const bad = { ...TURN, question: 1n as never }
          const more = n === 1 ? { turn: bad, receipt: receipt('half') } : {}
          return store.inbox.settle(ended(taken[n] as never, event, more), false)
        }),
      )
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      // All or nothing: what could not be ended waits, and has no receipt.
      expect(await store.deadLetters.depth(START)).toMatchObject({ waiting: 1 })
      expect(await store.receipts.find('half')).toBeUndefined()
    })
  },
  { memory: true },
)

describeEngines(
  'a dead letter',
  engine => {
    it('is listed without words and goes back to work as if taken now', async () => {
      const clock = testClock()
      const store = await openAt(await engine.place(), { clock: clock.now })
      await store.membership.beat('v1')
      const events = [message('m1', { text: 'private words' }), command('c1'), command('c2')]
      const taken = await takeAll(store, events)
      clock.pass(500)
      for (const [n, event] of events.entries()) {
        const end = { state: 'dead', code: 'rejected', reference: `ref-${n}` } as const
        await store.inbox.settle(ended(taken[n] as never, event, { end }), true)
      }
      expect(await store.deadLetters.depth(clock.now())).toEqual({
        waiting: 0,
        oldestMs: 0,
        dead: 3,
      })
      const listed = await store.deadLetters.list()
      expect(listed.map(({ key }) => key)).toEqual(['test/c2', 'test/c1', 'test/m1'])
      expect(listed[2]).toEqual({
        id: idOf(taken[0]),
        platform: 'test',
        kind: 'message',
        key: 'test/m1',
        code: 'rejected',
        reference: 'ref-0',
        takenAt: START,
        endedAt: START + 500,
      })
      expect(JSON.stringify(listed)).not.toContain('private words')
      expect(await store.deadLetters.list(1)).toHaveLength(1)
      expect(await store.deadLetters.replay(idOf(taken[0]), clock.now())).toBe(1)
      expect(await store.deadLetters.replay(idOf(taken[0]), clock.now())).toBe(0)
      expect(await store.deadLetters.replay('all', clock.now())).toBe(2)
      const work = await store.inbox.claimOrphans(['test'], 10)
      expect(work.map(({ id }) => id).sort((a, b) => a - b)).toEqual(taken.map(idOf))
      const loaded = await store.inbox.load(work[0] as never)
      expect(loaded).toMatchObject({ incoming: events[0], takenAt: START + 500 })
    })
  },
  { memory: true },
)

describeEngines('a secret', engine => {
  it('stands neither in a row nor in the bytes of the file', async () => {
    const place = await engine.place()
    const secret = 'xoxe-a-very-secret-token'
    const store = await openAt(place)
    const address = { ...ADDRESS, token: secret }
    const asked = [message('m1', { address }), message('m2', { address, asker: BEN })]
    const [taken, waiting] = await takeAll(store, asked)
    const more = { reply: address, gap: ask('r1', { address }) }
    await store.inbox.settle(ended(taken as never, asked[0] as never, more), false)
    await store.installations.put('test', 'T', `{"bot":"${secret}"}`, START)
    expect((await store.inbox.load(ended(waiting as never, asked[1] as never))).incoming).toEqual(
      asked[1],
    )
    for (const column of ['inbox.body', 'messages.reply', 'gap_asks.address']) {
      const [table, name] = column.split('.')
      const rows = await place.rows<{ text: string }>(
        `select ${name} as text from ${table} where ${name} is not null`,
      )
      expect(rows).toHaveLength(1)
      expect(rows[0]?.text).toMatch(/"token":"s1\.[0-9a-f]{8}\.[\w-]+"/)
      expect(rows[0]?.text).not.toContain(secret)
    }
    const [installed] = await place.rows<{ body: string }>('select body from installations')
    expect(installed?.body).toMatch(/^s1\./)
    const { folder } = place.options
    for (const file of folder === undefined ? [] : readdirSync(folder)) {
      expect(readFileSync(join(folder ?? '', file)).includes(secret), file).toBe(false)
    }
  })
})

it('names the receipt of an event the same whoever answers it', () => {
  expect(receiptId('slack', 'm1')).toMatch(/^[2-9a-hjkmnp-tv-z]{8}$/)
  expect(receiptId('slack', 'm1')).toBe(receiptId('slack', 'm1'))
  expect(receiptId('discord', 'm1')).not.toBe(receiptId('slack', 'm1'))
})
