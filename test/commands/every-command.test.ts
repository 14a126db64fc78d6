// What holds for every command alike: the guard, the citations, the dates, the sizes of its data.
import { describe, expect, it } from 'vitest'
import { type Base, type Command, choicesOf, LANGUAGES, makeBase, type Reply } from '#magnets'
import { guardReply, inspectReply } from '../../src/answer/guard.ts'
import { readFigures } from '../../src/answer/read-figures.ts'
import { BASE, FEBRUARY_2027, JULY_2025, loadCommands, runCommand } from './command-desk.ts'

const COMMANDS = await loadCommands()
const NOVEMBER_2026 = new Date('2026-11-23T12:00:00Z')

/** Every way to call a command with choices; two of a kind are compared each with the next. */
function callsOf(command: Command): readonly Readonly<Record<string, string>>[] {
  const texts: Readonly<Record<string, string>> = {
    claim: 'Mountain Pass produced about 1,300 tons of NdPr oxide in 2024.',
    question: 'How much NdPr oxide did Mountain Pass produce in 2024?',
  }
  const [first, second] = command.options
  if (first === undefined) return [{}]
  if (first.kind === 'text') return [{ [first.name]: texts[first.name] ?? '' }]
  const values = choicesOf(first, BASE)
  const calls = values.map((value, n) => ({
    [first.name]: value,
    ...(second === undefined ? {} : { [second.name]: values[(n + 1) % values.length] ?? '' }),
  }))
  return first.required ? calls : [{}, ...calls]
}

const CALLS = COMMANDS.flatMap(command =>
  callsOf(command).map(options => ({
    name: command.name,
    options,
    title: [command.name, ...Object.values(options)].join(' '),
  })),
)

describe('every command', () => {
  it('is one of those that are promised', () => {
    expect(COMMANDS.map(({ name }) => name).toSorted()).toEqual([
      'ask',
      'capacity',
      'check',
      'company',
      'compare',
      'demand',
      'exports',
      'forget',
      'funding',
      'gaps',
      'help',
      'production',
      'receipt',
      'settings',
      'share',
      'sources',
      'timeline',
      'topics',
    ])
  })

  it('fits the platforms: short names and summaries, required options first', () => {
    for (const { name, summary, options } of COMMANDS) {
      expect(name).toMatch(/^[a-z]{1,32}$/)
      expect(summary.length, name).toBeLessThanOrEqual(100)
      expect(summary).not.toMatch(/\.$/)
      const required = options.map(option => option.required)
      expect(required, name).toEqual(required.toSorted((a, b) => Number(b) - Number(a)))
      for (const option of options) {
        expect(option.name).toMatch(/^[a-z]{1,32}$/)
        expect(option.summary.length).toBeLessThanOrEqual(100)
        if (option.kind === 'choice') expect(choicesOf(option, BASE).length).toBeGreaterThan(0)
      }
    }
  })

  it.each(LANGUAGES)('is described in every language that people may have set: %s', language => {
    for (const { name, translated, options } of COMMANDS) {
      const texts = [translated, ...options.map(option => option.translated)]
      for (const text of texts) {
        expect(text?.[language], name).toBeDefined()
        expect(text?.[language]?.length, name).toBeLessThanOrEqual(100)
      }
    }
  })

  it.each(CALLS)('passes the guard unchanged at any date: $title', async ({ name, options }) => {
    for (const now of [JULY_2025, NOVEMBER_2026, FEBRUARY_2027]) {
      const reply = await runCommand(name, { options, now })
      expect(inspectReply(BASE, reply)).toEqual([])
      expect(guardReply(BASE, reply)).toBe(reply)
    }
  })

  it.each(CALLS)('cites and dates every figure: $title', async ({ name, options }) => {
    const reply = await runCommand(name, { options })
    if (reply.outcome === 'notice') {
      expect(reply.citations).toEqual([])
      return
    }
    expect(reply.asOf).toBe('2025-06-24')
    expect(reply.text).toContain('As of June 2025')
    for (const { text, facts } of piecesOf(reply)) {
      if (readFigures(text).length > 0) expect(facts, text).not.toEqual([])
    }
  })

  it('says so where the base holds nothing for it', async () => {
    const { sources, vocabulary } = BASE
    const empty: Base = makeBase({ facts: [], sources, vocabulary, version: 'empty' })
    const silent = ['capacity', 'production', 'exports', 'share', 'demand', 'funding', 'timeline']
    for (const name of silent) {
      const reply = await runCommand(name, { base: empty })
      expect(reply.outcome, name).toBe('refusal')
      expect(reply.text).toMatch(/^The base holds nothing on /)
      expect(inspectReply(empty, reply)).toEqual([])
    }
  })
})

function piecesOf(reply: Reply): readonly { text: string; facts: readonly string[] }[] {
  return reply.parts.flatMap(part => {
    if (part.kind === 'sentence') return [part]
    if (part.kind === 'list') return part.items
    if (part.kind === 'table') return part.rows.flat()
    return part.chart.series
      .flatMap(series => series.points)
      .map(({ label, quantity, facts }) => ({
        text: `${label} ${quantity?.amount ?? ''}`,
        facts,
      }))
  })
}
