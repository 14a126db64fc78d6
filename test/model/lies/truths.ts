// True sentences: every fact's own statement, and honest rewordings written by hand; and lies written by hand.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Base } from '#magnets'
import { createArithmetic } from '../../../src/answer/arithmetic.ts'
import { renderSentence } from '../../../src/answer/wording/render-plan.ts'
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

/**
 * Honest ones of both bases: `read` was at hand while words were listed as equal; of `blind`, written by
 * the rules that a model is told, nobody who lists them reads a line.
 */
export const BY_HAND = {
  read: 'honest-rewordings.jsonl',
  blind: 'honest-blind.jsonl',
  lies: 'lies-by-hand.jsonl',
} as const

/** With their placeholders filled in, as the check gets them. */
export function byHand(base: Base, name: string, set: keyof typeof BY_HAND): readonly Sentence[] {
  const path = fileURLToPath(new URL(`../${BY_HAND[set]}`, import.meta.url))
  const calculator = createArithmetic(base)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(text => text.trim() !== '')
    .map(text => line.parse(JSON.parse(text)))
    .filter(entry => entry.base === name)
    .map(({ text, facts }) => ({
      text: renderSentence(base, calculator, { text, facts }).text,
      facts,
    }))
}
