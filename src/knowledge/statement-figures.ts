// Reads the figures out of a statement (digits with thousands commas, scale words, numbers in words), with unit and hedge.
import { HEDGES, type Hedge, type Unit } from '#magnets'
import { type Phrase, wordsOf } from './phrases.ts'

export interface StatementFigure {
  /** As it stands there: "12,500", "1.2 billion", "six". */
  readonly written: string
  readonly amount: number
  /** Half-open range of characters, a scale word included, a sign such as "$" not. */
  readonly from: number
  readonly to: number
  /** False where commas stand anywhere but between thousands. */
  readonly wellFormed: boolean
  /** True for "six": such a number may be the value, but needn't be anything. */
  readonly inWords: boolean
}

const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
}

const SMALL_NUMBERS = 'two three four five six seven eight nine ten eleven twelve'.split(' ')

const DIGITS = /\d(?:[\d,]*\d)?(?:\.\d+)?/
const FIGURE = new RegExp(
  `(?<digits>${DIGITS.source})(?:[ -](?<scale>${Object.keys(SCALES).join('|')})\\b)?` +
    `|\\b(?<word>${SMALL_NUMBERS.join('|')})\\b`,
  'gi',
)

/** Every figure in the statement, from left to right. */
export function figuresIn(statement: string): readonly StatementFigure[] {
  return [...statement.matchAll(FIGURE)].map(match => {
    const { digits, scale, word } = match.groups ?? {}
    const written = match[0]
    const place = { written, from: match.index, to: match.index + written.length }
    if (digits === undefined) {
      const amount = SMALL_NUMBERS.indexOf((word ?? '').toLowerCase()) + 2
      return { ...place, amount, wellFormed: true, inWords: true }
    }
    return {
      ...place,
      amount: Number(digits.replaceAll(',', '')) * (SCALES[scale?.toLowerCase() ?? ''] ?? 1),
      wellFormed: !digits.includes(',') || /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits),
      inWords: false,
    }
  })
}

/** Whether two amounts are one: scaling "4.35 million" must not fail on a binary fraction. */
export function sameAmount(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
}

/** The units that the statement gives the figure: those whose sign or words around it are longest. */
export function unitsOf(
  statement: string,
  figure: StatementFigure,
  units: readonly Unit[],
): readonly Unit[] {
  const scored = units.map(unit => ({ unit, score: unitLength(statement, figure, unit) }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ unit }) => unit)
}

function unitLength(statement: string, figure: StatementFigure, unit: Unit): number {
  const before = statement.slice(0, figure.from)
  const after = statement.slice(figure.to)
  const { prefix, suffix } = unit
  let signs = 0
  if (prefix !== undefined && before.endsWith(prefix)) signs += prefix.length
  if (suffix !== undefined && startsWithSign(after.trimStart(), suffix.trim())) {
    signs += suffix.trim().length
  }
  // Behind a sign such as "%" no word is the unit: "51% year on year".
  const named = /^[\s*_~-]*\p{L}/u.test(after) ? after.replace(/[.;:!?,(].*$/s, '') : ''
  const following = wordsOf(named).map(word => word.folded)
  const names = [unit.singular, unit.plural, ...unit.aliases].map(name => {
    const words = wordsOf(name).map(word => word.folded)
    const stands = words.length > 0 && words.every((word, n) => following[n] === word)
    return stands ? words.join(' ').length : 0
  })
  return Math.max(signs, ...names)
}

/** A suffix of letters ends where the word ends: "t" does not stand in "tons". */
function startsWithSign(text: string, sign: string): boolean {
  return text.startsWith(sign) && !/^\p{L}\p{L}/u.test(text.slice(sign.length - 1))
}

/** The longest hedge that ends at the figure, and what it can mean; `exact` where there is none. */
export function hedgeBefore(
  statement: string,
  figure: StatementFigure,
  phrases: readonly Phrase[],
): { readonly hedges: readonly Hedge[]; readonly phrase: string } {
  const none = { hedges: ['exact' as const], phrase: '' }
  const before = wordsOf(statement.slice(0, figure.from))
  const last = before.at(-1)
  const gap = statement.slice(last?.to ?? 0, figure.from)
  if (last === undefined || /[.,;:()]/.test(gap)) return none
  const folded = before.map(word => word.folded)
  const ending = phrases.filter(({ words }) => {
    const tail = folded.slice(-words.length)
    return words.every((word, n) => word.folded === tail[n])
  })
  const length = Math.max(0, ...ending.map(({ words }) => words.length))
  const longest = ending.filter(({ words }) => words.length === length)
  const hedges = HEDGES.filter(hedge => longest.some(({ id }) => id === hedge))
  if (hedges.length === 0) return none
  return { hedges, phrase: statement.slice(before.at(-length)?.from, figure.from) }
}
