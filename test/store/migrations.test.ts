// The tables are brought up to date once, by whoever is first, and never by a version that is too old.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openFile, openServer } from '../../src/store/engines.ts'
import { migrationsFor } from '../../src/store/migrate.ts'
import { DATA_FILE, openStore } from '../../src/store/store.ts'
import {
  describeEngines,
  describePostgres,
  type TestEngine,
  type TestPlace,
  testFolder,
} from './engines.ts'
import { NO_LIMITS, openAt, START, THREAD } from './stores.ts'

const PROCESSES = 10
const CHILD = join(import.meta.dirname, 'opening-process.ts')

const columnsOf = (place: TestPlace, { kind }: TestEngine) =>
  place.rows(
    kind === 'sqlite'
      ? 'select name, sql from sqlite_master order by name'
      : `select table_name, column_name, data_type from information_schema.columns
         where table_schema = 'public' order by 1, 2`,
  )

async function said(child: ChildProcess, word: string): Promise<void> {
  let text = ''
  child.stderr?.on('data', chunk => {
    text += chunk
  })
  child.stdout?.on('data', chunk => {
    text += chunk
  })
  while (!text.includes(word)) {
    if (child.exitCode !== null) throw new Error(`a process ended: ${text}`)
    await Promise.race([once(child.stdout as never, 'data'), once(child, 'close')])
  }
}

it('ten processes that start at once on one folder, on SQLite, all find it as it should be', async () => {
  const folder = testFolder()
  const children = Array.from({ length: PROCESSES }, (_, n) =>
    spawn(process.execPath, [CHILD, folder, `p${n}`], { stdio: 'pipe' }),
  )
  onTestFinished(() => children.forEach(child => void child.kill()))
  await Promise.all(children.map(child => said(child, 'ready')))
  for (const child of children) child.stdin.write('go\n')
  await Promise.all(children.map(child => said(child, 'opened')))
  const store = await openAt({ options: { folder } })
  for (let n = 0; n < PROCESSES; n += 1) {
    // Written with one key, though each of them found none.
    expect(await store.installations.find('test', `p${n}`)).toBe(`secret of p${n}`)
  }
  const { file, engine } = openFile(join(folder, DATA_FILE))
  const names = file?.prepare('select name from kysely_migration').all()
  file?.close()
  expect(names?.map(row => row.name)).toEqual(Object.keys(migrationsFor(engine)))
})

describePostgres('ten processes that start at once on an empty database', engine => {
  it('all find it as it should be', async () => {
    const place = await engine.place({ bare: true })
    const stores = await Promise.all(
      Array.from({ length: PROCESSES }, (_, n) => openAt(place, { instance: `p${n}` })),
    )
    await Promise.all(stores.map((store, n) => store.settings.put(THREAD, `n${n}`, 'x')))
    const names = await place.rows<{ name: string }>('select name from kysely_migration')
    expect(names.map(({ name }) => name)).toEqual(
      Object.keys(migrationsFor(openFile(':memory:').engine)),
    )
    expect(await place.rows('select name from settings')).toHaveLength(PROCESSES)
  })
})

describeEngines('data that were there before', engine => {
  it('are as they were after they are opened again', async () => {
    const place = await engine.place({ bare: true })
    const store = await openAt(place)
    await store.settings.put(THREAD, 'tone', 'short')
    await store.close()
    const look = async () => [
      await columnsOf(place, engine),
      await place.rows('select * from kysely_migration'),
    ]
    const before = await look()
    const again = await openAt(place)
    expect(await again.settings.get(THREAD, 'tone')).toBe('short')
    expect(await look()).toEqual(before)
    expect(before[1]).toHaveLength(Object.keys(migrationsFor(openFile(':memory:').engine)).length)
  })

  it('are not touched where a newer version has written them, and it is said what to do', async () => {
    const place = await engine.place({ bare: true })
    await (await openAt(place)).close()
    await place.rows(`insert into kysely_migration values ('m9999-later', '2027-01-01')`)
    await place.rows('alter table settings add column of_later text')
    await place.rows(`insert into settings values ('test', 'T', 'C', 'tone', 'short', 'x')`)
    const look = async () => [
      await columnsOf(place, engine),
      await place.rows('select * from settings'),
      await place.rows('select * from kysely_migration order by name'),
    ]
    const before = await look()
    const opening = openAt(place)
    await expect(opening).rejects.toMatchObject({ name: 'UserError', code: 'newer-data' })
    await expect(opening).rejects.toThrow(/newer version.*Nothing was changed.*Run that version/)
    await expect(opening).rejects.toThrow(/MAGNETS_DATA or DATABASE_URL/)
    expect(await look()).toEqual(before)
  })
})

it('every commit is on disk when it returns, on SQLite', async () => {
  const folder = testFolder()
  await (await openAt({ options: { folder } })).close()
  const { file } = openFile(join(folder, DATA_FILE))
  onTestFinished(() => file?.close())
  expect(file?.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  // 2 is FULL.
  expect(file?.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 })
})

describePostgres('every commit is on disk when it returns', engine => {
  it('whatever the database has for a default', async () => {
    const place = await engine.place()
    const url = place.options.databaseUrl ?? ''
    const name = new URL(url).pathname.slice(1)
    await place.rows(`alter database ${name} set synchronous_commit = off`)
    onTestFinished(async () => {
      await place.rows(`alter database ${name} reset synchronous_commit`)
    })
    const { Kysely, sql } = await import('kysely')
    const { dialect } = await openServer(url, () => undefined)
    const db = new Kysely<unknown>({ dialect })
    onTestFinished(() => db.destroy())
    // Several at once, so that each has a connection of its own.
    const shown = await Promise.all(
      Array.from({ length: 8 }, () =>
        sql<object>`select current_setting('synchronous_commit') as set, pg_sleep(0.01)`.execute(
          db,
        ),
      ),
    )
    expect(shown.map(({ rows }) => rows[0])).toEqual(
      Array.from({ length: 8 }, () => expect.objectContaining({ set: 'on' })),
    )
    const [plain] = await place.rows<{ set: string }>(
      'select unnest(setconfig) as set from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase where datname = current_database()',
    )
    expect(plain?.set).toBe('synchronous_commit=off')
  })
})

it('memory keeps its data for as long as it is open, and no longer', async () => {
  const options = {
    limits: NO_LIMITS,
    clock: () => START,
    sleep: async () => undefined,
    instance: 'a',
    onTrouble: () => undefined,
  }
  const store = await openStore(options)
  await store.settings.put(THREAD, 'tone', 'short')
  expect(await store.settings.get(THREAD, 'tone')).toBe('short')
  await store.close()
  const again = await openStore(options)
  expect(await again.settings.get(THREAD, 'tone')).toBeUndefined()
  await again.close()
})
