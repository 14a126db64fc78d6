// Numbers as people write them: digits with marks, words, fractions, "9 in 10", "double".
import type { Token } from '../search/tokenize.ts'

export const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  mil: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bil: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
}

const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
}

const FRACTIONS: Readonly<Record<string, number>> = {
  half: 50,
  third: 100 / 3,
  quarter: 25,
  fifth: 20,
  sixth: 100 / 6,
  eighth: 12.5,
  tenth: 10,
}

const MULTIPLES: Readonly<Record<string, number>> = {
  double: 2,
  doubled: 2,
  doubles: 2,
  twice: 2,
  triple: 3,
  tripled: 3,
  triples: 3,
  thrice: 3,
  quadruple: 4,
  quadrupled: 4,
}

/** Words between the two numbers of "9 in every 10" and "2 out of 3". */
const OUT_OF: readonly string[] = ['in', 'out', 'of', 'every', 'each', 'for']

const DIGITS = /^([$€£]?)([\d,]+(?:\.\d+)?)(%|k|mn|m|bn|b|x)?$/

export interface ReadNumber {
  readonly amount: number
  /** What its own form says of its unit. */
  readonly form: 'plain' | 'worded' | 'percent' | 'multiple' | '$' | '%' | 'x'
  /** Token number after it. */
  readonly to: number
}

/** The number that begins at token `i`, if one does. */
export function numberAt(tokens: readonly Token[], i: number): ReadNumber | undefined {
  const word = tokens[i]?.word ?? ''
  return (
    partOf(tokens, i) ??
    fractionAt(tokens, i) ??
    multipleAt(word, i) ??
    digitsAt(word, i) ??
    wordAt(word, i)
  )
}

function digitsAt(word: string, i: number): ReadNumber | undefined {
  const match = DIGITS.exec(word)
  if (match === null) return undefined
  const mark = match[3] ?? ''
  const amount = Number((match[2] ?? '').replaceAll(',', '')) * (SCALES[mark] ?? 1)
  const form = match[1] === '$' ? '$' : mark === '%' || mark === 'x' ? mark : 'plain'
  return { amount, form, to: i + 1 }
}

function wordAt(word: string, i: number): ReadNumber | undefined {
  const amount = WORDS[word]
  return amount === undefined ? undefined : { amount, form: 'worded', to: i + 1 }
}

function multipleAt(word: string, i: number): ReadNumber | undefined {
  const amount = MULTIPLES[word]
  return amount === undefined ? undefined : { amount, form: 'multiple', to: i + 1 }
}

/** "a third", "half of", "three quarters". */
function fractionAt(tokens: readonly Token[], i: number): ReadNumber | undefined {
  const [word = '', next = '', before = ''] = [i, i + 1, i - 1].map(at => tokens[at]?.word)
  const several = FRACTIONS[next.replace(/s$/, '')]
  const count = WORDS[word]
  if (several !== undefined && count !== undefined) {
    return { amount: several * count, form: 'percent', to: i + 2 }
  }
  const amount = FRACTIONS[word]
  if (
    amount === undefined ||
    !(next === 'of' || ['a', 'one', 'about', 'by', 'in'].includes(before))
  )
    return
  return { amount, form: 'percent', to: i + 1 }
}

/** "9 in every 10", "2 out of 3". */
function partOf(tokens: readonly Token[], i: number): ReadNumber | undefined {
  const part = plainAt(tokens[i]?.word)
  let at = i + 1
  while (OUT_OF.includes(tokens[at]?.word ?? '')) at++
  const whole = plainAt(tokens[at]?.word)
  const joined = at - i - 1
  if (part === undefined || whole === undefined || joined < 1 || joined > 3) return undefined
  if (part >= whole || whole > 1000) return undefined
  return { amount: (100 * part) / whole, form: 'percent', to: at + 1 }
}

function plainAt(word = ''): number | undefined {
  return WORDS[word] ?? (/^\d{1,4}$/.test(word) ? Number(word) : undefined)
}
