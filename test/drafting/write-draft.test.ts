// A draft shows each proposal below its source, and marks a figure as found only where it stands.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Passage, Proposal } from '#magnets'
import { loadDocument } from '../../src/documents/load-document.ts'
import { createRuleProposer, type Proposed, writeDraft } from '../../src/drafting/index.ts'
import { loadBase } from '../../src/knowledge/index.ts'
import { hostileReply } from '../adapters/hostile-replies.ts'
import { seededRandom } from '../adapters/seeded-random.ts'

const at = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const BASE = loadBase(at('knowledge-honey'))
const DOCUMENTS = ['txt', 'md', 'html', 'pdf'].map(ending =>
  at(`documents/valley-report.${ending}`),
)
const document = { name: 'report.txt', notes: [] }

const passage = (pageContent: string, from = 100): Passage => ({
  pageContent,
  metadata: { paragraph: 1, line: 1, from },
})

const drafted = (proposal: Partial<Proposal>, of: Passage, name = 'report.txt'): string => {
  const whole = { quote: of.pageContent, related: [], doubts: [], ...proposal }
  const proposed = [{ passage: of, proposal: whole }]
  return writeDraft(proposed, { base: BASE, document: { name, notes: [] }, by: 'by hand' })
}

describe('the mark of a figure', () => {
  const made = passage('Lindenhof made 1,450 or 45 kilograms for $1.2 million in 2024.')
  const value = (amount: number) => ({ amount, unit: 'kilogram', hedge: 'exact' as const })

  it.each([
    [
      { value: value(45), figure: '45' },
      '[x] "45" stands there verbatim, at characters 124 to 126',
    ],
    [{ value: value(1450) }, '[x] "1,450" stands there verbatim, at characters 115 to 120'],
    [
      { value: { ...value(1.2e6), unit: 'usd' } },
      '[x] "1.2 million" stands there verbatim, at characters 142 to 153',
    ],
    [{ value: value(450), figure: '450' }, '[ ] "450" was NOT found in the passage'],
    [{ value: value(2), figure: '2' }, '[ ] "2" was NOT found in the passage'],
    [{ value: value(4500), figure: '45' }, '[ ] "4,500" was NOT found in the passage'],
    [{ value: value(1.2), figure: '1.2' }, '[ ] "1.2" was NOT found in the passage'],
    [{ value: { ...value(45), unit: 'usd' } }, '[ ] "45" stands there with kilogram, not with usd'],
    [
      { value: { ...value(45), hedge: 'about' as const } },
      '[ ] "45" stands there as "exact", not as "about"',
    ],
    [
      { value: value(2024) },
      '[ ] "2024" stands there with no unit that is known, not with kilogram',
    ],
    [{ period: '2025' }, '[ ] "2025" was NOT found in the passage'],
    [{ statement: 'It made 77 kilograms.' }, '[ ] "77" was NOT found in the passage'],
    [{ quote: 'Lindenhof made 45 kilograms.' }, "[ ] the proposal's quote does not stand"],
  ])('of %j: %s', (proposal, mark) => {
    expect(drafted(proposal, made)).toContain(mark)
  })

  it('says found only of what stands at those characters, whatever is proposed', async () => {
    const random = seededRandom(11)
    for (const path of DOCUMENTS) {
      const { passages } = await loadDocument(path)
      const propose = createRuleProposer(BASE)
      for (const from of passages) {
        const rules = await propose(from)
        const lies = Array.from({ length: 60 }, (): Proposal => {
          const amount = Number((10 ** (random() * 7)).toPrecision(1 + Math.floor(random() * 4)))
          const cut = Math.floor(random() * from.pageContent.length)
          const figure = from.pageContent.slice(cut, cut + 1 + Math.floor(random() * 6))
          return {
            quote: from.pageContent.slice(0, cut),
            statement: `It made ${amount} kilograms.`,
            value: { amount, unit: 'kilogram', hedge: 'exact' },
            ...(random() < 0.5 ? { figure } : {}),
            period: String(2000 + Math.floor(random() * 40)),
            related: [],
            doubts: [],
          }
        })
        for (const proposal of [...rules, ...lies]) {
          const text = writeDraft([{ passage: from, proposal }], { base: BASE, document, by: 'x' })
          for (const [, words = '', start, end] of text.matchAll(FOUND)) {
            const place = [start, end].map(n => Number(n) - from.metadata.from)
            expect(from.pageContent.slice(...place)).toBe(words)
            expect(words).toMatch(/^(?:[\d,]+(?:\.\d+)?(?: ?[a-z]+)?|[a-z]+)$/)
          }
        }
      }
    }
  })

  it('counts characters of the file itself where it is plain', async () => {
    for (const path of DOCUMENTS.slice(0, 2)) {
      const file = readFileSync(path, 'utf8')
      const text = await draftOf(path)
      const marks = [...text.matchAll(FOUND)]
      expect(marks.length).toBeGreaterThan(4)
      for (const [, words, start, end] of marks) {
        expect(file.slice(Number(start), Number(end))).toBe(words)
      }
    }
  })
})

