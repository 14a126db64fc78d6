// A backup is one moment of everything, whole or not there, and goes back into either engine.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { describeEngines, ENGINES, type TestPlace, testFolder } from './engines.ts'
import {
  ANNA,
  ask,
  command,
  ended,
  message,
  openAt,
  openLiving,
  receipt,
  START,
  THREAD,
  TURN,
  takeOne,
} from './stores.ts'

/** The same everywhere, so that what one engine sealed opens in the other. */
const KEY = Buffer.alloc(32, 9).toString('base64')
const LIMITS = { person: 1_000, channel: 0 }
const ADDRESS = { platform: 'test', ids: { channel: 'C' }, token: 'secret' }

const backupPath = () => join(testFolder(), 'backup.sqlite')

/** Some of everything. */
async function fill(store: Store): Promise<void> {
  for (let n = 0; n < 450; n += 1) await store.settings.put(THREAD, `name ${n}`, `value ${n}`)
  const asked = message('m1', { address: ADDRESS })
  const more = {
    turn: { ...TURN, question: 'naïve "100 %" 🧲?' },
    reply: ADDRESS,
    receipt: receipt('r1'),
    gap: ask('r1', { address: ADDRESS }),
  }
  await store.inbox.settle(ended(await takeOne(store, asked), asked, more), false)
  const dead = command('c1')
  const end = { state: 'dead', code: 'gone', reference: 'ref' } as const
  await store.inbox.settle(ended(await takeOne(store, dead), dead, { end }), false)
  await takeOne(store, message('waits', { address: ADDRESS }))
  await store.gaps.want('r1', 'test:anna')
  const vote = { receipt: 'r1', person: 'test:anna', reason: 'wrong', words: 'x', at: START }
  await store.votes.cast({ ...vote, vote: 'down' })
  await store.installations.put('test', 'T', 'installed', START)
  await store.spending.add('test:anna', '2026-11-24', { tokens: 100, dollars: 0.5 })
}

const TABLES = [
  ['inbox', 'key'],
  ['messages', 'id'],
  ['turns', 'id'],
  ['receipts', 'id'],
  ['votes', 'receipt, person'],
  ['gaps', 'id'],
  ['gap_asks', 'id'],
  ['installations', 'platform, team'],
  ['settings', 'name'],
  ['limits', 'subject'],
  ['model_spending', 'day, person'],
] as const

/** Every row worth keeping, without the numbers that engines give, which are given anew. */
async function contents(place: TestPlace): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const [table, order] of TABLES) {
    const rows = await place.rows(`select * from ${table} order by ${order}`)
    const numbered = ['inbox', 'turns', 'gap_asks'].includes(table)
    found[table] = rows.map(row => ({ ...row, ...(numbered ? { id: 0 } : {}) }))
  }
  return found
}

/** Settings, events, messages, and one of each of the other eight. */
const ROWS = 450 + 3 + 2 + 8

