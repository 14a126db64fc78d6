// Vectors are kept once for all processes, and found by the database where it has pgvector.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Vector, VectorShelf } from '#magnets'
import { type PgvectorServer, startPgvectorServer } from '../doubles/pgvector-server.ts'
import { describeEngines, TEST_KEY, type TestPlace } from './engines.ts'
import { openAt } from './stores.ts'

const MODEL = 'double:grams'
const VECTORS: ReadonlyMap<string, Vector> = new Map([
  ['east', [1, 0, 0]],
  ['north', [0, 1, 0]],
  ['north-east', [Math.SQRT1_2, Math.SQRT1_2, 0]],
  ['up', [0, 0, 1e-7]],
])

async function filled(shelf: VectorShelf): Promise<VectorShelf> {
  await shelf.put(MODEL, VECTORS)
  return shelf
}

function keeps(placeOf: () => Promise<Pick<TestPlace, 'options'>>): void {
  it('gives back what was put, by model and hash', async () => {
    const { vectors } = await openAt(await placeOf())
    await filled(vectors)
    const asked = ['north-east', 'up', 'south']
    expect(await vectors.known(MODEL, asked)).toEqual(new Set(['north-east', 'up']))
    const found = await vectors.find(MODEL, asked)
    expect([...found.keys()].sort()).toEqual(['north-east', 'up'])
    expect(found.get('up')).toEqual([0, 0, 1e-7])
    expect(found.get('north-east')?.[0]).toBeCloseTo(Math.SQRT1_2, 7)
    expect(await vectors.known('double:other', asked)).toEqual(new Set())
    expect(await vectors.find(MODEL, [])).toEqual(new Map())
  })
}

describeEngines(
  'the shelf of vectors',
  engine => {
    keeps(() => engine.place())

    it('takes the same twice, from many at once', async () => {
      const { vectors } = await openAt(await engine.place())
      await Promise.all(Array.from({ length: 10 }, () => filled(vectors)))
      expect(await vectors.known(MODEL, [...VECTORS.keys()])).toEqual(new Set(VECTORS.keys()))
    })

    it('survives a restart, unless it is in memory', async () => {
      const place = await engine.place()
      const first = await openAt(place)
      await filled(first.vectors)
      await first.close()
      const { vectors } = await openAt(place)
      expect((await vectors.find(MODEL, ['east'])).size).toBe(engine.inMemory ? 0 : 1)
    })
  },
  { memory: true },
)

describe('the shelf of vectors, on PostgreSQL with pgvector', () => {
  let server: PgvectorServer
  beforeAll(async () => {
    server = await startPgvectorServer()
  })
  afterAll(() => server.stop())
  const place = async (): Promise<Pick<TestPlace, 'options'>> => {
    await server.rows('drop schema public cascade')
    await server.rows('create schema public')
    return { options: { databaseUrl: server.databaseUrl, key: TEST_KEY } }
  }

  keeps(place)

  it('has the database find the nearest, of those that are asked for alone', async () => {
    const { vectors } = await openAt(await place())
    expect(await vectors.searches()).toBe(true)
    await filled(vectors)
    const among = ['east', 'north-east', 'up', 'south']
    const near = await vectors.nearest(MODEL, [1, 0.1, 0], among, 2)
    expect(near.map(({ hash }) => hash)).toEqual(['east', 'north-east'])
    expect(near[0]?.similarity).toBeCloseTo(1 / Math.hypot(1, 0.1), 5)
    expect(await vectors.nearest('double:other', [1, 0, 0], among, 2)).toEqual([])
    expect(
      await server.rows(`select extversion from pg_extension where extname = 'vector'`),
    ).toHaveLength(1)
  })

  it('leaves out what has other dimensions or points nowhere', async () => {
    const { vectors } = await openAt(await place())
    await vectors.put(
      MODEL,
      new Map([
        ['short', [1, 0]],
        ['nothing', [0, 0, 0]],
        ['fine', [0, 1, 0]],
      ]),
    )
    const near = await vectors.nearest(MODEL, [0, 1, 0], ['short', 'nothing', 'fine'], 5)
    expect(near.map(({ hash }) => hash)).toEqual(['fine'])
  })

  it('takes over what a process without the extension has kept', async () => {
    const at = await place()
    const { vectors } = await openAt(at)
    await server.rows(`insert into vectors values ('${MODEL}', 'old', '[0, 1, 0]')`)
    expect(await vectors.known(MODEL, ['old'])).toEqual(new Set(['old']))
    expect((await vectors.nearest(MODEL, [0, 1, 0], ['old'], 1))[0]?.hash).toBe('old')
  })

  it('works without it where it may not be created', async () => {
    await place()
    await server.rows(`do $$ begin
      if not exists (select from pg_roles where rolname = 'tenant') then create role tenant login; end if;
    end $$`)
    await server.rows('grant all on schema public to tenant')
    await server.rows('drop extension if exists vector cascade')
    await server.rows('set session authorization tenant')
    try {
      const options = { databaseUrl: server.databaseUrl, key: TEST_KEY }
      const { vectors } = await openAt({ options })
      expect(await vectors.searches()).toBe(false)
      await filled(vectors)
      expect((await vectors.find(MODEL, ['east'])).size).toBe(1)
    } finally {
      await server.rows('reset session authorization')
    }
  })
})
