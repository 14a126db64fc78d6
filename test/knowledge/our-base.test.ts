// The base that ships is valid.
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checkKnowledge } from '../../src/knowledge/index.ts'

it('knowledge/ has no problem', () => {
  const folder = fileURLToPath(new URL('../../knowledge', import.meta.url))
  const { problems } = checkKnowledge(folder)
  expect(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([])
})
