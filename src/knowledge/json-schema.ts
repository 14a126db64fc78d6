// Writes the zod schemas as JSON Schema files, so that editors can help a curator while typing.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import * as schema from './schema.ts'

const FILES: Readonly<Record<string, { readonly title: string; readonly type: z.ZodType }>> = {
  about: { title: 'What the base is about', type: schema.aboutFile },
  sources: { title: 'Sources', type: z.array(schema.sourceEntry) },
  facts: { title: 'Facts of one topic', type: z.array(schema.factEntry) },
  entities: { title: 'Who and what facts are about', type: z.array(schema.entityEntry) },
  measures: { title: 'What facts state of entities', type: z.array(schema.measureEntry) },
  units: { title: 'Units of figures', type: z.array(schema.unitEntry) },
  senses: { title: 'Words with one job in a question', type: z.array(schema.senseEntry) },
  'small-talk': { title: 'Small talk', type: z.array(schema.smallTalkEntry) },
}

/** The content of every schema file, by its name: "facts.json" and so on. */
export function knowledgeSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([name, { title, type }]) => {
      const content = { title, ...z.toJSONSchema(type, { io: 'input' }) }
      return [`${name}.json`, `${JSON.stringify(content, null, 2)}\n`]
    }),
  )
}

/** Writes every schema file into the folder's `schema/` and returns their paths. */
export function writeKnowledgeSchemas(folder: string): readonly string[] {
  const target = join(folder, 'schema')
  mkdirSync(target, { recursive: true })
  return [...knowledgeSchemas()].map(([name, content]) => {
    const path = join(target, name)
    writeFileSync(path, content)
    return path
  })
}
