// A reply in a terminal: complete at any width, quiet without colours, harmless whatever it holds.
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Chart, Reply } from '#magnets'
import { render } from '../../../src/adapters/terminal/render.ts'
import { widthOf } from '../../../src/adapters/terminal/text-width.ts'
import { sampleReply } from '../recording-core.ts'
import { FULL_REPLY, hugeReply, wordsOf } from '../sample-replies.ts'

const plain = (reply: Reply, width = 80) => render(reply, { width, colour: false })
const widest = (text: string) => Math.max(...text.split('\n').map(widthOf))

function barsOf(chart: Partial<Chart>, width = 80): string[] {
  const full: Chart = { kind: 'bar', title: 'Crates', unit: 'crate', series: [], alt: '', ...chart }
  const reply = sampleReply('', { parts: [{ kind: 'chart', chart: full }] })
  return plain(reply, width).split('\n')
}

const series = (...amounts: (number | undefined)[]) => [
  {
    name: 'Apples',
    points: amounts.map((amount, index) => ({
      label: `row ${index}`,
      facts: [],
      ...(amount !== undefined && {
        quantity: { amount, unit: 'crate', hedge: 'more than' as const },
      }),
    })),
  },
]

describe('a reply in the terminal', () => {
  it('has every part, its sources with title, date and section, and how far they speak', () => {
    const text = plain(FULL_REPLY)
    for (const words of [
      'It was 1,300 crates in 2024 [2].',
      'about 600. [1]',
      '- North orchard, 12 trees [1]',
      'Crates <that> were counted'.slice(7),
      'The Orchard Report, 29 June 2025',
      '[1] Section 1',
      'As of June 2025.',
      'How many crates in 2022?',
    ]) {
      expect(text).toContain(words)
    }
  })

  it.for([40, 41, 57, 80, 100])('fits %i columns and loses no word there', width => {
    for (const seed of [1, 2, 3]) {
      const reply = hugeReply(seed)
      const text = plain(reply, width)
      expect(widest(text)).toBeLessThanOrEqual(width)
      const shown = new Set(text.replace(/\s+/g, ' ').match(/\bw\d+/g))
      expect(wordsOf(reply).filter(word => !shown.has(word))).toEqual([])
    }
  })

  it('is never set wider than is good to read, nor narrower than 40', () => {
    expect(widest(plain(hugeReply(1), 500))).toBeLessThanOrEqual(100)
    expect(widest(plain(FULL_REPLY, 5))).toBeGreaterThan(30)
  })

  it('has colours only where they are wanted, and the same words with them', () => {
    const coloured = render(FULL_REPLY, { width: 80, colour: true })
    expect(coloured).toContain('\u001b[')
    expect(stripVTControlCharacters(coloured)).toBe(plain(FULL_REPLY))
    expect(plain(FULL_REPLY)).not.toContain('\u001b')
  })

  it('lets nothing through that would steer the terminal', () => {
    const attack = 'a\u001b[31mb\u001b]0;title\u0007c\u0008\u009b2Jd\r\u202ee\u0000f'
    const source = { ...FULL_REPLY.citations[0], title: attack, section: attack }
    const reply = sampleReply(attack, {
      parts: [
        { kind: 'sentence', role: 'answer', text: attack, facts: [] },
        { kind: 'list', title: attack, items: [{ text: attack, facts: [] }] },
        {
          kind: 'table',
          title: attack,
          columns: [{ label: attack, align: 'left' }],
          rows: [[{ text: attack, facts: [] }]],
        },
        {
          kind: 'chart',
          chart: {
            kind: 'bar',
            title: attack,
            unit: 'x',
            series: [{ name: attack, points: [{ label: attack, facts: [] }] }],
            alt: '',
          },
        },
      ],
      citations: [source as Reply['citations'][number]],
      actions: [{ id: 'ask', label: attack, value: attack }],
    })
    expect(plain(reply)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })

  it('counts wide letters as two columns', () => {
    const text = plain(sampleReply('稀土磁铁'.repeat(30)), 40)
    expect(widest(text)).toBe(40)
  })
})

describe('a table in a narrow terminal', () => {
  it('becomes a list of rows where columns can not fit', () => {
    const label = (n: number) => ({ label: `column ${n}`, align: 'left' as const })
    const columns = Array.from({ length: 8 }, (_, n) => label(n))
    const rows = [columns.map((_, n) => ({ text: `cell number ${n}`, facts: [] }))]
    const reply = sampleReply('', { parts: [{ kind: 'table', title: 'Wide', columns, rows }] })
    expect(plain(reply, 40)).toContain('- column 0: cell number 0\n  column 1: cell number 1')
  })
})

describe('a chart in the terminal', () => {
  it('keeps a small bar visible beside one a hundred times as long', () => {
    const [, small = '', large = ''] = barsOf({ series: series(100, 10_000) })
    expect(small).toMatch(/[▏▎▍▌▋▊▉█] more than 100$/)
    expect(large).toMatch(/█{20,} more than 10,000$/)
  })

  it('gives bars the lengths of their figures', () => {
    const length = (line = '') => line.match(/█/g)?.length ?? 0
    const [, half, whole] = barsOf({ series: series(500, 1000) })
    expect(length(half)).toBe(length(whole) / 2)
  })

  it('says where the base is silent', () => {
    expect(barsOf({ series: series(5, undefined) })[2]).toContain('not stated')
  })

  it('names units as it is told to', () => {
    const chart: Chart = { kind: 'bar', title: 'C', unit: 'crate', series: series(5), alt: '' }
    const reply = sampleReply('', { parts: [{ kind: 'chart', chart }] })
    const text = render(reply, { width: 80, colour: false, format: q => `${q.amount} crates` })
    expect(text).toContain('5 crates')
  })

  it('scales shares to the whole', () => {
    const length = (line = '') => line.match(/█/g)?.length ?? 0
    const [, quarter] = barsOf({ kind: 'share', series: series(25) })
    expect(length(quarter)).toBeLessThan(16)
  })

  it('gives long labels a line of their own in a narrow terminal', () => {
    const long = [{ name: 'A', points: [{ ...series(5)[0]?.points[0], label: 'a'.repeat(35) }] }]
    const lines = barsOf({ series: long as Chart['series'] }, 40)
    expect(lines[1]).toBe('a'.repeat(35))
    expect(lines[2]).toMatch(/^ {2}█+ more than 5$/)
  })
})
