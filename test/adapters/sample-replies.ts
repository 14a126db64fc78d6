// Made-up replies for renderers: one of every part, and seeded huge ones that break every limit.
import type { Chart, Citation, Part, Reply } from '#magnets'
import { seededRandom } from './seeded-random.ts'

export function sampleCitation(number: number, more: Partial<Citation> = {}): Citation {
  return {
    number,
    fact: `fact-${number}`,
    source: 'orchard-report',
    title: 'The Orchard Report',
    published: '2025-06-29',
    section: `Section ${number}`,
    ...more,
  }
}

export const SAMPLE_CHART: Chart = {
  kind: 'bar',
  title: 'Apples by year',
  series: [
    {
      name: 'Apples',
      points: [
        {
          label: '2023',
          quantity: { amount: 600, unit: 'crate', hedge: 'about' },
          facts: ['fact-1'],
        },
        {
          label: '2024',
          quantity: { amount: 1300, unit: 'crate', hedge: 'exact' },
          facts: ['fact-2'],
        },
        { label: '2025', facts: [] },
      ],
    },
  ],
  alt: 'Apples by year: about 600 crates in 2023, 1,300 crates in 2024, not stated for 2025.',
}

/** Labels too wide to stand beside their bars, and a figure too small for a whole cell. */
export const WIDE_CHART: Chart = {
  ...SAMPLE_CHART,
  series: [
    {
      name: 'Apples',
      points: [
        {
          label: 'All the apples of all the orchards',
          quantity: { amount: 600, unit: 'crate', hedge: 'about' },
          facts: [],
        },
        { label: 'A tree', quantity: { amount: 5, unit: 'crate', hedge: 'exact' }, facts: [] },
        { label: 'Nobody', facts: [] },
      ],
    },
  ],
  alt: 'Apples by year. A tree: 5 crates.',
}

/** What a reader sees of it above its words. */
export const WIDE_BARS = [
  'All the apples of all the orchards',
  '████████████████ about 600',
  'A tree',
  '▏ 5',
  'Nobody: not stated',
].join('\n')

/** One of every kind of part, with sources, date, working and actions. */
export const FULL_REPLY: Reply = {
  outcome: 'answer',
  parts: [
    {
      kind: 'sentence',
      role: 'answer',
      text: 'It was 1,300 crates in 2024 [2].',
      facts: ['fact-2'],
    },
    {
      kind: 'sentence',
      role: 'basis',
      text: 'The year before it was about 600.',
      facts: ['fact-1'],
    },
    { kind: 'sentence', role: 'working', text: '1,300 ÷ 600 = about 2.2.', facts: ['fact-1'] },
    {
      kind: 'sentence',
      role: 'caveat',
      text: 'Only crates <that> were counted & sold.',
      facts: [],
    },
    {
      kind: 'list',
      title: 'Orchards',
      items: [
        { text: 'North orchard, 12 trees', facts: ['fact-1'] },
        { text: 'South orchard', facts: [] },
      ],
    },
    {
      kind: 'table',
      title: 'Crates',
      columns: [
        { label: 'Year', align: 'left' },
        { label: 'Crates', align: 'right' },
      ],
      rows: [
        [
          { text: '2023', facts: [] },
          { text: 'about 600', facts: ['fact-1'] },
        ],
        [
          { text: '2024', facts: [] },
          { text: '', facts: ['fact-2'] },
        ],
      ],
    },
    { kind: 'chart', chart: SAMPLE_CHART },
  ],
  workings: [
    {
      operation: 'multiple',
      facts: ['fact-1', 'fact-2'],
      result: { amount: 2.2, unit: 'times', hedge: 'about' },
      shown: '1,300 ÷ 600 = about 2.2',
    },
  ],
  citations: [
    sampleCitation(1),
    sampleCitation(2, {
      publisher: 'Orchard & Sons',
      address: 'https://example.com/a?b=1&c=<d>|e',
    }),
  ],
  asOf: '2025-06-30',
  actions: [
    { id: 'share', label: 'Share', value: '' },
    { id: 'ask', label: 'And in 2022?', value: 'How many crates in 2022?' },
  ],
  text: 'It was 1,300 crates in 2024 [2]. As of 30 June 2025.',
  reference: 'ab12cd',
}

/**
 * A reply that is too large for every limit there is: long sentences, long words, many items, rows,
 * columns and sources. Every text carries words of its own, so that a missing one is found.
 */
export function hugeReply(seed: number): Reply {
  const random = seededRandom(seed)
  let serial = 0
  const word = (): string => {
    serial += 1
    return `w${serial}${random() < 0.1 ? '&<x>' : ''}`
  }
  const words = (count: number): string => Array.from({ length: count }, word).join(' ')
  const upTo = (limit: number): number => 1 + Math.floor(random() * limit)
  const part = (kind: number): Part => {
    if (kind === 0) {
      return { kind: 'sentence', role: 'basis', text: `${words(upTo(900))}.`, facts: ['fact-1'] }
    }
    if (kind === 1) {
      const items = Array.from({ length: upTo(60) }, () => ({ text: words(upTo(12)), facts: [] }))
      return { kind: 'list', title: words(upTo(30)), items }
    }
    const columns = Array.from({ length: upTo(kind === 2 ? 6 : 25) }, () => ({
      label: words(1),
      align: 'left' as const,
    }))
    const row = () => columns.map(() => ({ text: words(upTo(3)), facts: ['fact-2'] }))
    return { kind: 'table', title: words(2), columns, rows: Array.from({ length: upTo(50) }, row) }
  }
  const parts = Array.from({ length: 4 + upTo(5) }, (_, index) => part(index % 4))
  const citations = Array.from({ length: upTo(30) }, (_, index) =>
    sampleCitation(index + 1, { title: words(upTo(10)) }),
  )
  const actions = Array.from({ length: upTo(5) }, (_, index) => ({
    id: 'ask',
    label: words(index === 0 ? 30 : 2),
    value: words(5),
  }))
  const texts = parts.map(textOf)
  return {
    outcome: 'answer',
    parts,
    workings: [],
    citations,
    asOf: '2025-06-30',
    actions,
    text: [...texts, ...citations.map(({ number, title }) => `[${number}] ${title}`)].join('\n\n'),
  }
}

/** Every made-up word of a huge reply that a reader must find; values of buttons are not shown. */
export function wordsOf(reply: Reply): string[] {
  const texts = [...reply.parts.map(textOf), ...reply.citations.map(({ title }) => title)]
  return texts.flatMap(text => text.match(/\bw\d+/g) ?? [])
}

function textOf(part: Part): string {
  switch (part.kind) {
    case 'sentence':
      return part.text
    case 'list':
      return [part.title ?? '', ...part.items.map(item => `- ${item.text}`)].join('\n')
    case 'table':
      return [
        part.title,
        part.columns.map(column => column.label).join(' | '),
        ...part.rows.map(row => row.map(cell => cell.text).join(' | ')),
      ].join('\n')
    case 'chart':
      return `${part.chart.title}: ${part.chart.alt}`
  }
}
