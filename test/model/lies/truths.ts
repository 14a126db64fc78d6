// True sentences: every fact's own statement, and honest rewordings written by hand.
import { existsSync, readFileSync } from 'node:fs'
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
const FILES = ['honest-rewordings.jsonl', 'honest-rewordings-2.jsonl']

export function honestIn(base: string, files: readonly string[] = FILES): readonly Sentence[] {
  return files
    .map(name => fileURLToPath(new URL(`../${name}`, import.meta.url)))
    .filter(existsSync)
    .flatMap(path => readFileSync(path, 'utf8').split('\n'))
    .filter(text => text.trim() !== '')
    .map(text => line.parse(JSON.parse(text)))
    .filter(entry => entry.base === base)
}
