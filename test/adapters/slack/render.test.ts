// Holds the Slack renderer to the limits, the schema, and to dropping nothing.
import { describe, expect, it } from 'vitest'
import type { Reply } from '#magnets'
import { blockCharacters, type SlackMessage } from '../../../src/adapters/slack/block.ts'
import { LIMITS } from '../../../src/adapters/slack/limits.ts'
import { render, renderText } from '../../../src/adapters/slack/render.ts'
import { blockProblems } from '../../doubles/slack/block-kit-schema.ts'
import { hostileReply } from '../hostile-replies.ts'
import { sampleReply } from '../recording-core.ts'
import {
  FULL_REPLY,
  hugeReply,
  SAMPLE_CHART,
  sampleCitation,
  WIDE_BARS,
  WIDE_CHART,
  wordsOf,
} from '../sample-replies.ts'
import { pingsIn, visibleText } from './visible-text.ts'

const seen = (reply: Reply): string => render(reply).map(visibleText).join('\n')
const blocksOf = (reply: Reply) => render(reply).flatMap(message => message.blocks ?? [])
const typesOf = (reply: Reply): string[] => blocksOf(reply).map(block => block.type)

function expectWithinLimits(messages: readonly SlackMessage[]): void {
  for (const message of messages) {
    expect(message.text.length).toBeLessThanOrEqual(LIMITS.text)
    expect(message.text).not.toBe('')
    if (message.blocks === undefined) continue
    expect(blockProblems(message.blocks)).toEqual([])
    expect(message.blocks.length).toBeLessThanOrEqual(LIMITS.blocks)
    expect(blockCharacters(message.blocks)).toBeLessThanOrEqual(LIMITS.allBlocks)
    const tables = message.blocks.filter(block => block.type === 'table')
    expect(tables.length).toBeLessThanOrEqual(LIMITS.tablesPerMessage)
    for (const table of tables) {
      expect(blockCharacters(table)).toBeLessThanOrEqual(LIMITS.tableCharacters)
    }
  }
}

