// What a start says of the language model: to whom questions go, and whether anybody else reads them.
import { expect, it } from 'vitest'
import type { ModelConfig } from '../../src/config.ts'
import { openConfiguredModel } from '../../src/open-model.ts'

const NOTHING = { questionTokens: 0, personTokens: 0, dayTokens: 0, dayDollars: 0 }

async function said(more: Partial<ModelConfig>): Promise<string> {
  const told: string[] = []
  const info = (_: object, message: string) => void told.push(message)
  const quiet = () => undefined
  const config = {
    provider: 'openai',
    model: 'x',
    key: 'k',
    timeoutMs: 1,
    budgets: NOTHING,
    traced: false,
  }
  const log = { debug: quiet, info, warn: quiet, error: quiet }
  await openConfiguredModel({ ...config, ...more }, { log, now: () => new Date() })
  return told.join('\n')
}

it('names the provider, the host of a server of one’s own, and LangSmith where it listens', async () => {
  expect(await said({})).toBe(
    'questions go to the servers of openai, where a model words the answers',
  )
  expect(await said({ url: 'http://10.0.0.5:8000/v1' })).toContain('questions go to 10.0.0.5:8000')
  expect(await said({ traced: true })).toContain('and to LangSmith, since tracing is on')
})
