// What each word of a sentence stands for, and where its clauses begin and end.
import { type Claims, PLAIN } from './read-claims.ts'
import { HELPERS, PRONOUN, RELATIVE, voiceAt } from './voice.ts'

export type Concepts = ReadonlySet<string>

/** Words that may stand anywhere: when, how long, how. */
const ASIDE = 'aside'
const MARK = 'mark:'
const SAME = 'same:'
/** Where a clause ends, seen from a verb. */
const CONNECTOR: ReadonlySet<string> = new Set(
  'when while after before because although though whereas if but so where unless since as'.split(
    ' ',
  ),
)

/**
 * For each token the things and groups of equal words that it stands for; empty where it only helps.
 * `self` are those for which "it" stands; where not given, "it" is nothing.
 */
export function conceptsOf(claims: Claims, self?: Concepts): readonly Concepts[] {
  const { tokens, names, amounts, words } = claims
  const concepts = tokens.map(() => new Set<string>())
  const put = (from: number, to: number, ids: Iterable<string>): void => {
    for (let i = from; i < to; i++) for (const id of ids) concepts[i]?.add(id)
  }
  for (const { from, to, ids, stems } of names) put(from, to, [...ids, ...stems])
  for (const { from, to, amount } of amounts) {
    const stems = tokens.slice(from, to).map(({ stem }) => stem)
    put(from, to, [`#${amount}`, ...stems])
  }
  for (const { from, stems, groups } of words) {
    const own = groups.filter(id => id.startsWith(SAME))
    const claims = own.length > 0 || !groups.some(id => id === PLAIN || id.startsWith(MARK))
    if (groups.includes(ASIDE)) continue
    if (claims && !HELPERS.has(stems[0] ?? '')) put(from, from + stems.length, [...own, ...stems])
  }
  for (const [i, { word }] of tokens.entries()) {
    if (self !== undefined && PRONOUN.has(word)) put(i, i + 1, ['@it', ...self])
  }
  return concepts
}

export function clauseBegin(claims: Clausal, before: number): number {
  for (let i = before - 1; i >= 0; i--) {
    const word = claims.tokens[i]?.word ?? ''
    if (claims.tokens[i]?.closes || joins(claims, i) || RELATIVE.has(word)) return i + 1
  }
  return 0
}

/**
 * A comma parts the members of a list as well: it ends a clause where another verb follows. Unless
 * `whole`, the clause ends before a helping verb: what stands behind a verb is none of its own.
 */
export function clauseEnd(
  claims: Clausal,
  from: number,
  { whole = false }: { readonly whole?: boolean } = {},
): number {
  const { tokens } = claims
  for (let i = from; i < tokens.length; i++) {
    const { word = '' } = tokens[i] ?? {}
    // "Than" of "more than 5" parts nothing.
    if (claims.amounts.some(amount => i >= amount.from && i < amount.to)) continue
    // "What closes the gap are credits", "faster than it is".
    const helps = i > from && HELPERS.has(word) && word !== 'to'
    if (joins(claims, i) || (!whole && (helps || word === 'than'))) return i
    if (tokens[i]?.closes && hasVerb(claims, i + 1)) return i + 1
  }
  return tokens.length
}

type Clausal = Pick<Claims, 'text' | 'tokens' | 'dates' | 'amounts'>

/** "Since 2020" joins no clause. */
function joins({ tokens, dates }: Clausal, at: number): boolean {
  if (!CONNECTOR.has(tokens[at]?.word ?? '')) return false
  return !dates.some(({ from, to }) => at >= from - 1 && at < to)
}

function hasVerb(claims: Clausal, from: number): boolean {
  const { tokens } = claims
  const end = tokens.findIndex(({ closes }, i) => i >= from && closes)
  return tokens.slice(from, end < 0 ? undefined : end + 1).some(({ word }, i) => {
    const helps = HELPERS.has(word) && word !== 'to'
    return helps || voiceAt(claims, from + i, from + i + 1) === 'active'
  })
}
