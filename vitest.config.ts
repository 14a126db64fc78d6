// Runs the tests on two workers, so that loopback doubles keep their pace on a small machine.
import { defineConfig } from 'vitest/config'

/** Rooms that keep nothing between two calls: their tests share one loaded base a worker. */
const PURE = [
  'answer',
  'answers',
  'chart',
  'commands',
  'contract',
  'knowledge',
  'question',
  'search',
]
const pure = PURE.map(room => `test/${room}/**/*.test.ts`)

export default defineConfig({
  test: {
    maxWorkers: 2,
    // A busy machine is no failure: nothing here waits on the clock for long on its own.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    env: { NO_COLOR: '1' },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
  },
})
