// The golden questions and, where it is at hand, the sample: floors that only go up.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { base, engine } from '../answer/our-engine.ts'
import { sharedPath } from '../shared-material.ts'
import { FLOORS, measure } from './floors.ts'
import { askAll, GOLDEN, PRACTICE, readFactMap, readQuestions } from './question-set.ts'

const golden = GOLDEN.flatMap(readQuestions)
const practice = PRACTICE.flatMap(readQuestions)

function fiveWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.slice(4).map((_, i) => words.slice(i, i + 5).join(' '))
}

describe('the checklist of what the source states', () => {
  const path = fileURLToPath(new URL('fact-map.json', import.meta.url))
  const map: Record<string, string[]> = JSON.parse(readFileSync(path, 'utf8'))

  it('is covered by facts of the base, entry for entry', () => {
    expect(Object.keys(map)).toHaveLength(34)
    for (const [entry, ids] of Object.entries(map)) {
      expect(ids.filter(id => base.fact(id) !== undefined).length, entry).toBe(ids.length)
      expect(ids.length, entry).toBeGreaterThan(0)
    }
  })

  const shared = sharedPath('questions/facts.json')
  it.skipIf(shared === undefined)('has the entries of the shared checklist', () => {
    const { facts } = JSON.parse(readFileSync(shared ?? '', 'utf8'))
    expect(Object.keys(map)).toEqual(Object.keys(facts))
  })
})

describe('the golden questions', () => {
  it('are at least 300, a third of them unanswerable', () => {
    expect(golden.length).toBeGreaterThanOrEqual(300)
    const refusable = golden.filter(({ expect }) => expect === 'refuse')
    expect(refusable.length * 3).toBeGreaterThanOrEqual(golden.length)
    const all = [...golden, ...practice]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })

  it('and those for practice repeat no five words of a fact', () => {
    const facts = new Set(base.facts.flatMap(({ statement }) => fiveWords(statement)))
    const repeating = [...golden, ...practice].filter(({ turns }) =>
      turns.flatMap(fiveWords).some(words => facts.has(words)),
    )
    expect(repeating.map(({ id }) => id)).toEqual([])
  })

  it.each([
    ['golden', golden],
    ['practice', practice],
  ] as const)('are answered at least as well as before: %s', (set, questions) => {
    const measured = measure(askAll(engine, questions, readFactMap()))
    for (const [name, floor] of Object.entries(FLOORS[set])) {
      expect(measured[name as keyof typeof measured], name).toBeGreaterThanOrEqual(floor)
    }
  })

  const sample = sharedPath('questions/sample.jsonl')
  it.skipIf(sample === undefined)('of the sample are answered at least as well as before', () => {
    const measured = measure(askAll(engine, readQuestions(sample ?? ''), readFactMap()))
    for (const [name, floor] of Object.entries(FLOORS.sample)) {
      expect(measured[name as keyof typeof measured], name).toBeGreaterThanOrEqual(floor)
    }
  })
})
