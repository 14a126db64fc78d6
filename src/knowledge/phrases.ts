// Splits text into words and finds known phrases in it: the longest at each place, without overlap.

export interface Word {
  /** As written, without possessive or the dots of an initialism. */
  readonly written: string
  /** Small letters without accents; what phrases are compared by. */
  readonly folded: string
  /** Half-open range of characters. */
  readonly from: number
  readonly to: number
}

export interface PhraseMatch {
  /** Ids of everything that is called so. */
  readonly ids: readonly string[]
  readonly from: number
  readonly to: number
}

export type PhraseIndex = ReadonlyMap<string, readonly Phrase[]>

export interface Phrase {
  readonly words: readonly Word[]
  readonly id: string
}

const WORD =
  /(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?|\d+(?:[.,]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu

/** The words of a text; hyphens and punctuation part them, a possessive ending falls away. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map(match => {
    const whole = match[0]
    const written = whole.replace(/['’]s$/i, '').replace(/\.(?!\d)/g, '')
    return { written, folded: fold(written), from: match.index, to: match.index + whole.length }
  })
}

/** The text as it is compared with other names: its folded words. */
export function normalised(text: string): string {
  return wordsOf(text)
    .map(word => word.folded)
    .join(' ')
}

/** An index over phrases, by their first word and longest first. */
export function indexPhrases(phrases: Iterable<readonly [id: string, text: string]>): PhraseIndex {
  const index = new Map<string, Phrase[]>()
  for (const [id, text] of phrases) {
    const words = wordsOf(text)
    const [first] = words
    if (first === undefined) continue
    const known = index.get(first.folded)
    if (known === undefined) index.set(first.folded, [{ words, id }])
    else known.push({ words, id })
  }
  for (const known of index.values()) known.sort((a, b) => b.words.length - a.words.length)
  return index
}

/** The phrases in a text, from left to right, the longest at each place. */
export function findPhrases(text: string, index: PhraseIndex): readonly PhraseMatch[] {
  const words = wordsOf(text)
  const found: PhraseMatch[] = []
  for (let at = 0; at < words.length; at++) {
    const match = longestAt(words, at, index)
    const first = words[at]
    const last = words[at + (match?.length ?? 0) - 1]
    if (match === undefined || first === undefined || last === undefined) continue
    found.push({ ids: match.ids, from: first.from, to: last.to })
    at += match.length - 1
  }
  return found
}

function longestAt(words: readonly Word[], at: number, index: PhraseIndex) {
  const matching = (index.get(words[at]?.folded ?? '') ?? []).filter(phrase =>
    phrase.words.every((word, n) => isSame(words[at + n], word)),
  )
  const length = matching[0]?.words.length
  if (length === undefined) return undefined
  const ids = matching.filter(phrase => phrase.words.length === length).map(phrase => phrase.id)
  return { length, ids: [...new Set(ids)] }
}

/** An abbreviation in capitals is only itself in capitals: otherwise "IT" would stand in "it". */
function isSame(have: Word | undefined, wanted: Word): boolean {
  const abbreviation = /^\p{Lu}{2,4}$/u.test(wanted.written)
  return abbreviation ? have?.written === wanted.written : have?.folded === wanted.folded
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()
}
