// A scrape as a whole: what is read from the store for it, and the form of every series.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FINE, metrics } from './scraping.ts'

afterEach(() => void vi.useRealTimers())

const hangs = () => new Promise<never>(() => undefined)
const out = () => Promise.reject(new Error('the store is out'))

describe('what the store knows', () => {
  const GAUGES = [
    'magnets_inbox_waiting_rows',
    'magnets_inbox_oldest_age_seconds',
    'magnets_live_instances',
  ]

  it('is read at each scrape, with one question for the inbox', async () => {
    let asked = 0
    const { scrape } = metrics({
      inbox: async () => {
        asked += 1
        return { depth: asked, oldestMs: 1_500 }
      },
    })
    const first = await scrape()
    expect(GAUGES.map(name => first.value(name, {}))).toEqual([1, 1.5, 2])
    expect((await scrape()).value('magnets_inbox_waiting_rows', {})).toBe(2)
    expect(asked).toBe(2)
  })

  it.each([
    ['hangs', hangs],
    ['is out', out],
  ])('is left out where the store %s, and the rest is told all the same', async (_, fails) => {
    let broken = false
    const { meter, scrape } = metrics({
      inbox: () => (broken ? fails() : FINE.inbox()),
      instances: () => (broken ? fails() : FINE.instances()),
    })
    meter.guardRejected()
    expect((await scrape()).value('magnets_live_instances', {})).toBe(2)
    broken = true
    vi.useFakeTimers()
    const scraped = scrape()
    await vi.advanceTimersByTimeAsync(2_000)
    const { value } = await scraped
    // No number is better than the last one, which would look like one of now.
    for (const name of GAUGES) expect(value(name, {}), name).toBeUndefined()
    expect(value('magnets_guard_rejections_total', {})).toBe(1)
    broken = false
    expect((await scrape()).value('magnets_live_instances', {})).toBe(2)
  })
})

describe('every series', () => {
  const everything = async () => {
    const { meter, scrape } = metrics()
    meter.answered({ platform: 'slack', kind: 'form', outcome: 'chat', tookMs: 1 })
    meter.accepted({ platform: 'slack', accepted: 'repeat', tookMs: 1 })
    meter.retried('slack', 'gone')
    meter.deadLettered('slack')
    return scrape()
  }

  it('of ours begins with magnets_, says what it is, and has only labels of few values', async () => {
    const { samples, help, type } = await everything()
    const ours = samples.filter(({ name }) => !/^(?:process|nodejs)_/.test(name))
    expect(ours.length).toBeGreaterThan(30)
    const LABELS = ['platform', 'kind', 'outcome', 'code', 'result', 'how', 'le']
    for (const { name, labels, family } of ours) {
      expect(name).toMatch(/^magnets_[a-z_]+$/)
      expect(help.get(family), name).toMatch(/^[A-Z].{10,}\.$/)
      expect(type.get(family) === 'counter', name).toBe(/_total$/.test(name))
      for (const label of Object.keys(labels)) expect(LABELS).toContain(label)
    }
  })

  it('of the process itself is there too', async () => {
    const { value } = await everything()
    expect(value('process_resident_memory_bytes', {})).toBeGreaterThan(1_000_000)
    expect(value('nodejs_heap_size_used_bytes', {})).toBeGreaterThan(1_000_000)
  })

  it('has no label that an id could slip into', async () => {
    const { meter, scrape } = metrics()
    meter.deadLettered('U0123ABCD')
    const { value } = await scrape()
    expect(value('magnets_dead_letters_total', { platform: 'U0123ABCD' })).toBeUndefined()
    expect(value('magnets_dead_letters_total', { platform: 'other' })).toBe(1)
  })
})
