// Shows that the independent checker bites: replies made by hand, each with one thing that nothing supports.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Chart, Fact, Part, Reply, Working } from '#magnets'
import { composeReply } from '../../src/answer/compose-reply.ts'
import { base } from '../answer/our-engine.ts'
import { createChecker, type Finding } from './independent-check.ts'
import { readKnowledge } from './independent-check-knowledge.ts'

const FOLDER = fileURLToPath(new URL('../../knowledge', import.meta.url))
const checker = createChecker(readKnowledge(FOLDER))

const OXIDES = 'mountain-pass-oxides-2024'
const NDPR = 'mountain-pass-ndpr-2024'
const START = 'stillwater-start-2026'
const FIRST = 'stillwater-initial-capacity'
const FULL = 'stillwater-full-capacity'
const CHINA = 'china-output-estimate'

function says(text: string, ...facts: readonly string[]): Part {
  return { kind: 'sentence', role: 'answer', text, facts }
}

function compose(parts: readonly Part[], workings: readonly Working[] = []): Reply {
  return composeReply(base, { outcome: 'answer', parts, workings })
}

function found(reply: Reply, ...asked: readonly string[]): readonly string[] {
  const name = ({ rule, words }: Finding): string => `${rule}: ${words}`
  return [...new Set(checker.check(reply, asked).map(name))]
}

const SENTENCES: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['a wrong digit', 'It made more than 46,000 metric tons in 2024.', [OXIDES], ['number: 46,000']],
  ['a dropped hedge', 'It made 45,000 metric tons in 2024.', [OXIDES], ['hedge: 45,000']],
  ['another hedge', 'It made about 45,000 metric tons.', [OXIDES], ['hedge: 45,000']],
  ['a hedge that no fact has', 'Its output is about 300,000 tons.', [CHINA], ['hedge: 300,000']],
  ['a hedge too far off', 'More than last year: 45,000 metric tons.', [OXIDES], ['hedge: 45,000']],
  ['a wrong unit', 'It made more than 45,000 tons.', [OXIDES], ['unit: 45,000']],
  ['a unit left out', 'It made more than 45,000.', [OXIDES], ['unit: 45,000']],
  ['another currency', 'It received €1.2 billion.', ['mp-texas-funding'], ['unit: 1.2 billion']],
  ['a wrong scale', 'It received $1.2 million.', ['mp-texas-funding'], ['number: 1.2 million']],
  ['a rate made an amount', 'It is planned to make 600 tons.', [FIRST], ['unit: 600']],
  ['a wrong year', 'The Stillwater plant opens in 2027.', [START], ['date: 2027']],
  ["the source's year as an event's", 'The plant opens in 2025.', [START], ['date: 2025']],
  ['another part of a year', 'It begins in early 2026.', [START], ['date: 2026']],
  ['a year that is only a limit', 'It rises in 2040.', ['demand-growth-2040'], ['date: 2040']],
  [
    'a wrong month',
    'In June 2024 exports were down 74 percent.',
    ['china-magnet-exports-2025-05'],
    ['date: June 2024'],
  ],
  ['a wrong day', 'It was published on 23 June 2025.', [START], ['date: 23 June 2025']],
  ['a foreign name', 'The plant of Lynas begins production in 2026.', [START], ['name: Lynas']],
  ['a foreign name first', 'Lynas begins production in 2026.', [START], ['name: Lynas']],
  [
    "another fact's name",
    'General Motors begins in 2026.',
    [START],
    ['name: General', 'name: Motors'],
  ],
  ['a number in words', 'It has nine plants.', [START], ['number: nine']],
  ['a fraction', 'It makes ½ of that.', [START], ['number: ½']],
  ['a citation left out', 'It made more than 45,000 metric tons.', [], ['number: 45,000']],
]

