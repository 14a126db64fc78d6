// Text to tokens: lower case, punctuation folded, numbers kept whole, marks kept that end a clause.
import { stem } from './stem.ts'

export interface Token {
  /** Lower case, without possessive. */
  readonly word: string
  readonly stem: string
  /** Half-open range in the original text. */
  readonly start: number
  readonly end: number
  /** True when a comma, semicolon, full stop, question mark or line break follows. */
  readonly closes: boolean
}

/** Longer questions are cut: nobody asks in more, and every later step is linear in it. */
export const MAX_TOKENS = 400

const WORD =
  /[$€£]?\d[\d,]*(?:\.\d+)?(?:%|(?:k|m|mn|bn|b|x|st|nd|rd|th)(?![\p{L}\d]))?|\p{L}+(?:[.]\p{L}(?![\p{L}]))+\.?|[\p{L}\d]+(?:['’]\p{L}+)?|[$€£](?!\p{L})|[%÷×]/giu

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(WORD)) {
    if (tokens.length === MAX_TOKENS) break
    const end = match.index + match[0].length
    const word = fold(match[0])
    if (word === '') continue
    const closes = /^\s*(?:[,;:?!\n)(—–]|\.(?:\s|$))/.test(text.slice(end, end + 4))
    tokens.push({ word, stem: stem(word), start: match.index, end, closes })
  }
  return tokens
}

/** The stems of a phrase, as the index and the vocabulary hold them. */
export function stemsOf(text: string): readonly string[] {
  return tokenize(text).map(token => token.stem)
}

function fold(raw: string): string {
  const word = raw.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[’]/g, "'")
  if (/\d/.test(word)) return word.replace(/,+$/, '')
  return word.replace(/\./g, '').replace(/'s$/, '').replace(/'$/, '').replace(/'/g, '')
}
