// What can't be read is refused in plain words; odd encodings and huge lines are read all the same.
import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/documents/index.ts'
import { loadDocument } from '../../src/documents/load-document.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { simplePdf } from './simple-pdf.ts'

function written(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

const SENTENCE = 'Das Café in Zürich sold 9,400 kilograms.'

describe('a document is refused', () => {
  it.each([
    ['a.docx', 'x', 'is of no kind that can be read: .txt, .md, .html or .pdf'],
    ['a', 'x', 'is of no kind'],
    ['a.txt', '', 'is empty'],
    ['a.txt', ' \n\t\n ', 'nothing but white space'],
    ['a.txt', '%PDF-1.4 ...', 'give its name the ending .pdf'],
    [
      'a.txt',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0, 0, 0, 9]),
      'it holds binary data',
    ],
    ['a.md', Buffer.from('x\u0001\u0002\u0003\u0004\u0005'.repeat(9)), 'it holds binary data'],
    ['a.md', '```\ncode alone\n```\n', 'holds no text that could be read'],
    ['a.html', '<html><script>1</script></html>', 'holds no text that could be read'],
    ['a.pdf', '<p>no</p>', 'what is in it is no PDF'],
    ['a.pdf', '%PDF-1.4\nnothing follows', 'is damaged'],
    ['a.pdf', simplePdf([[]]), 'run text recognition (OCR)'],
    ['a.pdf', simplePdf([[{ text: 'Secret.', y: 700 }]], { locked: true }), 'is encrypted'],
  ])('%s with %j: %s', async (name, content, message) => {
    await expect(loadDocument(written(name, content))).rejects.toThrow(message)
  })

  it('that is not there, a folder, a pipe, or too large', async () => {
    const folder = temporaryFolder()
    await expect(loadDocument(join(folder, 'none.txt'))).rejects.toThrow('There is no file')
    mkdirSync(join(folder, 'a.txt'))
    await expect(loadDocument(join(folder, 'a.txt'))).rejects.toThrow('is a folder')
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    await expect(loadDocument(join(folder, 'pipe.txt'))).rejects.toThrow('no ordinary file')
    const large = written('large.txt', 'x')
    truncateSync(large, 21 * 1024 * 1024)
    await expect(loadDocument(large)).rejects.toThrow('has 21 MB; at most 20 MB are read')
  })

  it('with more pages than anybody reads', async () => {
    const pages = Array.from({ length: 1001 }, () => [])
    await expect(loadDocument(written('a.pdf', simplePdf(pages)))).rejects.toThrow(
      'has 1001 pages; at most 1000 are read',
    )
  })
})

describe('a document is read', () => {
  const utf16 = Buffer.from(SENTENCE, 'utf16le')
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${SENTENCE}`)],
    ['UTF-16, little end first, with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16, big end first, with a mark', Buffer.from(`\ufeff${SENTENCE}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', utf16],
  ])('in %s', async (_, bytes) => {
    const { passages, notes } = await loadDocument(written('a.txt', bytes))
    expect(passages.map(({ pageContent }) => pageContent)).toEqual([SENTENCE])
    expect(notes).toEqual([])
  })

  it('in Windows-1252, and says that this was a guess', async () => {
    const bytes = Buffer.concat([Buffer.from(SENTENCE, 'latin1'), Buffer.from([0x20, 0x93, 0x94])])
    const { passages, notes } = await loadDocument(written('a.txt', bytes))
    expect(passages[0]?.pageContent).toBe(`${SENTENCE} “”`)
    expect(notes).toEqual([expect.stringContaining('windows-1252')])
  })

  it('in the encoding that an HTML page names', async () => {
    const page = Buffer.concat([
      Buffer.from('<meta charset="koi8-r"><p>'),
      Buffer.from([0xed, 0xc5, 0xc4]),
    ])
    const { passages } = await loadDocument(written('a.html', page))
    expect(passages[0]?.pageContent).toBe('Мед')
  })

  it.each([
    ['a.txt', `${'word '.repeat(400_000)}.`],
    ['a.txt', 'x'.repeat(2_000_000)],
    ['a.md', '- '.repeat(300_000)],
    ['a.html', `<p>x${'<div>'.repeat(20_000)}y`],
    ['a.html', `<p>${'&lt;'.repeat(200_000)}</p>`],
    ['a.html', `<table>${'<tr><td>x</td><td>45,000 tons</td></tr>'.repeat(30_000)}`],
    ['a.txt', `${'a.'.repeat(300_000)}`],
  ])('within seconds, however long its lines: %s', async (name, content) => {
    const started = performance.now()
    const { passages } = await loadDocument(written(name, content))
    expect(passages.length).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('the thread in which it is read', () => {
  it('says the same as reading here', async () => {
    const path = written('a.txt', SENTENCE)
    expect(await readDocument(path)).toEqual(await loadDocument(path))
    await expect(readDocument(written('a.txt', ''))).rejects.toThrow(/^a\.txt is empty\.$/)
  })

  it('is ended when it takes too long', async () => {
    const path = written('a.txt', SENTENCE)
    await expect(readDocument(path, 0)).rejects.toThrow('could not be read within')
  })
})
