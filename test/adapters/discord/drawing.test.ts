// How long a reply waits for its pictures.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Draw, drawPictures } from '../../../src/adapters/discord/pictures.ts'
import { sampleReply } from '../recording-core.ts'
import { SAMPLE_CHART } from '../sample-replies.ts'
import { recordingLog } from './bench.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('waits for a picture no longer than five seconds', async () => {
  const { lines, log } = recordingLog()
  const [quick, slow] = [SAMPLE_CHART, { ...SAMPLE_CHART, title: 'Slow' }]
  const parts = [quick, slow].map(chart => ({ kind: 'chart', chart }) as const)
  const draw: Draw = chart =>
    chart === quick ? Promise.resolve({ png: new Uint8Array([137]) }) : new Promise(() => undefined)
  const drawing = drawPictures(sampleReply('', { parts }), draw, log)
  await vi.advanceTimersByTimeAsync(5000)
  expect([...(await drawing).keys()]).toEqual([quick])
  expect(lines).toMatchObject([{ level: 'warn' }])
})
