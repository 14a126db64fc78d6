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
  const full: Chart = { kind: 'bar', title: 'Crates', series: [], alt: '', ...chart }
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
            series: [{ name: attack, points: [{ label: attack, facts: [] }] }],
            alt: '',
          },
        },
      ],
      citations: [source as Reply['citations'][number]],
      actions: [{ id: 'ask', label: attack, value: attack }],
    })
    expect(plain(reply)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(plain(reply)).not.toMatch(/\[31m|0;title/)
  })

  it('counts wide letters as two columns', () => {
    const text = plain(sampleReply('稀土磁铁'.repeat(30)), 40)
    expect(widest(text)).toBe(40)
  })
})

describe('the numbers of sources', () => {
  const source = FULL_REPLY.citations[0] as Reply['citations'][number]
  const cite = (number: number) => ({ ...source, number, fact: `fact-${number}` })

  it('stay on the line of the word that they follow', () => {
    for (let words = 1; words < 40; words += 1) {
      const text = `${'ab '.repeat(words)}twice [1]`
      expect(plain(sampleReply(text), 40)).toContain('twice [1]')
    }
  })

  it('stand once in a row of a table that rests on the same facts throughout', () => {
    const facts = ['fact-1', 'fact-2']
    const columns = ['Where', 'Amount', 'When'].map(label => ({ label, align: 'left' as const }))
    const cell = (text: string, of: readonly string[]) => ({ text, facts: of })
    const rows = [
      [cell('Mill', facts), cell('5 crates', facts), cell('not stated', [])],
      [cell('Barn', ['fact-1']), cell('6 crates', ['fact-2']), cell('2024', ['fact-2'])],
    ]
    const parts = [{ kind: 'table' as const, title: 'T', columns, rows }]
    const lines = plain(sampleReply('', { parts, citations: [cite(1), cite(2)] })).split('\n')
    expect(lines[3]).toMatch(/^Mill +5 crates \[1\]\[2\] +not stated$/)
    expect(lines[4]).toMatch(/^Barn \[1\] +6 crates \[2\] +2024 \[2\]$/)
  })

  it('are drawn together where many follow each other', () => {
    const citations = [1, 2, 3, 4, 5, 6, 8, 9].map(cite)
    const facts = citations.map(({ fact }) => fact)
    const parts = [{ kind: 'sentence' as const, role: 'answer' as const, text: 'All.', facts }]
    const text = plain(sampleReply('', { parts, citations }))
    expect(text).toContain('All. [1]–[6][8][9]')
    expect(text).toContain('    [1]–[6][8][9] Section 1')
  })
})

describe('a list', () => {
  it('stands right under the sentence that announces it, apart from what is before', () => {
    const say = (text: string) =>
      ({
        kind: 'sentence',
        role: 'note',
        text,
        facts: [],
      }) as const satisfies Reply['parts'][number]
    const list = { kind: 'list', items: [{ text: 'one', facts: [] }] } as const
    const parts = [say('Something first.'), say('Choices:'), list, say('The end.')]
    expect(plain(sampleReply('', { parts }))).toBe(
      'Something first.\n\nChoices:\n- one\n\nThe end.',
    )
  })
})

describe('a table in a narrow terminal', () => {
  const table = (labels: readonly string[], ...rows: (readonly string[])[]) => {
    const columns = labels.map(label => ({ label, align: 'left' as const }))
    const cells = rows.map(row => row.map(text => ({ text, facts: [] })))
    const parts = [{ kind: 'table' as const, title: 'T', columns, rows: cells }]
    return sampleReply('', { parts })
  }

  it('breaks cells between words, and becomes a list before it breaks a word', () => {
    const words = ['Independence mill', 'Department of apples', 'government', 'more than anything']
    const reply = table(['To', 'From', 'By', 'Amount'], words)
    for (const width of [40, 50, 60, 70, 80]) {
      const shown = new Set(plain(reply, width).match(/[A-Za-z]+/g))
      for (const word of words.join(' ').split(' ')) expect(shown, `at ${width}`).toContain(word)
    }
    expect(plain(reply, 40)).toContain('- To: Independence mill')
    expect(plain(reply, 60)).toContain('──')
  })

  it('leaves out cells that hold nothing once it is a list', () => {
    const labels = Array.from({ length: 8 }, (_, n) => `column ${n}`)
    const text = plain(table(labels, ['a', '', ...labels.slice(2)]), 40)
    expect(text).toContain('- column 0: a\n  column 2: column 2')
  })

  it('becomes a list of rows where columns can not fit', () => {
    const label = (n: number) => ({ label: `column ${n}`, align: 'left' as const })
    const columns = Array.from({ length: 8 }, (_, n) => label(n))
    const rows = [columns.map((_, n) => ({ text: `cell number ${n}`, facts: [] }))]
    const reply = sampleReply('', { parts: [{ kind: 'table', title: 'Wide', columns, rows }] })
    expect(plain(reply, 40)).toContain('- column 0: cell number 0\n  column 1: cell number 1')
  })
})

describe('a chart in the terminal', () => {
  it('keeps a small bar visible beside one ten thousand times as long', () => {
    const [, small = '', large = ''] = barsOf({ series: series(100, 1_000_000) })
    expect(small).toMatch(/[▏▎▍▌▋▊▉█] more than 100$/)
    expect(large).toMatch(/█{20,} more than 1,000,000$/)
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
    const chart: Chart = { kind: 'bar', title: 'C', series: series(5), alt: '' }
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
