// The JSON Schema files in knowledge/schema are those that the zod schemas generate.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { knowledgeSchemas, writeKnowledgeSchemas } from '../../src/knowledge/index.ts'

const COMMITTED = fileURLToPath(new URL('../../knowledge/schema', import.meta.url))

it('the committed schema files are up to date (npx magnets knowledge schema writes them)', () => {
  const schemas = knowledgeSchemas()
  expect(readdirSync(COMMITTED).sort()).toEqual([...schemas.keys()].sort())
  for (const [name, content] of schemas) {
    expect(readFileSync(join(COMMITTED, name), 'utf8'), name).toBe(content)
  }
})

it('the schema files are written into the folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const paths = writeKnowledgeSchemas(folder)
  expect(paths.map(path => readFileSync(path, 'utf8'))).toEqual([...knowledgeSchemas().values()])
})

it('the schema of facts knows the keys of a YAML entry and no others', () => {
  const facts = JSON.parse(knowledgeSchemas().get('facts.json') ?? '{}')
  expect(facts.items.additionalProperties).toBe(false)
  expect(Object.keys(facts.items.properties)).toEqual(
    expect.arrayContaining(['as_of', 'compared_with', 'period', 'source', 'because']),
  )
  expect(facts.items.required).toEqual([
    'id',
    'statement',
    'subject',
    'measure',
    'status',
    'source',
    'as_of',
  ])
})
