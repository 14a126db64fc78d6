// LangSmith hears of a question where tracing is on, before the process ends, and nothing where it is off.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { Environment } from '../../src/config.ts'
import { shell } from '../cli/command-line.ts'
import { startModelDouble } from '../doubles/model/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { HONEST, HONEST_TEXT, OXIDES } from './a-question.ts'

const KEY = 'sk-secret-of-the-model'

async function ask(more: Environment) {
  const heard: { readonly path: string; readonly body: string }[] = []
  const smith = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('latin1') })
      response.setHeader('content-type', 'application/json')
      response.end('{}')
    })
  })
  await new Promise<void>(resolve => smith.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void smith.close())
  const model = await startModelDouble(() => ({ json: HONEST }))
  onTestFinished(() => model.close())
  const { port } = smith.address() as AddressInfo
  const { code, out, err } = await shell(`node src/cli.ts ask "${OXIDES}"`, {
    MAGNETS_DATA: temporaryFolder(),
    MAGNETS_MODEL: 'openai:double',
    MAGNETS_MODEL_URL: model.url,
    MAGNETS_MODEL_KEY: KEY,
    LANGSMITH_API_KEY: 'lsv2_double',
    LANGSMITH_ENDPOINT: `http://127.0.0.1:${port}`,
    ...more,
  })
  expect(code).toBe(0)
  expect(out.replaceAll('\n', ' ')).toContain(HONEST_TEXT)
  return { heard, err }
}

it('goes there where it is on, without the key of the model, as is said', async () => {
  const { heard, err } = await ask({ LANGSMITH_TRACING: 'true' })
  expect(err).toContain('and to LangSmith')
  const runs = heard.filter(({ path }) => path.startsWith('/runs'))
  expect(runs.map(({ body }) => body).join()).toContain('Mountain Pass')
  for (const { body } of heard) expect(body).not.toContain(KEY)
})

it('goes nowhere where it is off', async () => {
  const { heard, err } = await ask({})
  expect(heard).toEqual([])
  expect(err).not.toContain('LangSmith')
})
