// The import table and the dependencies of DESIGN.md are those of the project.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { namesIn, read, tableOf } from './documents.ts'

const DESIGN = read('DESIGN.md')

/** The table as the test of the architecture holds it: `'room': ['name', ...],` */
function heldTable(): Map<string, readonly string[]> {
  const source = read('test/architecture.test.ts')
  const [, body = ''] = /const ROOMS[^=]*= \{\n([\s\S]*?)\n\}\n/.exec(source) ?? []
  const rows = [...body.matchAll(/'([^']+)': \[([\s\S]*?)\]/g)]
  return new Map(
    rows.map(([, room = '', names = '']) => [
      room,
      [...names.matchAll(/'([^']+)'/g)].map(match => match[1] ?? ''),
    ]),
  )
}

it('the import table is the one that the architecture is held to', () => {
  const rows = tableOf(DESIGN, 'room', 'may import', 'what it is for')
  const told = rows.map(([room = '', names = '']) => [namesIn(room)[0], namesIn(names)])
  expect(told.length).toBeGreaterThan(10)
  expect(told).toEqual([...heldTable()])
})

it('every dependency has its reason, and nothing else has', () => {
  const manifest = z
    .object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(read('package.json')))
  const named = (heading: string, why: string): unknown[] =>
    tableOf(DESIGN, heading, why).map(([cell = '']) => namesIn(cell)[0])
  expect(named('package', 'why it earns its place')).toEqual(Object.keys(manifest.dependencies))
  expect(named('for development', 'why')).toEqual(Object.keys(manifest.devDependencies))
})

it('the version of Biome that it gives reasons for is the one that is pinned', () => {
  const [, version] = /\*\*Biome (\S+), pinned/.exec(DESIGN) ?? []
  expect(read('package.json')).toContain(`"@biomejs/biome": "${version}"`)
})