describeEngines('a backup', engine => {
  it('holds everything, and goes back into an empty place of either engine', async () => {
    const place = await engine.place()
    const store = await openLiving(place, 'a', { key: KEY, limits: LIMITS })
    await fill(store)
    const path = backupPath()
    expect(await store.backup(path)).toBe(ROWS)
    const before = await contents(place)
    const inbox = before.inbox?.map(row => {
      const { state, taken_at } = row as { state: string; taken_at: number }
      const restored = { state: 'dead', code: 'restored', reference: 'restored' }
      return state === 'waiting' ? { ...(row as object), ...restored, ended_at: taken_at } : row
    })
    for (const target of ENGINES) {
      const other = await target.place()
      const copy = await openLiving(other, 'a', { key: KEY })
      expect(await copy.restore(path)).toBe(ROWS)
      expect(await contents(other)).toEqual({ ...before, inbox })
      const letters = await copy.deadLetters.list()
      expect(letters.map(({ key, code }) => [key, code])).toEqual([
        ['test/waits', 'restored'],
        ['test/c1', 'gone'],
      ])
      expect(await copy.deadLetters.replay(letters[0]?.id ?? 0, START)).toBe(1)
      const [work] = await copy.inbox.claimOrphans(['test'], 10)
      const loaded = await copy.inbox.load(work as never)
      expect(loaded.incoming).toMatchObject({ key: 'waits', address: ADDRESS })
      // New rows get numbers that no restored one has.
      expect((await takeOne(copy, message('new'))).outcome).toBe('taken')
      // What was taken before is still known.
      expect((await takeOne(copy, message('m1'))).outcome).toBe('repeat')
      await copy.expire(START + 31 * 86_400_000, 30)
      expect(await copy.deadLetters.depth(START)).toMatchObject({ dead: 0 })
    }
  })

  it('is of one moment, while events are taken and settled', async () => {
    const place = await engine.place()
    const store = await openLiving(place, 'a', { key: KEY })
    for (let n = 0; n < 600; n += 1) {
      await store.votes.cast({
        ...{ receipt: `r${n}`, person: 'p', vote: 'up', reason: '', words: '', at: n },
      })
    }
    let over = false
    let written = 0
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; !over; n += 1) {
        const asked = message(`w${writer}n${n}`)
        const taken = await takeOne(store, asked)
        const kept = receipt(`w${writer}n${n}`)
        const turn = { ...TURN, question: asked.key }
        await store.inbox.settle(ended(taken, asked, { receipt: kept, turn }), false)
        if (n % 5 === 0) await store.forget('test:nobody')
        written += 1
      }
    }
    const writers = [0, 1, 2].map(write)
    while (written < 5) await new Promise(setImmediate)
    const paths = []
    for (let n = 0; n < 3; n += 1) {
      const path = backupPath()
      const before = written
      const count = await store.backup(path)
      paths.push({ path, count, before })
      while (written === before) await new Promise(setImmediate)
    }
    over = true
    await Promise.all(writers)
    for (const { path, count, before } of paths) {
      const file = new DatabaseSync(path)
      const numberOf = (query: string) => Number(file.prepare(query).get()?.n)
      const done = numberOf("select count(*) as n from inbox where state = 'done'")
      expect(done).toBeGreaterThanOrEqual(before)
      expect(numberOf('select count(*) as n from receipts')).toBe(done)
      expect(numberOf('select count(*) as n from turns')).toBe(done)
      const half = `select count(*) as n from inbox left join receipts on 'test/' || receipts.id = key
        where (state = 'done') <> (receipts.id is not null)`
      expect(numberOf(half)).toBe(0)
      const all = ['inbox', 'messages', 'turns', 'receipts', 'votes']
      const rows = all.map(table => numberOf(`select count(*) as n from ${table}`))
      expect(rows.reduce((a, b) => a + b)).toBe(count)
      file.close()
    }
  })

  it('is for nobody else to read, and needs no second file', async () => {
    const store = await openAt(await engine.place())
    const path = backupPath()
    await store.backup(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(dirname(path))).toEqual(['backup.sqlite'])
  })

  it('overwrites nothing', async () => {
    const store = await openAt(await engine.place())
    const path = backupPath()
    writeFileSync(path, 'precious')
    const backing = store.backup(path)
    await expect(backing).rejects.toMatchObject({ name: 'UserError', code: 'backup' })
    await expect(backing).rejects.toThrow(`${path} exists already`)
    expect(statSync(path).size).toBe('precious'.length)
    const nowhere = store.backup(join(path, 'deeper', 'backup.sqlite'))
    await expect(nowhere).rejects.toMatchObject({ name: 'UserError', code: 'backup' })
  })

  it('goes only into an empty place, which stays as it is otherwise', async () => {
    const path = backupPath()
    const source = await openAt(await engine.place(), { key: KEY })
    await source.settings.put(THREAD, 'tone', 'short')
    await source.backup(path)
    const place = await engine.place()
    const store = await openAt(place)
    await takeOne(store, message('mine', { asker: ANNA }))
    const restoring = store.restore(path)
    await expect(restoring).rejects.toMatchObject({ name: 'UserError', code: 'backup' })
    await expect(restoring).rejects.toThrow(/empty place.*MAGNETS_DATA.*DATABASE_URL/)
    expect(await place.rows('select key from inbox')).toEqual([{ key: 'test/mine' }])
    expect(await place.rows('select * from settings')).toEqual([])
  })

  it('says what is no backup, and leaves that alone too', async () => {
    const place = await engine.place()
    const store = await openAt(place)
    const folder = testFolder()
    const [garbage, foreign, none] = ['garbage', 'foreign', 'none'].map(n => join(folder, n))
    writeFileSync(garbage ?? '', 'no database at all, but long enough to look like one'.repeat(99))
    mkdirSync(join(folder, 'folder'))
    const file = new DatabaseSync(foreign ?? '')
    file.exec('create table theirs (n integer)')
    file.close()
    for (const path of [garbage, foreign, none, join(folder, 'folder')]) {
      const restoring = store.restore(path ?? '')
      await expect(restoring, path).rejects.toMatchObject({ name: 'UserError', code: 'backup' })
      await expect(restoring).rejects.toThrow(path)
    }
    const after = new DatabaseSync(foreign ?? '')
    expect(after.prepare('select name from sqlite_master').all()).toEqual([{ name: 'theirs' }])
    after.close()
    expect(existsSync(none ?? '')).toBe(false)
    expect(await contents(place)).toEqual(Object.fromEntries(TABLES.map(([name]) => [name, []])))
  })
})

describe('a backup that can not be finished', () => {
  it('leaves nothing that could be taken for one', async () => {
    const folder = testFolder()
    const store = await openAt({ options: { folder } })
    await store.settings.put(THREAD, 'tone', 'short')
    await store.close()
    const path = backupPath()
    await expect(store.backup(path)).rejects.toThrow()
    expect(readdirSync(dirname(path))).toEqual([])
  })
})
