// What /healthz and /readyz tell, of a house in every state.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HealthState, healthRoutes } from '../../src/server/health.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z')
beforeEach(() => void vi.useFakeTimers({ now: NOON }))
afterEach(() => void vi.useRealTimers())

const FINE: HealthState = {
  version: '1.2.3',
  instance: 'b7f1',
  now: () => Date.now(),
  base: () => ({ version: 'c0ffee', facts: 62 }),
  platforms: () => ({ slack: true, discord: true }),
  commandsOnly: () => [],
  askStore: async () => undefined,
  liveBaseVersions: async () => ['c0ffee', 'c0ffee'],
}
const hangs = () => new Promise<never>(() => undefined)

function house(more: Partial<HealthState> = {}) {
  const routes = healthRoutes({ ...FINE, ...more })
  return async (path: string) => {
    const route = routes.find(other => other.path === path)
    if (route === undefined) throw new Error(`no route ${path}`)
    expect(route.method).toBe('GET')
    const asked = {
      method: 'GET',
      path,
      query: '',
      header: () => undefined,
      body: new Uint8Array(),
    }
    const answered = route.handle(asked)
    await vi.advanceTimersByTimeAsync(2_000)
    const { status, headers, body = '' } = await answered
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    })
    return { code: status, ...JSON.parse(body) }
  }
}

describe('/healthz', () => {
  it('says who answers, and what it knows', async () => {
    expect(await house()('/healthz')).toEqual({
      code: 200,
      status: 'ok',
      version: '1.2.3',
      instance: 'b7f1',
      baseVersion: 'c0ffee',
      otherVersions: [],
    })
  })

  it('shows the other versions of the base that live replicas serve, each once', async () => {
    const liveBaseVersions = async () => ['new', 'c0ffee', 'old', 'new']
    const { otherVersions } = await house({ liveBaseVersions })('/healthz')
    expect(otherVersions).toEqual(['new', 'old'])
  })

  it.each([
    ['hangs', hangs],
    ['is out', async () => Promise.reject(new Error('postgres://user:password@10.0.0.1'))],
  ])('is alive where the store %s, and leaves out what that would know', async (_, fails) => {
    const told = await house({ liveBaseVersions: fails, askStore: fails })('/healthz')
    expect(told).toMatchObject({ code: 200, status: 'ok' })
    expect(told).not.toHaveProperty('otherVersions')
    expect(JSON.stringify(told)).not.toMatch(/postgres|password|10\.0/)
  })

  it('is alive before the base is loaded and while no platform is connected', async () => {
    const told = await house({ base: () => undefined, platforms: () => ({ slack: false }) })(
      '/healthz',
    )
    expect(told).toMatchObject({ code: 200, status: 'ok', baseVersion: null })
  })
})

describe('/readyz', () => {
  it('is ready where every part is, and tells each', async () => {
    expect(await house()('/readyz')).toEqual({
      code: 200,
      status: 'ready',
      platforms: { slack: true, discord: true },
      store: true,
      base: { version: 'c0ffee', facts: 62 },
    })
  })

  it('says from which platform no messages come, and is ready all the same', async () => {
    const told = await house({ commandsOnly: () => ['discord'] })('/readyz')
    expect(told).toMatchObject({ code: 200, commandsOnly: ['discord'] })
  })

  it.each<[string, Partial<HealthState>, object]>([
    [
      'one platform is not connected',
      { platforms: () => ({ slack: true, discord: false }) },
      { platforms: { slack: true, discord: false }, store: true },
    ],
    ['the store hangs', { askStore: hangs }, { store: false }],
    ['the store is out', { askStore: () => Promise.reject(new Error('out')) }, { store: false }],
    ['the base is not loaded', { base: () => undefined }, { base: null, store: true }],
  ])('is not ready where %s', async (_, state, told) => {
    expect(await house(state)('/readyz')).toMatchObject({
      code: 503,
      status: 'not ready',
      since: '2026-11-23T12:00:00.000Z',
      ...told,
    })
  })

  it('gives the store 2 seconds and no more', async () => {
    const slow = (ms: number) => () => new Promise<void>(resolve => setTimeout(resolve, ms))
    expect(await house({ askStore: slow(1_990) })('/readyz')).toMatchObject({ store: true })
    expect(await house({ askStore: slow(2_010) })('/readyz')).toMatchObject({ store: false })
  })

  it('tells since when, from the first look that found it so to the next that finds it ready', async () => {
    let slack = true
    const ask = house({ platforms: () => ({ slack }) })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await ask('/readyz')).not.toHaveProperty('since')
    slack = false
    const { since } = await ask('/readyz')
    expect(Date.parse(since)).toBeGreaterThanOrEqual(NOON + 60_000)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await ask('/readyz')).toMatchObject({ since })
    slack = true
    expect(await ask('/readyz')).not.toHaveProperty('since')
    slack = false
    const again = await ask('/readyz')
    expect(Date.parse(again.since)).toBeGreaterThanOrEqual(Date.parse(since) + 60_000)
  })

  it('asks the store once where many look at once', async () => {
    let asked = 0
    const ask = house({
      askStore: () => {
        asked += 1
        return hangs()
      },
    })
    await Promise.all([ask('/readyz'), ask('/readyz'), ask('/readyz')])
    expect(asked).toBe(1)
  })
})
