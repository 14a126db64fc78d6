// How many columns of a terminal a text takes, and its letters one by one.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const PLAIN = /^[\u0020-\u007e]*$/

/** Letters as people see them: an accent or a joined picture belongs to its letter. */
export function lettersOf(text: string): string[] {
  if (PLAIN.test(text)) return [...text]
  return Array.from(graphemes.segment(text), part => part.segment)
}

/** Columns that the text takes; wide letters take two. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  return lettersOf(text).reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0)
}

/** Filled up with spaces to a width. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'left' ? text + gap : gap + text
}
