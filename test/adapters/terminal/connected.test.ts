// Whether somebody is at the other end of the terminal.
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { createTerminalAdapter } from '../../../src/adapters/terminal/index.ts'
import { recordingCore } from '../recording-core.ts'

it.for(['ends', 'is closed by us'])('is connected from the start until the pipe %s', async how => {
  const input = new PassThrough()
  const output = new PassThrough()
  const adapter = createTerminalAdapter({ core: recordingCore(), input, output, now: Date.now })
  expect(adapter.connected()).toBe(false)
  await adapter.start()
  expect(adapter.connected()).toBe(true)
  if (how === 'ends') input.end()
  else await adapter.stop()
  await adapter.finished
  expect(adapter.connected()).toBe(false)
})
