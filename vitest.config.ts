// Runs the tests on two workers, so that loopback doubles keep their pace on a small machine.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    env: { NO_COLOR: '1' },
  },
})
