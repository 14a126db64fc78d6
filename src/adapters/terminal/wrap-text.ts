// Breaks text into lines between words; a word wider than the line is cut.
import { lettersOf, widthOf } from './text-width.ts'

/** Lines of at most `width` columns; line feeds in the text stay. Empty text gives one empty line. */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, Math.max(1, width)))
}

/** The same with a mark in front of the first line; the others are set in as far. */
export function wrapHanging(mark: string, text: string, width: number): string[] {
  const indent = widthOf(mark)
  const lines = wrapText(text, width - indent)
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(indent)) + line)
}

/** White space, but not before the number of a source: that stays with its word. */
const BREAKS = /[^\S\u00a0]+(?!\[\d)/

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(BREAKS).flatMap(word => cutWord(word, width))) {
    const joined = current === '' ? word : `${current} ${word}`
    if (widthOf(joined) <= width) {
      current = joined
      continue
    }
    lines.push(current)
    current = word
  }
  return [...lines, current]
}

function cutWord(word: string, width: number): string[] {
  if (widthOf(word) <= width) return word === '' ? [] : [word]
  const [first = '', ...others] = word.split(' ')
  if (others.length > 0) return [first, ...others].flatMap(part => cutWord(part, width))
  const pieces: string[] = []
  let current = ''
  for (const letter of lettersOf(word)) {
    if (current !== '' && widthOf(current + letter) > width) {
      pieces.push(current)
      current = ''
    }
    current += letter
  }
  return [...pieces, current]
}
