// What a start says of the language model: to whom questions go, and whether anybody else reads them.
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ModelConfig } from '../../src/config.ts'
import { openConfiguredModel } from '../../src/open-model.ts'
import { magnets, shell } from '../cli/command-line.ts'
import { startModelDouble } from '../doubles/model/index.ts'

const NOTHING = { questionTokens: 0, personTokens: 0, dayTokens: 0, dayDollars: 0 }

async function said(more: Partial<ModelConfig>): Promise<string> {
  const told: string[] = []
  const quiet = () => undefined
  const config = {
    provider: 'openai',
    model: 'x',
    key: 'k',
    timeoutMs: 1,
    budgets: NOTHING,
    traced: false,
  }
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const announce = (line: string) => void told.push(line)
  await openConfiguredModel({ ...config, ...more }, { log, announce, now: () => new Date() })
  return told.join('\n')
}

it('names the provider, the host of a server of one’s own, and LangSmith where it listens', async () => {
  expect(await said({})).toBe('questions go to the servers of openai, where x words the answers')
  expect(await said({ url: 'http://10.0.0.5:8000/v1' })).toContain('questions go to 10.0.0.5:8000')
  expect(await said({ traced: true })).toContain('and to LangSmith, since tracing is on')
})

describe('in a terminal', () => {
  async function announced() {
    const double = await startModelDouble(() => ({ status: 500 }))
    onTestFinished(() => double.close())
    const environment = { MAGNETS_MODEL: 'openai:double', MAGNETS_MODEL_URL: double.url }
    const { host } = new URL(double.url)
    return { environment, note: `note: questions go to ${host}, where double words the answers\n` }
  }

  it('is said once beside an answer, and in no pipe', async () => {
    const { environment, note } = await announced()
    const { out, err } = await magnets(['ask', 'What does Lynas produce?'], { environment })
    expect(err).toBe(note)
    expect(out).not.toContain('note:')
    const lines = '{"id": 1, "turns": ["hello"]}\n{"id": 2, "turns": ["hello"]}\n'
    expect((await magnets(['ask', '--jsonl'], { environment, input: lines })).err).toBe(note)
  })

  it('is said before a conversation begins', async () => {
    const { environment, note } = await announced()
    expect((await magnets(['chat'], { environment, input: 'hello\n' })).err).toBe(note)
    const { err } = await shell('echo hello | node src/main.ts', environment)
    expect(err).toBe(note)
  })

  it('is not said of a command that sends nothing', async () => {
    const { environment } = await announced()
    expect((await magnets(['capacity'], { environment })).err).toBe('')
  })
})
