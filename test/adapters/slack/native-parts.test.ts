// Slack's own charts, paged tables and thumbs: used where they show all that is to be shown.
import { describe, expect, it } from 'vitest'
import type { Chart, Hedge, Reply } from '#magnets'
import { render } from '../../../src/adapters/slack/render.ts'
import { replyView } from '../../../src/adapters/slack/render-view.ts'
import { blockProblems, viewProblems } from '../../doubles/slack/block-kit-schema.ts'
import { hostileReply } from '../hostile-replies.ts'
import { sampleReply } from '../recording-core.ts'
import { hugeReply } from '../sample-replies.ts'
import { actionBody } from './payloads.ts'
import { read } from './reading.ts'
import { pingsIn, visibleText } from './visible-text.ts'

const point = (label: string, amount?: number, hedge: Hedge = 'exact', unit = 't') => ({
  label,
  facts: [],
  ...(amount === undefined ? {} : { quantity: { amount, unit, hedge } }),
})
const chart = (points: ReturnType<typeof point>[], more: Partial<Chart> = {}): Chart => ({
  kind: 'bar',
  title: 'Pears',
  alt: 'Pears. All in words.',
  series: [{ name: 'Pears', points }],
  ...more,
})
const blocksOf = (reply: Reply) =>
  render(reply).flatMap(({ blocks }) => (blocks ?? []).map(block => Object(block)))
const charted = (given: Chart) => {
  const blocks = blocksOf(sampleReply('', { parts: [{ kind: 'chart', chart: given }] }))
  expect(blockProblems(blocks)).toEqual([])
  return { own: blocks.find(({ type }) => type === 'data_visualization'), blocks }
}

describe("Slack's own chart", () => {
  it('shows figures with the hedges in their labels, and all in words below', () => {
    const { own, blocks } = charted(chart([point('A', 30, 'less than'), point('B', 90)]))
    expect(own).toMatchObject({ title: 'Pears', chart: { type: 'bar' } })
    expect(own.chart.axis_config.categories).toEqual(['A, less than', 'B'])
    expect(own.chart.series[0].data).toEqual([
      { label: 'A, less than', value: 30 },
      { label: 'B', value: 90 },
    ])
    expect(visibleText({ blocks })).toContain('All in words.')
  })

  it('numbers labels that are too long or the same, and says what the numbers mean', () => {
    const long = 'A label that is much too long'
    const { own, blocks } = charted(chart([point(long, 3, 'more than'), point('B', 4)]))
    expect(own.chart.axis_config.categories).toEqual(['1, more than', '2'])
    expect(visibleText({ blocks })).toContain(`1, more than: ${long}; 2: B`)
    const { own: same } = charted(chart([point('A', 3), point('A', 4)]))
    expect(same.chart.axis_config.categories).toEqual(['1', '2'])
  })

  it.for<[string, Chart]>([
    ['a figure is missing', chart([point('A', 3), point('B')])],
    ['a figure would be too small to see', chart([point('A', 1), point('B', 101)])],
    ['units differ', chart([point('A', 1), point('B', 2, 'exact', 'kg')])],
    ['there are too many', chart(Array.from({ length: 21 }, (_, i) => point(`A${i}`, 5)))],
    [
      'series differ in their labels',
      chart([], {
        series: [
          { name: 'x', points: [point('A', 1)] },
          { name: 'y', points: [point('B', 1)] },
        ],
      }),
    ],
    [
      'hedges of one label differ',
      chart([], {
        series: [
          { name: 'x', points: [point('A', 1)] },
          { name: 'y', points: [point('A', 1, 'about')] },
        ],
      }),
    ],
  ])('is not used where %s: bars in text say it', ([, given]) => {
    const { own, blocks } = charted(given)
    expect(own).toBeUndefined()
    expect(visibleText({ blocks })).toMatch(/█|▏|not stated/)
  })

  it('stands twice in a message at most', () => {
    const part = { kind: 'chart', chart: chart([point('A', 3)]) } as const
    const types = blocksOf(sampleReply('', { parts: [part, part, part] })).map(({ type }) => type)
    expect(types.filter(type => type === 'data_visualization')).toHaveLength(2)
  })
})

describe('a long table', () => {
  it('is turned over in pages, with every cell in it', () => {
    const columns = ['Name', 'Note'].map(label => ({ label, align: 'left' as const }))
    const rows = Array.from({ length: 60 }, (_, i) => [
      { text: `n${i}`, facts: [] },
      { text: '', facts: [] },
    ])
    const part = { kind: 'table', title: 'Names', columns, rows } as const
    const blocks = blocksOf(sampleReply('', { parts: [part] }))
    expect(blockProblems(blocks)).toEqual([])
    expect(blocks[0]).toMatchObject({ type: 'data_table', caption: 'Names', page_size: 15 })
    expect(blocks[0].rows).toHaveLength(61)
  })
})

describe("Slack's own thumbs", () => {
  const VOTES = [
    { id: 'helpful', label: '👍 Helpful', value: 'abc' },
    { id: 'unhelpful', label: '👎 Not helpful', value: 'abc' },
  ]

  it('come back as the vote that was cast', () => {
    const blocks = blocksOf(sampleReply('x', { actions: VOTES }))
    expect(blockProblems(blocks)).toEqual([])
    const [thumbs] = blocks.find(({ type }) => type === 'context_actions').elements
    for (const [button, action] of [
      ['positive_button', 'helpful'],
      ['negative_button', 'unhelpful'],
    ] as const) {
      const pressed = read(actionBody(thumbs.action_id, thumbs[button].value))
      expect(pressed).toMatchObject({ kind: 'action', action, value: 'abc' })
    }
  })

  it('are ordinary buttons where only one of them is offered', () => {
    const blocks = blocksOf(sampleReply('x', { actions: VOTES.slice(0, 1) }))
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'actions'])
  })
})

describe('a window', () => {
  it.for(Array.from({ length: 20 }, (_, seed) => seed))('takes any reply (seed %i)', seed => {
    for (const reply of [hostileReply(seed), hugeReply(seed)]) {
      const view = replyView(reply)
      expect(viewProblems(view)).toEqual([])
      expect(view.blocks.length).toBeLessThanOrEqual(100)
      expect(pingsIn({ blocks: view.blocks })).toBe(false)
    }
  })

  it('says where there is more than fits', () => {
    const view = replyView(hugeReply(1))
    expect(visibleText({ blocks: view.blocks })).toContain('more than fits here')
    expect(visibleText({ blocks: replyView(sampleReply('Two.')).blocks })).toBe('Two.')
  })
})
