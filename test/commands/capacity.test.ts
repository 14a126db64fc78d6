import { describe, expect, it } from 'vitest'
import type { Reply } from '#magnets'
import { inspectReply } from '../../src/answer/guard.ts'
import { BASE, baseWith, runCommand } from './command-desk.ts'
import { plannedCapacity } from './fixture-facts.ts'

describe('capacity', () => {
  it('puts first and full capacity beside the estimated output, with the shares', async () => {
    expect(rowOf(await runCommand('capacity'), 'Stillwater plant')).toEqual([
      'Stillwater plant',
      '600 tons per year (planned)',
      '5,000 tons per year (planned)',
      'China: 300,000 tons',
      '0.2% at first; about 1.7% at full scale',
    ])
  })

  it('begins with the share that full capacity would reach, and only that', async () => {
    const { parts } = await runCommand('capacity')
    const answers = parts.flatMap(part =>
      part.kind === 'sentence' && part.role === 'answer' ? [part.text] : [],
    )
    expect(answers).toEqual([expect.stringMatching(/5,000 tons .* at full scale, .* about 1\.7%/)])
  })

  it('shows how each share was worked out', async () => {
    const { parts, workings } = await runCommand('capacity')
    const shown = parts.flatMap(part =>
      part.kind === 'sentence' && part.role === 'working' ? [part.text] : [],
    )
    expect(shown).toEqual(['600 ÷ 300,000 = 0.2%.', '5,000 ÷ 300,000 = about 1.7%.'])
    expect(workings.map(({ operation }) => operation)).toEqual(['share', 'share'])
  })

  it('says "not stated" of sites whose capacity the base does not hold', async () => {
    const reply = await runCommand('capacity')
    for (const site of ['Mountain Pass', 'Independence facility', 'Round Top']) {
      expect(rowOf(reply, site)).toEqual([site, 'not stated', 'not stated', '', 'not stated'])
    }
    const chart = chartOf(reply)
    expect(chart.alt).toContain('Mountain Pass: not stated')
    expect(chart.alt).toContain('Stillwater plant at full scale (planned): 5,000 tons per year')
  })

  it('draws what is counted in one scale, and tells the rest in words', async () => {
    const base = baseWith([
      plannedCapacity({ amount: 12_000, unit: 'metric-ton', hedge: 'more than' }),
      { ...plannedCapacity({ amount: 900, unit: 'pound', hedge: 'about' }), id: 'in-pounds' },
      { ...plannedCapacity({ amount: 800, unit: 'metric-ton', hedge: 'exact' }), id: 'in-tons' },
    ])
    const reply = await runCommand('capacity', { base })
    const drawn = chartOf(reply).series.flatMap(({ points }) => points)
    expect(drawn.flatMap(({ quantity }) => quantity?.unit ?? [])).not.toContain('pound')
    expect(drawn.flatMap(({ quantity }) => quantity?.unit ?? [])).toContain('metric-ton')
    expect(reply.text).toContain(
      'Not drawn, since its unit is on another scale: Independence facility at full scale ' +
        '(planned): about 900 pounds.',
    )
    expect(inspectReply(base, reply)).toEqual([])
  })

  it('says of what the source leaves the estimated output open', async () => {
    const { parts } = await runCommand('capacity')
    const caveats = parts.flatMap(part =>
      part.kind === 'sentence' && part.role === 'caveat' ? [part.text] : [],
    )
    expect(caveats).toContainEqual(expect.stringContaining('of what the 300,000 tons are'))
    expect(caveats).toContainEqual(expect.stringMatching(/^On 600 tons per year: the source /))
  })

  it('shows a fact that is dropped into the base, with its share worked out', async () => {
    const fact = plannedCapacity({ amount: 12_000, unit: 'ton-per-year', hedge: 'exact' })
    const base = baseWith([fact])
    const reply = await runCommand('capacity', { base })
    expect(rowOf(reply, 'Independence facility')).toEqual([
      'Independence facility',
      'not stated',
      '12,000 tons per year (planned)',
      'China: 300,000 tons',
      '4% at full scale',
    ])
    expect(reply.text).toContain('12,000 ÷ 300,000 = 4%.')
    expect(reply.citations.map(citation => citation.fact)).toContain(fact.id)
    expect(chartOf(reply).alt).toContain('12,000 tons per year')
    expect(inspectReply(base, reply)).toEqual([])
  })

  it('keeps the hedge of a capacity in its share', async () => {
    const value = { amount: 12_000, unit: 'ton-per-year', hedge: 'more than' } as const
    const statement = 'The Independence facility is planned to make more than 12,000 tons per year.'
    const base = baseWith([plannedCapacity(value, { statement })])
    const reply = await runCommand('capacity', { base })
    expect(rowOf(reply, 'Independence facility')).toContain(
      'more than 12,000 tons per year (planned)',
    )
    expect(rowOf(reply, 'Independence facility')).toContain('at least 4% at full scale')
    expect(inspectReply(base, reply)).toEqual([])
  })

  it('does not take a capacity without a stage for the full one', async () => {
    const { stage: _, ...fact } = plannedCapacity({
      amount: 12_000,
      unit: 'ton-per-year',
      hedge: 'exact',
    })
    const reply = await runCommand('capacity', { base: baseWith([fact]) })
    expect(rowOf(reply, 'Independence facility').slice(1, 3)).toEqual([
      '12,000 tons per year (planned), stage not stated',
      'not stated',
    ])
  })

  it('states capacities without shares where no output is estimated', async () => {
    const facts = BASE.facts.filter(({ status }) => status !== 'estimated')
    const reply = await runCommand('capacity', { base: baseWith([], facts) })
    expect(rowOf(reply, 'Stillwater plant').slice(3)).toEqual(['not stated', 'not stated'])
    expect(reply.workings).toEqual([])
  })

  it('never gives an exact share of one kind of ton in another', async () => {
    const value = { amount: 12_000, unit: 'metric-ton', hedge: 'exact' } as const
    const reply = await runCommand('capacity', { base: baseWith([plannedCapacity(value)]) })
    expect(rowOf(reply, 'Independence facility').at(-1)).toContain('about 4%')
  })
})

function rowOf(reply: Reply, site: string): readonly string[] {
  const tables = reply.parts.flatMap(part => (part.kind === 'table' ? [part] : []))
  const row = tables.flatMap(({ rows }) => rows).find(cells => cells[0]?.text === site)
  return row?.map(({ text }) => text) ?? []
}

function chartOf(reply: Reply) {
  const part = reply.parts.find(({ kind }) => kind === 'chart')
  if (part?.kind !== 'chart') throw new Error('no chart')
  return part.chart
}
