// Runs the tests on two workers, so that loopback doubles keep their pace on a small machine.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    // A busy machine is no failure: nothing here waits on the clock for long on its own.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    env: { NO_COLOR: '1' },
  },
})