const FOUND = /\[x\] "(.*)" stands there verbatim, at characters (\d+) to (\d+)$/gm

async function draftOf(path: string): Promise<string> {
  const { passages } = await loadDocument(path)
  const propose = createRuleProposer(BASE)
  const proposed: Proposed[] = []
  for (const from of passages) {
    for (const proposal of await propose(from)) proposed.push({ passage: from, proposal })
  }
  return writeDraft(proposed, { base: BASE, document, by: 'by rules alone' })
}

describe('a document', () => {
  it('is the same draft however often it is read', async () => {
    for (const path of DOCUMENTS) expect(await draftOf(path)).toBe(await draftOf(path))
  })

  it('can put nothing into the draft but comments, whatever stands in it', () => {
    const hostile = [
      'x\n- id: evil\n  statement: Lindenhof made 1 kilogram.',
      'x\r- id: evil\u2028- id: evil\u0085- id: evil\f- id: evil',
      '\u001b[2J\u001b]0;title\u0007 \u202e4202\u202c ---\n...\n%TAG',
      `${'-'.repeat(500)} ${'𝒳'.repeat(300)}`,
      ...Array.from({ length: 60 }, (_, seed) => hostileReply(seed).text.toWellFormed()),
    ]
    for (const words of hostile) {
      const of = {
        pageContent: words,
        metadata: { section: words, paragraph: 1, line: 1, from: 0 },
      }
      const text = drafted({ doubts: [words], comparedWith: words, statement: words }, of, words)
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/)
      expect(text.isWellFormed()).toBe(true)
      const entries: unknown = parse(text)
      expect(entries).toHaveLength(1)
      expect(entries).toMatchObject([{ id: 'proposal-1', subject: 'TODO', status: 'TODO' }])
    }
  })
})

describe('an entry', () => {
  it('of a new source says what to add to sources.yaml, and what is not known', () => {
    const text = drafted({}, passage('x'), 'My Réport (2).txt')
    expect(text).toContain('# - id: my-report-2\n#   title: TODO\n#   published: TODO')
    expect(parse(text)).toMatchObject([{ source: { id: 'my-report-2' }, as_of: 'TODO' }])
  })

  it('of a known source takes over its day', () => {
    const text = drafted({}, passage('x'), 'bee-report.pdf')
    expect(parse(text)).toMatchObject([{ source: { id: 'bee-report' }, as_of: '2025-03-10' }])
    expect(text).not.toContain('sources.yaml')
  })

  it('that the base holds already says so', () => {
    const held = { subject: 'lindenhof', object: 'honey', measure: 'harvest' }
    const value = { amount: 12500, unit: 'kilogram', hedge: 'about' } as const
    expect(drafted({ ...held, value }, passage('12,500'))).toContain(
      '[ ] the base holds this already, as "lindenhof-honey-2024"',
    )
  })

  it('has an id that neither the base nor another entry has', () => {
    const proposal: Proposal = {
      ...{ quote: 'x', subject: 'lindenhof', object: 'honey', related: [], doubts: [] },
      period: '2024',
    }
    const proposed = [1, 2].map(() => ({ passage: passage('x'), proposal }))
    const text = writeDraft(proposed, { base: BASE, document, by: 'x' })
    expect(parse(text)).toMatchObject([
      { id: 'lindenhof-honey-2024-2' },
      { id: 'lindenhof-honey-2024-3' },
    ])
  })
})
