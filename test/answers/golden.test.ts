// The golden questions and, where it is at hand, the sample: floors that only go up.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { base, engine } from '../answer/our-engine.ts'
import { sharedPath } from '../shared-material.ts'
import { type Asked, askAll, readFactMap, readQuestions } from './question-set.ts'

/** Percent, as measured when they were last raised. */
const FLOORS = {
  golden: { all: 90, rightWhenAnswered: 91, refused: 96, precision: 88, recall: 91 },
  sample: { all: 98, rightWhenAnswered: 98, refused: 98, precision: 92, recall: 98 },
} as const

const percent = (rows: readonly Asked[], holds: (row: Asked) => boolean): number =>
  (100 * rows.filter(holds).length) / Math.max(1, rows.length)

function measure(asked: readonly Asked[]) {
  const factual = asked.filter(({ question }) => /answer|correct/.test(question.expect))
  const refusable = asked.filter(({ question }) => question.expect === 'refuse')
  const precisions = asked.flatMap(row => row.grade.precision ?? [])
  return {
    all: percent(asked, row => row.grade.ok),
    rightWhenAnswered: percent(
      factual.filter(row => !row.grade.refused),
      row => row.grade.ok,
    ),
    refused: percent(refusable, row => row.grade.refused),
    precision: (100 * precisions.reduce((a, b) => a + b, 0)) / Math.max(1, precisions.length),
    recall: percent(factual, row => row.grade.cited),
  }
}

const golden = ['golden-a.jsonl', 'golden-b.jsonl', 'golden-blind.jsonl'].flatMap(readQuestions)

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
    expect(new Set(golden.map(({ id }) => id)).size).toBe(golden.length)
  })

  it('are answered at least as well as before', () => {
    const measured = measure(askAll(engine, golden, readFactMap()))
    for (const [name, floor] of Object.entries(FLOORS.golden)) {
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
