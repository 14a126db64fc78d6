// Holds split-text.ts to its promises, on chosen cases and on seeded random ones.
import { describe, expect, it } from 'vitest'
import { splitText } from '../../src/adapters/split-text.ts'
import { seededRandom } from './seeded-random.ts'

const squeezed = (text: string): string => text.replace(/\s+/g, '')

describe('splitText', () => {
  it('leaves a text that fits as it is', () => {
    expect(splitText('One line.\n\nAnother.', 100)).toEqual(['One line.\n\nAnother.'])
  })

  it('gives nothing for a text without content', () => {
    expect(splitText(' \n\n ', 10)).toEqual([])
  })

  it('cuts between paragraphs before it cuts inside one', () => {
    expect(splitText('First part. More of it.\n\nSecond part.', 25)).toEqual([
      'First part. More of it.',
      'Second part.',
    ])
  })

  it('keeps the items of a list whole', () => {
    expect(splitText('- one item here\n- two item here\n- three', 24)).toEqual([
      '- one item here',
      '- two item here\n- three',
    ])
  })

  it('cuts between sentences before it cuts between words', () => {
    expect(splitText('It is 1.5 wide. It is 2.5 high.', 20)).toEqual([
      'It is 1.5 wide.',
      'It is 2.5 high.',
    ])
  })

  it('cuts an endless word between characters that a reader sees as one', () => {
    const family = '👨‍👩‍👧'
    expect(splitText(family.repeat(3), family.length * 2)).toEqual([family.repeat(2), family])
  })

  it('keeps a code fence whole where it fits', () => {
    const fence = '```\na\n\nb\n```'
    expect(splitText(`Some words before.\n${fence}\nafter`, 22)).toEqual([
      'Some words before.',
      `${fence}\nafter`,
    ])
  })

  it('closes and opens a fence again where it is longer than a piece', () => {
    const body = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n')
    const pieces = splitText(`\`\`\`txt\n${body}\n\`\`\``, 50)
    expect(pieces.length).toBeGreaterThan(1)
    for (const piece of pieces) {
      expect(piece).toMatch(/^```txt\n[^`]*\n```$/)
      expect(piece.length).toBeLessThanOrEqual(50)
    }
    const inside = pieces.map(piece => piece.split('\n').slice(1, -1).join('\n'))
    expect(inside.join('\n')).toBe(body)
  })

  it('measures as it is told', () => {
    const bytes = (text: string): number => Buffer.byteLength(text)
    for (const piece of splitText('äöü äöü äöü', 8, bytes)) {
      expect(bytes(piece)).toBeLessThanOrEqual(8)
    }
  })

  it('keeps every character in order and every piece under the limit, whatever comes', () => {
    const random = seededRandom(7)
    const bits = [
      'word ',
      'A sentence. ',
      '\n',
      '\n\n',
      '- item\n',
      'x'.repeat(40),
      '😀',
      '&<>',
      'é ',
    ]
    for (let round = 0; round < 300; round += 1) {
      const count = 1 + Math.floor(random() * 60)
      const text = Array.from(
        { length: count },
        () => bits[Math.floor(random() * bits.length)] ?? '',
      ).join('')
      const limit = 5 + Math.floor(random() * 80)
      const pieces = splitText(text, limit)
      expect(squeezed(pieces.join(''))).toBe(squeezed(text))
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(limit)
        expect(piece.trim()).not.toBe('')
      }
    }
  })

  it('keeps the words of a line that only looks like a fence, or of a fence without room', () => {
    const inline = '``` code ``` and a word after it'
    expect(squeezed(splitText(inline, 12).join(''))).toBe(squeezed(inline))
    const long = '```with words that are longer than any piece\nbody\n```'
    const shown = splitText(long, 14).join(' ')
    for (const word of ['with', 'words', 'piece', 'body']) expect(shown).toContain(word)
  })
})
