// The commands that set out one kind of figure each.
import { describe, expect, it } from 'vitest'
import type { Part } from '#magnets'
import { BASE, baseWith, FEBRUARY_2027, runCommand } from './command-desk.ts'

const texts = (parts: readonly Part[], role: string): readonly string[] =>
  parts.flatMap(part => (part.kind === 'sentence' && part.role === role ? [part.text] : []))

const rows = (parts: readonly Part[]): readonly (readonly string[])[] =>
  parts
    .flatMap(part => (part.kind === 'table' ? part.rows : []))
    .map(cells => cells.map(({ text }) => text))

describe('production', () => {
  it('gives every amount with its hedge, year and status', async () => {
    const { parts } = await runCommand('production')
    expect(rows(parts)).toContainEqual([
      'Mountain Pass',
      'rare earth oxides',
      'more than 45,000 metric tons',
      '2024',
      'reported',
    ])
    expect(rows(parts)).toContainEqual([
      'China',
      'not stated',
      '300,000 tons',
      'not stated',
      'estimated',
    ])
  })

  it('says of a start whose date has passed that nothing confirms it', async () => {
    const { text } = await runCommand('production', { now: FEBRUARY_2027 })
    expect(text).toMatch(
      /begin production in 2026\. That date has passed since; the base does not record/,
    )
  })
})

describe('exports', () => {
  it('gives both falls with what they are measured against, and what came before', async () => {
    const { parts } = await runCommand('exports')
    const answers = texts(parts, 'answer')
    expect(answers).toHaveLength(2)
    for (const answer of answers) expect(answer).toMatch(/May 2025.+(74|93) percent on a year/)
    expect(texts(parts, 'basis')).toEqual([expect.stringContaining('April 2025')])
  })
})

describe('share', () => {
  it('sets product against product and works out the least gap that the hedges allow', async () => {
    const { parts, workings } = await runCommand('share')
    expect(rows(parts).map(row => row.slice(0, 3))).toEqual([
      ['rare earth oxides', 'China', 'less than 70%'],
      ['neodymium magnets', 'China', 'more than 90%'],
    ])
    expect(texts(parts, 'working')).toEqual([
      expect.stringContaining('90 − 70 = at least 20 percentage points'),
    ])
    expect(workings).toHaveLength(1)
  })
})

describe('demand', () => {
  it('works the growth out as a multiple, hedge and all', async () => {
    const { parts, text } = await runCommand('demand')
    expect(texts(parts, 'working')).toEqual([
      'That is nearly 6 times the starting level: 100% + 500% = nearly 6 times.',
    ])
    expect(text).toContain('clean energy')
    expect(texts(parts, 'caveat')).toEqual([expect.stringContaining('does not name the year')])
  })
})

describe('funding', () => {
  it('says who got what from whom, and where no figure is stated', async () => {
    const { parts } = await runCommand('funding')
    expect(rows(parts)).toEqual([
      ['rare earths, refining', 'more than $439 million', 'Department of Defense', 'since 2020'],
      ['rare earths', 'no figure stated', 'federal government', 'not stated'],
      ['MP Materials, Independence facility', '$1.2 billion', 'not stated', 'not stated'],
      ['USA Rare Earth', 'no figure stated', 'Department of Energy', 'not stated'],
    ])
    expect(texts(parts, 'caveat')).toEqual([expect.stringContaining('who paid the $1.2 billion')])
  })

  it('takes its facts by what they measure', async () => {
    const facts = BASE.facts.filter(({ measure }) => measure !== 'funding')
    const reply = await runCommand('funding', { base: baseWith([], facts) })
    expect(reply.outcome).toBe('refusal')
  })
})
