// True sentences: every fact's own statement, and honest rewordings written by hand.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Base } from '#magnets'
import type { Sentence } from './lie.ts'

const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export const BASES = [
  ['main', folder('knowledge')],
  ['second', folder('test/fixtures/second-base')],
  ['harbor', folder('test/fixtures/knowledge-harbor')],
] as const

export function truthsIn(base: Base): readonly Sentence[] {
  return base.facts.map(({ id, statement }) => ({ text: statement, facts: [id] }))
}

const line = z.object({ base: z.string(), facts: z.array(z.string()).min(1), text: z.string() })
/** The first was at hand while words were listed as equal; of the second nobody who lists them reads a line. */
export const HONEST = { seen: 'honest-rewordings.jsonl', blind: 'honest-blind.jsonl' } as const

export function honestIn(base: string, set: keyof typeof HONEST): readonly Sentence[] {
  const path = fileURLToPath(new URL(`../${HONEST[set]}`, import.meta.url))
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(text => text.trim() !== '')
    .map(text => line.parse(JSON.parse(text)))
    .filter(entry => entry.base === base)
}