describe('the independent checker', () => {
  it.each(SENTENCES)('finds %s', (_name, text, facts, expected) => {
    expect(found(compose([says(text, ...facts)]))).toEqual(expected)
  })

  it.each([
    ['It made more than 45,000 metric tons in 2024.', OXIDES],
    ['It made about 1,300 tons of NdPr oxide.', NDPR],
    ['The Stillwater plant of USA Rare Earth begins production in 2026.', START],
    ['Licenses run for six months, or 6 months.', 'export-license-term'],
    ['The Pentagon has put in more than $439 million since 2020.', 'defense-investment'],
    [
      'In May 2025 they were down 74%, as published on 24 June 2025.',
      'china-magnet-exports-2025-05',
    ],
  ])('finds nothing in what the YAML supports: %s', (text, fact) => {
    expect(found(compose([says(text, fact)]))).toEqual([])
  })

  it('finds a figure that only the question says, unless it stands as the words of the asker', () => {
    const asked = 'Was it 99,123 tons?'
    const plain = compose([says('It was not 99,123 tons.', OXIDES)])
    expect(found(plain, asked)).toEqual(['number: 99,123'])
    const quoted = compose([says('It was not “99,123 tons”.', OXIDES)])
    expect(found(quoted, asked)).toEqual([])
    expect(found(quoted, 'How much was it?')).toEqual(['quote: 99,123 tons', 'number: 99,123'])
  })

  it('takes a title in quotation marks for what it is, if the facts have that source', () => {
    const title = base.sources[0]?.title ?? ''
    expect(found(compose([says(`So says “${title}”.`, OXIDES)]))).toEqual([])
    expect(found(compose([says('So says “The Magnet Race of 2031”.', OXIDES)]))).toContain(
      'quote: The Magnet Race of 2031',
    )
  })

  it('reads refusals like answers', () => {
    const parts = [says('The base holds nothing on Tesla for 2031.')]
    const reply = composeReply(base, { outcome: 'refusal', parts })
    expect(found(reply)).toEqual(['date: 2031', 'name: Tesla'])
  })

  it('holds every cell of a table against its own facts, and the head of a row against the row', () => {
    const table = (head: string, amount: string, title = 'Planned capacity'): Reply =>
      compose([
        {
          kind: 'table',
          title,
          columns: [
            { label: 'Site', align: 'left' },
            { label: 'Capacity', align: 'right' },
          ],
          rows: [
            [
              { text: head, facts: [] },
              { text: amount, facts: [FULL] },
            ],
          ],
        },
      ])
    expect(found(table('Stillwater plant', '5,000 tons per year'))).toEqual([])
    expect(found(table('Stillwater plant', '600 tons per year'))).toEqual(['number: 600'])
    expect(found(table('Round Top', '5,000 tons per year'))).toEqual(['name: Round', 'name: Top'])
    expect(found(table('Stillwater plant', '5,000 tons per year', 'Capacity in 2030'))).toEqual([
      'date: 2030',
    ])
  })

  it('holds the title and the items of a list against their facts', () => {
    const list = (title: string, text: string): Reply =>
      compose([{ kind: 'list', title, items: [{ text, facts: [START] }] }])
    expect(found(list('Plans', 'The Stillwater plant is to begin in 2026.'))).toEqual([])
    expect(found(list('Plans up to 2050', 'It is to begin in 2026.'))).toEqual(['date: 2050'])
    expect(found(list('Plans', 'It is to begin in Nevada.'))).toEqual(['name: Nevada'])
  })

  describe('in a chart', () => {
    const value = (id: string): NonNullable<Fact['value']> => {
      const quantity = base.fact(id)?.value
      if (quantity === undefined) throw new Error(`${id} has no value`)
      return quantity
    }
    const good: Chart = {
      kind: 'bar',
      title: 'Capacity and output',
      series: [
        {
          name: 'Tons',
          points: [
            { label: 'China', quantity: value(CHINA), facts: [CHINA] },
            { label: 'Stillwater plant', quantity: value(FULL), facts: [FULL] },
            { label: 'Round Top', facts: [] },
          ],
        },
      ],
      alt: 'China: 300,000 tons; Stillwater plant: 5,000 tons per year; Round Top: not stated.',
    }
    const drawn = (chart: Partial<Chart>): readonly string[] =>
      found(compose([{ kind: 'chart', chart: { ...good, ...chart } }]))
    const points = (...some: Chart['series'][number]['points']): Partial<Chart> => ({
      series: [{ name: 'Tons', points: some }],
      alt: 'A chart.',
    })

    it('finds nothing where all is right', () => {
      expect(drawn({})).toEqual([])
    })

    it('finds a figure in a label, in the title and in the name of a series', () => {
      const quantity = value(CHINA)
      expect(drawn(points({ label: 'China (310,000 tons)', quantity, facts: [CHINA] }))).toEqual([
        'number: 310,000',
      ])
      expect(drawn({ title: 'Capacity in 2031' })).toEqual(['date: 2031'])
      expect(drawn({ series: good.series.map(one => ({ ...one, name: 'Japan' })) })).toEqual([
        'name: Japan',
      ])
    })

    it('finds a point that is drawn with another figure, unit or name than its fact has', () => {
      const quantity = value(CHINA)
      const label = 'China'
      const facts = [CHINA]
      const off = { ...quantity, amount: 30000 }
      expect(drawn(points({ label, quantity: off, facts }))).toEqual(['number: 30000'])
      const kilograms = { ...quantity, unit: 'kilogram' }
      expect(drawn(points({ label, quantity: kilograms, facts }))).toEqual(['unit: 300000'])
      const hedged = { ...quantity, hedge: 'about' as const }
      expect(drawn(points({ label, quantity: hedged, facts }))).toEqual(['hedge: 300000'])
      expect(drawn(points({ label, quantity, facts: [] }))).toEqual(['number: 300000'])
      expect(drawn(points({ label: 'Round Top', quantity, facts }))).toEqual([
        'name: Round',
        'name: Top',
      ])
    })

    it('finds figures exchanged in its words', () => {
      const alt = 'China: 5,000 tons per year; Stillwater plant: 300,000 tons.'
      expect(drawn({ alt })).toEqual(['number: 5,000', 'number: 300,000'])
    })
  })

  describe('of arithmetic', () => {
    const working: Working = {
      operation: 'share',
      facts: [FULL, CHINA],
      result: { amount: 1.7, unit: 'percent', hedge: 'about' },
      shown: '5,000 ÷ 300,000 = about 1.7%',
    }
    const worked = (change: Partial<Working>, text = 'That is about 1.7%: '): readonly string[] => {
      const changed = { ...working, ...change }
      return found(compose([says(`${text}${changed.shown}.`, ...working.facts)], [changed]))
    }

    it('accepts what follows from the facts', () => {
      expect(worked({})).toEqual([])
    })

    it('finds a result that does not follow, or not in that unit', () => {
      const result = { ...working.result, amount: 1.9 }
      expect(worked({ result, shown: '5,000 ÷ 300,000 = about 1.9%' })[0]).toMatch(
        /^working: does not come to that/,
      )
      expect(worked({ shown: '5,000 ÷ 300,000 = about 1.7 times' })).toContain(
        'working: shows its result in another unit',
      )
    })

    it('finds an operand that no fact states', () => {
      expect(worked({ shown: '5,100 ÷ 300,000 = about 1.7%' })).toContain(
        'working: has an operand that no fact states',
      )
    })

    it('finds a result that loses its "about", or is bounded the wrong way', () => {
      expect(worked({}, 'That is 1.7%: ')).toEqual(['hedge: 1.7'])
      const facts = [NDPR, OXIDES]
      const result = { amount: 2.9, unit: 'percent', hedge: 'at least' as const }
      const shown = '1,300 ÷ 45,000 = at least about 2.9%'
      const reply = compose([says(`${shown}.`, ...facts)], [{ ...working, facts, result, shown }])
      expect(found(reply)[0]).toMatch(/^working: does not come to that/)
    })

    it('finds a result whose working is not shown', () => {
      const reply = compose([says('That is about 1.7%.', ...working.facts)], [working])
      expect(found(reply)).toEqual(['number: 1.7'])
    })
  })

  describe('of the complete text and its citations', () => {
    const good = compose([says('Mountain Pass made more than 45,000 metric tons.', OXIDES)])
    const withText = (from: string, to: string): readonly string[] =>
      found({ ...good, text: good.text.replace(from, to) })

    it('finds a text that says something else than the parts', () => {
      expect(found(good)).toEqual([])
      expect(withText('45,000', '54,000')).toContain('number: 54,000')
      expect(withText('As of June 2025', 'As of June 2026')).toEqual(['date: June 2026'])
      expect(withText('24 June 2025', '25 June 2025')).toEqual(['date: 25 June 2025'])
      expect(withText('The US is Racing', 'The UK is Racing')).toContain('name: UK')
    })

    it('finds a mark that is missing or that stands for no citation', () => {
      expect(withText(' [1]\n', '\n')).toEqual(['citation: not marked with its facts'])
      expect(withText(' [1]\n', ' [7]\n')).toEqual(['citation: a number of no citation'])
    })

    it('finds a citation that the YAML gives otherwise', () => {
      const [citation] = good.citations
      const changed = (change: object): Reply => ({
        ...good,
        citations: citation === undefined ? [] : [{ ...citation, ...change }],
      })
      expect(found(changed({ published: '2025-06-25' }))).toEqual([`citation: ${OXIDES}`])
      expect(found(changed({ section: 'Nowhere' }))).toEqual([`citation: ${OXIDES}`])
      expect(found(changed({ fact: 'made-up' }))).toContain('citation: made-up')
      expect(found({ ...good, asOf: '2026-06-24' })).toEqual(['citation: as of 2026-06-24'])
    })
  })
})
