// Whether a word is said as a verb, and in which voice: by its form and by what stands around it.
import type { Claims } from './read-claims.ts'

export type Voice = 'active' | 'passive'

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const CAUSE = set('because as since so therefore')
export const BE = set('is are was were be been being am')
export const PRONOUN = set('it they')
export const RELATIVE = set('that which who what whom')
const HAVE = set('has have had having')
const MODAL = set('can could may might must shall should will would does do did to')
export const HELPERS: ReadonlySet<string> = new Set([...BE, ...HAVE, ...MODAL])
const ARTICLE = set('a an the its their this these no all some')
const PREPOSITION = set(
  'of in at by and or from for with into onto on as than since during to over under through across between out up aboard around about almost against',
)
/** Said of what is not there, not of who does not have it. */
const STATES = set('lacking missing')
const BEFORE_NOUN = set(
  'that those it his her our your each every any both several onto between within through per about and or more most less fewer very new old how so too when where why',
)
const ADVERB = set(
  'still also not never now already long once always only just yet even currently presently again therefore thus far well',
)
/** Participles, and pasts that serve like them, that do not end in "-ed". */
const IRREGULAR = set(
  'made put built held kept brought left set run cut sent sold bought led met paid given taken shown known found lost won hit begun sought spent fed grown drawn done gone seen written driven risen fallen chosen come become became ran began came gave took fell rose grew saw went said got',
)

/** Pasts that no passive is made of. */
const PAST_ONLY = set('became came gave took fell rose grew saw went began ran')

/**
 * The voice of the word at token `from`, of a phrase that ends before `to`; undefined where it is no
 * verb, or nothing tells whether it is.
 */
export function voiceAt(
  { text, tokens, dates, amounts }: Pick<Claims, 'text' | 'tokens' | 'dates' | 'amounts'>,
  from: number,
  to: number,
): Voice | undefined {
  const word = tokens[from]?.word ?? ''
  const ing = word.endsWith('ing')
  const next = tokens[to]?.word ?? ''
  // "Has a stake in".
  const owns = HAVE.has(word) && (ARTICLE.has(next) || amounts.some(amount => amount.from === to))
  if (owns) return 'active'
  if (isAdverb(word) || [HELPERS, ARTICLE, PREPOSITION, CAUSE].some(words => words.has(word)))
    return undefined
  const participle = isParticiple(word)
  let at = from - 1
  while (isAdverb(tokens[at]?.word)) at -= 1
  // "Is 100 percent owned".
  const figure = amounts.find(({ to: end }) => end === at + 1)
  if (figure !== undefined && BE.has(tokens[figure.from - 1]?.word ?? '')) at = figure.from - 1
  // "A settlement in June 2025 eased": what stands before the date counts.
  const date = dates.find(({ to: end }) => end === at + 1)
  if (date !== undefined && PREPOSITION.has(tokens[date.from - 1]?.word ?? '')) at = date.from - 2
  const before = tokens[at]
  if (before === undefined) return undefined
  if (STATES.has(word)) return undefined
  if (BE.has(before.word)) return ing ? 'active' : participle ? 'passive' : undefined
  if (HAVE.has(before.word)) return participle ? 'active' : undefined
  if (MODAL.has(before.word)) return ing || /ed$/.test(word) ? undefined : 'active'
  if (RELATIVE.has(before.word) || PRONOUN.has(before.word)) {
    // "Than that ship did", "than that ship".
    const names = HELPERS.has(next) || (tokens[to - 1]?.closes && before.word === 'that')
    return ing || names ? undefined : 'active'
  }
  const inNoun =
    ARTICLE.has(before.word) ||
    PREPOSITION.has(before.word) ||
    BEFORE_NOUN.has(before.word) ||
    /\d/.test(before.word) ||
    [0, 1].some(more => /['’]s?$/.test(text.slice(before.start, before.end + more)))
  if (ing || inNoun) return undefined
  // "Fell by 5 percent" tells how far, "a mine, run by" who does it.
  const far = amounts.some(amount => amount.from <= to + 1 && amount.to > to + 1)
  if (participle && next === 'by' && !far && !PAST_ONLY.has(word)) return 'passive'
  if (before.closes) return undefined
  // "Magnet exports from", "tariffs eased in": a noun, or a participle behind its noun.
  if (amounts.some(amount => amount.from === to)) return 'active'
  if (tokens[to - 1]?.closes === true) return endsRelative(tokens, from) ? 'active' : undefined
  if (next === '' || PREPOSITION.has(next)) return undefined
  if (isParticiple(next) || (HELPERS.has(next) && next !== 'to')) return undefined
  const object = ARTICLE.has(next) || /\d/.test(next)
  return object || participle || /[^s]s$/.test(word) || /s$/.test(before.word)
    ? 'active'
    : undefined
}

/** "Which the agency backs,". */
function endsRelative(tokens: Claims['tokens'], at: number): boolean {
  const begin = tokens.findLastIndex(({ word }, i) => i < at && RELATIVE.has(word))
  const between = tokens.slice(begin + 1, at)
  return (
    begin >= 0 &&
    between.length > 0 &&
    between.every(({ closes, word }) => !closes && !HELPERS.has(word))
  )
}

/** Also of pasts that look like one. */
export function isParticiple(word = ''): boolean {
  return /[^e]ed$/.test(word) || IRREGULAR.has(word)
}

function isAdverb(word: string | undefined): boolean {
  return word !== undefined && (ADVERB.has(word) || /ly$/.test(word))
}

/** Whether the verb at token `from` says that it has happened; undefined where nothing tells. */
export function pastOf(
  { tokens }: Pick<Claims, 'tokens'>,
  from: number,
  voice: Voice,
): boolean | undefined {
  const word = tokens[from]?.word ?? ''
  let at = from - 1
  while (isAdverb(tokens[at]?.word)) at -= 1
  const before = tokens[at]?.word ?? ''
  // "Was to have opened" has not happened.
  if (before === 'have' && MODAL.has(tokens[at - 1]?.word ?? '')) return undefined
  if (HAVE.has(before) || /^(?:was|were)$/.test(before)) return true
  if (before === 'been') return true
  if (before === 'be' || MODAL.has(before) || /^(?:is|are|being)$/.test(before)) return false
  if (voice === 'passive') return undefined
  return isParticiple(word)
}

export function isPreposition(word: string | undefined): boolean {
  return word !== undefined && PREPOSITION.has(word)
}

/** "Is closing", "closes". */
export function isPresent({ tokens }: Pick<Claims, 'tokens'>, from: number): boolean {
  const word = tokens[from]?.word ?? ''
  let at = from - 1
  while (isAdverb(tokens[at]?.word)) at -= 1
  const before = tokens[at]?.word ?? ''
  if (word.endsWith('ing')) return /^(?:is|are)$/.test(before)
  return /[^s]s$/.test(word) && !HELPERS.has(before)
}
