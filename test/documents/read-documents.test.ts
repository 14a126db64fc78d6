// Documents of each kind become passages that say truly where they stand.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base'
import { Document } from '@langchain/core/documents'
import { describe, expect, it } from 'vitest'
import type { Passage } from '#magnets'
import { HtmlLoader } from '../../src/documents/html-loader.ts'
import { loadDocument } from '../../src/documents/load-document.ts'
import { PdfLoader } from '../../src/documents/pdf-loader.ts'
import { PASSAGE_LENGTH, splitPassages } from '../../src/documents/split-passages.ts'
import { TextLoader } from '../../src/documents/text-loader.ts'
import { seededRandom } from '../adapters/seeded-random.ts'

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/documents/${name}`, import.meta.url))

const textsOf = (passages: readonly Passage[]): string =>
  passages.map(({ pageContent }) => pageContent).join('\n')

const having = (passages: readonly Passage[], words: string): Passage | undefined =>
  passages.find(({ pageContent }) => pageContent.includes(words))

describe('plain text', () => {
  it('gives paragraphs with heading, line and characters of the file', async () => {
    const { passages } = await loadDocument(pathOf('valley-report.txt'))
    const file = readFileSync(pathOf('valley-report.txt'), 'utf8')
    for (const { pageContent, metadata } of passages) {
      const { from, line } = metadata
      expect(file.slice(from, from + pageContent.length)).toBe(pageContent)
      expect(file.slice(0, from).split('\n')).toHaveLength(line)
    }
    expect(having(passages, '9,400')?.metadata).toMatchObject({ section: 'Harvests', line: 8 })
    expect(having(passages, '$1.5 million')?.metadata).toMatchObject({ paragraph: 3, line: 11 })
  })
})

describe('Markdown', () => {
  it('leaves out front matter, comments and code, and keeps both kinds of headings', async () => {
    const { passages } = await loadDocument(pathOf('valley-report.md'))
    expect(textsOf(passages)).not.toMatch(/published|1 kilogram|5 kilograms/)
    expect(having(passages, '9,400 kilograms of')?.metadata.section).toBe('Harvests')
    expect(having(passages, '15,000')?.metadata).toMatchObject({ section: 'Outlook', line: 30 })
  })
})

describe('HTML', () => {
  it('gives what a reader sees, and nothing of scripts, navigation and hidden parts', async () => {
    const document = await loadDocument(pathOf('valley-report.html'))
    expect(textsOf(document.passages)).not.toMatch(/\b[1-6] kilograms?\b|\$7/)
    expect(document).toMatchObject({ title: 'The Valley Report', published: '2025-04-01' })
    const made = having(document.passages, 'In 2023')
    expect(made?.metadata).toMatchObject({ section: 'Harvests & sales', line: 16 })
  })

  it('sets the mark of a note apart from the figure beside it', async () => {
    const { passages } = await loadDocument(pathOf('valley-report.html'))
    expect(textsOf(passages)).toContain('more than 9,400 [2] kilograms of honey')
  })

  it('keeps the rows and cells of a table apart', async () => {
    const { passages } = await loadDocument(pathOf('valley-report.html'))
    expect(textsOf(passages)).toContain('Lindenhof | 9,400 kilograms |\nRoute 9 | 120 kilograms |')
  })
})

describe('PDF', () => {
  it('gives page, heading and line, and leaves out the numbers of pages', async () => {
    const document = await loadDocument(pathOf('valley-report.pdf'))
    expect(document).toMatchObject({ title: 'The Valley Report', published: '2025-04-01' })
    expect(textsOf(document.passages)).not.toMatch(/- [12] -/)
    expect(having(document.passages, '9,400')?.metadata).toMatchObject({
      page: 1,
      section: 'The Valley Report',
      paragraph: 2,
      line: 3,
    })
    expect(having(document.passages, '15,000')?.metadata).toMatchObject({
      page: 2,
      section: 'Outlook',
      paragraph: 1,
    })
  })

  it('sets the mark of a note apart from the figure beside it', async () => {
    const { passages } = await loadDocument(pathOf('valley-report.pdf'))
    expect(textsOf(passages)).toContain('about $1.5 million [2] to build.')
  })
})

it('the loaders are those of LangChain, and give its documents', async () => {
  const html = new HtmlLoader('<h1>Harvests</h1><p>Nobody asked the bees.')
  const pdf = new PdfLoader(readFileSync(pathOf('valley-report.pdf')), 'valley-report.pdf')
  for (const loader of [html, pdf, new TextLoader('Nobody.', { markdown: false })]) {
    expect(loader).toBeInstanceOf(BaseDocumentLoader)
    const [first] = await loader.load()
    expect(first).toBeInstanceOf(Document)
    expect(first?.metadata).toMatchObject({ paragraph: 1 })
  }
})

describe('any text', () => {
  const WORDS = [
    ...['bees', 'Lindenhof', '9,400', 'U.S.', 'approx.', 'Dr. Meier', '3.5', '"No!"', 'é', '𝒳'],
    ...[
      '\n',
      '\r\n',
      '\n\n',
      '. ',
      '.',
      '! ',
      '? ',
      ' ',
      '\t',
      '# A heading\n',
      '- ',
      '|',
      '```\n',
    ],
    'x'.repeat(PASSAGE_LENGTH + 1),
  ]

  it.each([true, false])(
    'loses no character but white space, wherever it is cut (Markdown: %s)',
    async markdown => {
      const random = seededRandom(7)
      for (let round = 0; round < 150; round++) {
        const count = 1 + Math.floor(random() * 400)
        const pick = (): string => WORDS[Math.floor(random() ** 1.5 * WORDS.length)] ?? ''
        const text = Array.from({ length: count }, pick).join(random() < 0.5 ? ' ' : '')
        const blocks = await new TextLoader(text, { markdown }).load()
        const passages = await splitPassages(blocks)
        for (const { pageContent, metadata } of passages) {
          const { from } = metadata
          expect(text.slice(from, from + pageContent.length)).toBe(pageContent)
          expect(pageContent.length).toBeLessThanOrEqual(PASSAGE_LENGTH)
          expect(metadata.line).toBe(text.slice(0, from).split(/\r\n?|\n|\f/).length)
        }
        const bare = (all: readonly { pageContent: string }[]): string =>
          all
            .map(({ pageContent }) => pageContent)
            .join('')
            .replace(/\s/g, '')
        expect(bare(passages)).toBe(bare(blocks))
      }
    },
  )
})
