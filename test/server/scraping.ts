// Metrics of a house without a store, scraped as Prometheus would.
import { expect } from 'vitest'
import { createMetrics, type MetricsState } from '../../src/server/metrics.ts'
import { type Exposition, readExposition } from './exposition.ts'

export const FINE: MetricsState = {
  inbox: async () => ({ depth: 3, oldestMs: 1_500 }),
  instances: async () => 2,
}
export function metrics(more: Partial<MetricsState> = {}) {
  const { meter, route } = createMetrics({ ...FINE, ...more })
  expect([route.method, route.path]).toEqual(['GET', '/metrics'])
  async function scrape(): Promise<Exposition> {
    const { method, path } = route
    const asked = { method, path, query: '', header: () => undefined, body: new Uint8Array() }
    const { status, headers, body = '' } = await route.handle(asked)
    expect([status, headers?.['content-type']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ])
    return readExposition(body)
  }
  return { meter, scrape }
}
