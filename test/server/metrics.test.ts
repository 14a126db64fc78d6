// Every count and time that the house reports, as /metrics shows it.
import { describe, expect, it } from 'vitest'
import { NO_METER } from '#magnets'
import { metrics } from './scraping.ts'

describe('a count', () => {
  it('of questions goes by outcome, platform and kind', async () => {
    const { meter, scrape } = metrics()
    const said = { platform: 'slack', kind: 'message', outcome: 'answer', tookMs: 1 } as const
    meter.answered(said)
    meter.answered(said)
    meter.answered({ ...said, outcome: 'refusal' })
    meter.answered({ ...said, platform: 'discord', kind: 'command' })
    const { value } = await scrape()
    const questions = 'magnets_questions_total'
    const slack = { platform: 'slack', kind: 'message' }
    expect(value(questions, { ...slack, outcome: 'answer' })).toBe(2)
    expect(value(questions, { ...slack, outcome: 'refusal' })).toBe(1)
    const discord = { platform: 'discord', kind: 'command', outcome: 'answer' }
    expect(value(questions, discord)).toBe(1)
  })

  it('is kept of retries, repeats, dead letters, gaps and what the guard held back', async () => {
    const { meter, scrape } = metrics()
    meter.retried('slack', 'rate-limited')
    meter.accepted({ platform: 'discord', accepted: 'repeat', tookMs: 1 })
    for (const accepted of ['taken', 'taken', 'ignored'] as const) {
      meter.accepted({ platform: 'discord', accepted, tookMs: 1 })
    }
    meter.deadLettered('slack')
    meter.gap('refused')
    meter.gap('refused')
    meter.gap('disliked')
    meter.guardRejected()
    const { value } = await scrape()
    expect(value('magnets_retries_total', { platform: 'slack', code: 'rate-limited' })).toBe(1)
    expect(value('magnets_repeats_total', { platform: 'discord' })).toBe(1)
    expect(value('magnets_dead_letters_total', { platform: 'slack' })).toBe(1)
    expect(value('magnets_gaps_total', { how: 'refused' })).toBe(2)
    expect(value('magnets_gaps_total', { how: 'disliked' })).toBe(1)
    expect(value('magnets_guard_rejections_total', {})).toBe(1)
  })

  it('that may mean trouble stands at 0 from the start, so that its first rise is seen', async () => {
    const { value } = await metrics().scrape()
    expect(value('magnets_guard_rejections_total', {})).toBe(0)
    expect(value('magnets_gaps_total', { how: 'refused' })).toBe(0)
    expect(value('magnets_gaps_total', { how: 'disliked' })).toBe(0)
  })

  it('of one house is not that of another in the same process', async () => {
    const [one, other] = [metrics(), metrics()]
    one.meter.guardRejected()
    expect((await other.scrape()).value('magnets_guard_rejections_total', {})).toBe(0)
  })
})

describe('a time', () => {
  it('of an answer is told in seconds, in buckets from 50 ms to 5 minutes', async () => {
    const { meter, scrape } = metrics()
    const said = { platform: 'slack', kind: 'message', outcome: 'answer' } as const
    meter.answered({ ...said, tookMs: 40 })
    meter.answered({ ...said, tookMs: 200_000 })
    const { value, samples } = await scrape()
    const name = 'magnets_answer_duration_seconds'
    const at = { platform: 'slack', kind: 'message' }
    expect(value(`${name}_sum`, at)).toBeCloseTo(200.04)
    expect(value(`${name}_bucket`, { ...at, le: '0.05' })).toBe(1)
    expect(value(`${name}_bucket`, { ...at, le: '300' })).toBe(2)
    const bounds = samples.filter(sample => sample.name === `${name}_bucket`).map(s => s.labels.le)
    expect([bounds[0], ...bounds.slice(-2)]).toEqual(['0.05', '300', '+Inf'])
  })

  it('of taking has a bound where Slack gives up, and goes by what became of it', async () => {
    const { meter, scrape } = metrics()
    meter.accepted({ platform: 'slack', accepted: 'taken', tookMs: 2_000 })
    meter.accepted({ platform: 'slack', accepted: 'ignored', tookMs: 4_000 })
    const { value } = await scrape()
    const name = 'magnets_accept_duration_seconds_bucket'
    expect(value(name, { platform: 'slack', result: 'taken', le: '3' })).toBe(1)
    expect(value(name, { platform: 'slack', result: 'ignored', le: '3' })).toBe(0)
  })

  it('of the store’s writing is one histogram', async () => {
    const { meter, scrape } = metrics()
    meter.committed(4)
    const { value } = await scrape()
    expect(value('magnets_store_commit_duration_seconds_bucket', { le: '0.005' })).toBe(1)
  })

  it('by clocks that disagree is never less than nothing', async () => {
    const { meter, scrape } = metrics()
    meter.committed(-5_000)
    expect((await scrape()).value('magnets_store_commit_duration_seconds_sum', {})).toBe(0)
  })
})

it('where nobody reads, everything may be said', () => {
  for (const say of Object.values(NO_METER)) expect(say({})).toBeUndefined()
})