describe('render', () => {
  it('gives one valid message for an answer with every part', () => {
    const messages = render(FULL_REPLY)
    expect(messages).toHaveLength(1)
    expectWithinLimits(messages)
  })

  it('puts the answer first and names its sources, their date and section', () => {
    const lines = seen(FULL_REPLY).split('\n')
    expect(lines[0]).toBe('It was 1,300 crates in 2024 [2].')
    expect(lines).toContain('[1] The Orchard Report, 29 June 2025, Section 1')
    expect(lines).toContain('As of 30 June 2025')
    expect(lines).toContain('Reference: ab12cd')
  })

  it('adds the numbers of sources that a sentence does not name itself', () => {
    const lines = seen(FULL_REPLY).split('\n')
    expect(lines).toContain('The year before it was about 600. [1]')
    expect(lines).toContain('North orchard, 12 trees [1]')
  })

  it('links a source to its address and nothing else', () => {
    expect(seen(FULL_REPLY)).toContain(
      '<https://example.com/a?b=1&c=%3Cd%3E%7Ce|The Orchard Report>, Orchard & Sons',
    )
    const odd = sampleReply('x', {
      citations: [sampleCitation(1, { address: 'javascript:alert(1)' })],
    })
    expect(seen(odd)).not.toContain('<javascript')
  })

  it('uses a native table with its sources in a column', () => {
    const table = blocksOf(FULL_REPLY).find(block => block.type === 'table')
    const cells = (table?.rows ?? []).map(row =>
      row.map(cell => ('text' in cell ? cell.text : 'rich')),
    )
    expect(cells).toEqual([
      ['Year', 'Crates', 'Source'],
      ['2023', 'about 600', '[1]'],
      ['2024', '–', '[2]'],
    ])
  })

  it('sets a second table in fixed width, because a message may hold one', () => {
    const [table] = FULL_REPLY.parts.filter(part => part.kind === 'table')
    if (table === undefined) throw new Error('the sample has a table')
    const reply = sampleReply('Two.', { parts: [table, table] })
    expect(typesOf(reply)).toEqual(['rich_text', 'table', 'rich_text'])
    expect(seen(reply)).toContain('Year     Crates')
  })

  it('draws a chart as bars with hedges, gaps said in words, and its figures in words below', () => {
    const reply = sampleReply('Chart.', { parts: [{ kind: 'chart', chart: SAMPLE_CHART }] })
    const text = seen(reply)
    expect(text).toContain('2023  ███████▍ about 600')
    expect(text).toContain('2024  ████████████████ 1,300')
    expect(text).toContain('2025  not stated')
    expect(text).toContain(SAMPLE_CHART.alt)
  })

  it('sets labels above their bars where both are too wide for a phone', () => {
    const reply = sampleReply('', { parts: [{ kind: 'chart', chart: WIDE_CHART }] })
    const text = seen(reply)
    expect(text).toContain(WIDE_BARS)
    expect(text.match(/Apples by year/g)).toHaveLength(1)
  })

  it('names one place in a source once, with all its numbers', () => {
    const here = { section: 'Section 1' }
    const citations = [sampleCitation(1), sampleCitation(2), sampleCitation(3, here)]
    expect(seen(sampleReply('Two.', { citations }))).toContain(
      '[1][3] The Orchard Report, 29 June 2025, Section 1\n[2] The Orchard Report',
    )
    const many = Array.from({ length: 13 }, (_, index) => sampleCitation(index + 1, here))
    expect(seen(sampleReply('Many.', { citations: many }))).toContain('[12] The Orchard Report')
  })

  it('prints nothing small that comes first, is quoted, or answers nothing', () => {
    const note = { kind: 'sentence', role: 'note', facts: [] } as const
    const small = (reply: Reply) => typesOf(reply).filter(type => type === 'context').length
    const first = { ...note, text: 'First.' }
    const second = { ...note, text: 'Second.' }
    expect(typesOf(sampleReply('', { parts: [first, second] }))).toEqual(['rich_text', 'context'])
    expect(small(sampleReply('', { outcome: 'notice', parts: [first, second] }))).toBe(0)
    const quoted = { ...note, text: 'You wrote "*this*".', quotes: ['*this*'] }
    expect(small(sampleReply('', { parts: [first, quoted] }))).toBe(0)
  })

  it('leaves formatting that somebody wrote as it was written', () => {
    const words = 'You wrote "*bold* _it_ `code` ``` :fire:".'
    const reply = sampleReply(words)
    expect(JSON.stringify(blocksOf(reply))).not.toContain('mrkdwn')
    expect(seen(reply)).toBe(words)
    expect(renderText(reply)).toEqual([expect.objectContaining({ text: words, mrkdwn: false })])
  })

  it('takes out what turns the words around it or can not be sent', () => {
    const reply = sampleReply('It was \u202e1,300\u2066 \ud83dcrates\u0000.')
    expect(seen(reply)).toBe('It was 1,300 \ufffdcrates .')
  })

  it.for(['', '\n\n', '\u200b\u2060', '\u202e'])(
    'says something where a reply says nothing (%j)',
    text => {
      const reply = sampleReply(text, { parts: [] })
      for (const message of [...render(reply), ...renderText(reply)]) expect(message.text).toBe('–')
      expect(renderText(reply)).toHaveLength(1)
    },
  )

  it('keeps 200 sources and words of 5,000 letters within every limit', () => {
    const citations = Array.from({ length: 200 }, (_, index) => sampleCitation(index + 1))
    const facts = citations.map(({ fact }) => fact)
    const text = `${'x'.repeat(5000)} ${'é'.repeat(5000)}`
    const reply = sampleReply(text, {
      parts: [{ kind: 'sentence', role: 'answer', text, facts }],
      citations,
    })
    expectWithinLimits(render(reply))
    expect(seen(reply)).toContain('[200] The Orchard Report, 29 June 2025, Section 200')
  })

  it.for(Array.from({ length: 40 }, (_, seed) => seed))('takes a hostile reply (seed %i)', seed => {
    const reply = hostileReply(seed)
    const messages = [...render(reply), ...renderText(reply)]
    expect(messages.length).toBeGreaterThan(1)
    expectWithinLimits(messages)
    for (const message of messages) {
      expect(pingsIn(message)).toBe(false)
      const json = JSON.stringify(message)
      expect(json).not.toMatch(/\\ud[89a-f]|[\u202a-\u202e]/i)
    }
  })

  it('makes a button of each action, told apart though they do the same', () => {
    const actions = ['one', 'two'].map(label => ({ id: 'ask', label, value: label }))
    const block = blocksOf(sampleReply('x', { actions })).find(({ type }) => type === 'actions')
    expect(JSON.stringify(block)).toContain('"action_id":"0:ask"')
    expect(JSON.stringify(block)).toContain('"action_id":"1:ask"')
  })

  it('says in words what no button can hold', () => {
    const actions = [
      { id: 'ask', label: `long ${'label '.repeat(20)}end`, value: 'v' },
      { id: 'ask', label: 'Too long', value: `long ${'value '.repeat(500)}end` },
    ]
    const reply = sampleReply('x', { actions })
    expectWithinLimits(render(reply))
    expect(seen(reply).match(/\bend\b/g)).toHaveLength(2)
  })

  it('shows working that no sentence has shown, and none twice', () => {
    expect(seen(FULL_REPLY).match(/1,300 ÷ 600/g)).toHaveLength(1)
    expect(seen({ ...FULL_REPLY, parts: [] })).toContain('Worked out: 1,300 ÷ 600 = about 2.2')
  })

  it('escapes what could ping, link or format', () => {
    const words = '<!channel> <@U123|bob> <https://x.example|click> & ```'
    const everywhere = sampleReply(words, {
      parts: [
        { kind: 'sentence', role: 'answer', text: words, facts: [] },
        { kind: 'sentence', role: 'note', text: words, facts: [] },
        { kind: 'list', title: words, items: [{ text: words, facts: [] }] },
        {
          kind: 'table',
          title: words,
          columns: [{ label: words, align: 'left' }],
          rows: [[{ text: words, facts: [] }]],
        },
      ],
      citations: [sampleCitation(1, { title: words, section: words })],
      actions: [{ id: 'ask', label: words, value: words }],
      reference: words,
    })
    for (const message of render(everywhere)) expect(pingsIn(message)).toBe(false)
    for (const message of renderText(everywhere)) expect(pingsIn(message)).toBe(false)
  })

  it('lets no link unfurl', () => {
    const flags = { unfurl_links: false, unfurl_media: false }
    expect(render(FULL_REPLY)[0]).toMatchObject(flags)
    expect(renderText(FULL_REPLY)[0]).toMatchObject(flags)
  })

  it('sends the text alone where a reply has no parts', () => {
    expect(render(sampleReply('Only text.', { parts: [] }))).toEqual([
      { text: 'Only text.', unfurl_links: false, unfurl_media: false, mrkdwn: false },
    ])
  })

  it('begins a new message after fifty blocks, and says so in its text', () => {
    const parts = Array.from({ length: 120 }, (_, index) => ({
      kind: 'sentence' as const,
      role: index % 2 === 0 ? ('basis' as const) : ('note' as const),
      text: `w${index}`,
      facts: [],
    }))
    const messages = render(sampleReply('Many.', { parts }))
    expect(messages.map(({ text }) => text)).toEqual([
      'Many.',
      'Continued (2 of 3)',
      'Continued (3 of 3)',
    ])
    expectWithinLimits(messages)
  })

  it.for(Array.from({ length: 16 }, (_, seed) => seed))(
    'keeps every limit and every word of a huge reply (seed %i)',
    seed => {
      const reply = hugeReply(seed)
      const messages = render(reply)
      expectWithinLimits(messages)
      const shown = new Set(
        messages
          .map(visibleText)
          .join('\n')
          .match(/\bw\d+/g),
      )
      expect(wordsOf(reply).filter(word => !shown.has(word))).toEqual([])
    },
  )
})

describe('renderText', () => {
  it.for([1, 2, 3])('keeps every limit and every word without blocks (seed %i)', seed => {
    const reply = hugeReply(seed)
    const messages = renderText(reply)
    expectWithinLimits(messages)
    const shown = new Set(
      messages
        .map(visibleText)
        .join('\n')
        .match(/\bw\d+/g),
    )
    expect(wordsOf(reply).filter(word => !shown.has(word))).toEqual([])
  })
})
