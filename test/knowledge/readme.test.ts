// The worked example that curators learn from passes the check that they run.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { HEDGES, STATUSES } from '#magnets'
import { checkKnowledge } from '../../src/knowledge/index.ts'
import { factEntry } from '../../src/knowledge/schema.ts'

const KNOWLEDGE = fileURLToPath(new URL('../../knowledge', import.meta.url))
const README = readFileSync(join(KNOWLEDGE, 'README.md'), 'utf8')
const [source = '', fact = ''] = [...README.matchAll(/```yaml\n(.*?)```/gs)].map(
  match => match[1] ?? '',
)

it('the example of the README makes a valid fact in our own base', () => {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(KNOWLEDGE, folder, { recursive: true })
  const before = checkKnowledge(folder)
  appendFileSync(join(folder, 'sources.yaml'), `\n${source}`)
  appendFileSync(join(folder, 'facts', 'mp-materials.yaml'), `\n${fact}`)
  const { base, problems } = checkKnowledge(folder)
  expect(problems).toEqual([])
  expect(base?.facts).toHaveLength((before.base?.facts.length ?? 0) + 1)
})

it('the README explains every key, hedge and status', () => {
  const keys = Object.keys(factEntry.in.shape)
  for (const word of [...keys, ...HEDGES, ...STATUSES]) expect(README).toContain(`| \`${word}\` |`)
})
