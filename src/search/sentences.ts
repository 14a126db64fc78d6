// Cuts running text into sentences, as ranges of it: no letter is changed or lost but white space between.

/** Half-open range of characters. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Words whose dot ends no sentence, most of the time. */
const ABBREVIATION =
  /(?:\b\p{L}|\b(?:Mr|Mrs|Ms|Dr|Prof|Inc|Co|Corp|Ltd|No|Nos|Fig|St|vs|approx|ca|cf|al|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))$/u

/**
 * A full stop, question or exclamation mark before white space, or before a capital that a lost
 * space has brought close ("news.Last month"); and an empty line.
 */
const END = /[.!?…]["”’)\]]{0,3}(?=\s|\p{Lu}\p{Ll})|(?<=\p{Ll}{3})[.!?](?=\p{Lu})|\n\s*\n/gu

/** How much of the text before a dot is looked at for an abbreviation. */
const BEFORE = 12

export function sentencesOf(text: string): readonly Range[] {
  const sentences: Range[] = []
  let start = 0
  for (const { 0: mark, index } of text.matchAll(END)) {
    const end = index + mark.length
    if (mark.startsWith('.') && goesOn(text, index, end)) continue
    add(text, start, end, sentences)
    start = end
  }
  add(text, start, text.length, sentences)
  return sentences
}

/** After an abbreviation, and before a small letter, the sentence isn't over. */
function goesOn(text: string, dot: number, end: number): boolean {
  const next = /\S/.exec(text.slice(end, end + BEFORE))?.[0] ?? ''
  if (/\p{Ll}/u.test(next)) return true
  return ABBREVIATION.test(text.slice(Math.max(0, dot - BEFORE), dot)) && next !== ''
}

function add(text: string, start: number, end: number, sentences: Range[]): void {
  const piece = text.slice(start, end)
  const from = start + (piece.length - piece.trimStart().length)
  const to = start + piece.trimEnd().length
  if (from < to) sentences.push({ from, to })
}
