// Checks the checker: against examples whose validity is known, and word by word.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedPath } from '../../shared-material.ts'
import { blockProblems, homeViewProblems, viewProblems } from './block-kit-schema.ts'
import { schemaProblems } from './json-schema.ts'

const examples = sharedPath('platform/blockkit_examples.jsonl')

describe('schemaProblems', () => {
  it('names the place and the limit', () => {
    const schema = { type: 'object', properties: { name: { type: 'string', maxLength: 2 } } }
    expect(schemaProblems(schema, { name: 'abc' })).toEqual(['/name: longer than 2'])
  })

  it('refuses unknown keys where none are allowed', () => {
    const schema = { properties: { a: true }, additionalProperties: false }
    expect(schemaProblems(schema, { a: 1 })).toEqual([])
    expect(schemaProblems(schema, { b: 1 })).toEqual(['/b: nothing is allowed here'])
  })

  it('counts characters as people do, not as memory does', () => {
    expect(schemaProblems({ maxLength: 1 }, '😀')).toEqual([])
  })

  it.skipIf(examples === undefined)('agrees with the examples on what is valid', () => {
    const disagreements = readFileSync(examples ?? '', 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .filter(({ json, kind, schema_valid }) => {
        const problems =
          kind === 'modal'
            ? viewProblems(json)
            : kind === 'home'
              ? homeViewProblems(json)
              : blockProblems(Array.isArray(json) ? json : json.blocks)
        return (problems.length === 0) !== schema_valid
      })
      .map(({ path, kind, first_error }) => ({ path, kind, first_error }))
    expect(disagreements).toEqual([])
  })
})
