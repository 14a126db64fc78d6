// Counts and times of the house in the form that Prometheus scrapes.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter, Route } from '#magnets'
import { askInTime } from './in-time.ts'
import { phrasedMeter } from './model-metrics.ts'

/** A scrape is given up after 10 seconds by default; the store gets a part of that. */
const STORE_LIMIT_MS = 2_000
/** Seconds. From an answer at once to one that waited for a platform to come back. */
const ANSWER_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]
/** Seconds. Slack waits for 3. */
const ACCEPT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3]
/** Seconds. A local disk writes in milliseconds, a database far away in tens. */
const COMMIT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** What only the store knows; read at each scrape. Shared by all replicas, so never to be summed. */
export interface MetricsState {
  /** Rows that wait, and how long the oldest has; 0 where none does. */
  inbox(): Promise<{ readonly depth: number; readonly oldestMs: number }>
  /** Processes that serve the same store now. */
  instances(): Promise<number>
}

export interface Metrics {
  readonly meter: Meter
  readonly route: Route
}

/** A registry of its own, with Node's figures of the process, and /metrics to read it. */
export function createMetrics(state: MetricsState): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  gauges(registry, state)
  const handle = async () => ({
    status: 200,
    headers: { 'content-type': registry.contentType },
    body: await registry.metrics(),
  })
  return { meter: meterOf(registry), route: { path: '/metrics', method: 'GET', handle } }
}

function meterOf(registry: Registry): Meter {
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `magnets_${name}_total`, help, labelNames, registers: [registry] })
  const histogram = <L extends string>(
    name: string,
    help: string,
    buckets: number[],
    ...labelNames: L[]
  ) => {
    const named = { name: `magnets_${name}_duration_seconds`, help, buckets, labelNames }
    return new Histogram({ ...named, registers: [registry] })
  }

  const questions = counter(
    'questions',
    'Questions, commands and presses that were answered.',
    ...(['platform', 'kind', 'outcome'] as const),
  )
  const retries = counter(
    'retries',
    'Tries of a platform that failed and were followed by another, by its code.',
    ...(['platform', 'code'] as const),
  )
  const repeats = counter('repeats', 'Events that a platform sent again.', 'platform')
  const deadLetters = counter('dead_letters', 'Events given up without an answer.', 'platform')
  const gaps = counter('gaps', 'Questions refused and answers disliked.', 'how')
  const rejections = counter('guard_rejections', 'Replies that the guard held back.')
  const answering = histogram(
    'answer',
    'From taking a question to its answer at the platform.',
    ANSWER_BUCKETS,
    ...(['platform', 'kind'] as const),
  )
  const accepting = histogram(
    'accept',
    'How long a platform waited until its event was taken.',
    ACCEPT_BUCKETS,
    ...(['platform', 'result'] as const),
  )
  const commits = histogram('store_commit', 'How long the store took to write.', COMMIT_BUCKETS)
  for (const how of ['refused', 'disliked']) gaps.inc({ how }, 0)

  return {
    accepted({ platform: name, accepted: result, tookMs }) {
      const platform = bounded(name)
      accepting.observe({ platform, result }, seconds(tookMs))
      if (result === 'repeat') repeats.inc({ platform })
    },
    answered({ platform: name, kind, outcome, tookMs }) {
      const platform = bounded(name)
      questions.inc({ platform, kind, outcome })
      answering.observe({ platform, kind }, seconds(tookMs))
    },
    retried: (platform, code) => retries.inc({ platform: bounded(platform), code }),
    deadLettered: platform => deadLetters.inc({ platform: bounded(platform) }),
    gap: how => gaps.inc({ how }),
    guardRejected: () => rejections.inc(),
    phrased: phrasedMeter(registry),
    committed: tookMs => commits.observe(seconds(tookMs)),
  }
}

/** Each reads the store when it is collected, and is left out of a scrape where that fails. */
function gauges(registry: Registry, state: MetricsState): void {
  const inbox = askInTime(() => state.inbox(), STORE_LIMIT_MS)
  const instances = askInTime(() => state.instances(), STORE_LIMIT_MS)
  const gauge = (name: string, help: string, read: () => Promise<number | undefined>): void => {
    const made: Gauge = new Gauge({
      name: `magnets_${name}`,
      help,
      registers: [registry],
      async collect() {
        const value = await read()
        if (value === undefined) made.remove()
        else made.set(value)
      },
    })
  }
  const shared = 'The same on every replica: take the maximum, not the sum.'
  gauge('inbox_waiting_rows', `Events that wait for their answer. ${shared}`, async () => {
    return (await inbox())?.depth
  })
  gauge(
    'inbox_oldest_age_seconds',
    `How long the oldest of them has waited. ${shared}`,
    async () => {
      const waiting = await inbox()
      return waiting && seconds(waiting.oldestMs)
    },
  )
  gauge('live_instances', `Processes that serve the same store. ${shared}`, instances)
}

/** Clocks of two machines disagree by a little; no time is negative for that. */
function seconds(ms: number): number {
  return Math.max(0, ms) / 1000
}

/** Names of platforms are lower-case letters; ids of people and places have others. */
function bounded(platform: string): string {
  return /^[a-z]{1,20}$/.test(platform) ? platform : 'other'
}
