// Small words are bound to what they stand before: "on supply" is not "on prices", "only a mine" not "only a firm".
import { type Concepts, clauseEnd, conceptsOf } from './concepts.ts'
import type { Claims } from './read-claims.ts'
import { BE, HELPERS, isParticiple, voiceAt } from './voice.ts'

/** Words that bind alike. A clause hangs on the last ones, a few words on all others. */
const BINDERS: readonly (readonly string[])[] = [
  ['on', 'upon', 'over'],
  ['from'],
  ['against'],
  ['under'],
  ['between'],
  ['behind'],
  ['than'],
  ['after', 'following'],
  ['because'],
  ['when', 'while'],
]
const BETWEEN = 'between'
const REASON = 'reason'
const FIRST_OF_CLAUSES = 6

/** The same said behind what hangs on it: "A came, and B came afterwards", "A, so B". */
const BEHIND: readonly (readonly [RegExp, string])[] = [
  [/^afterwards?$/, 'after'],
  [/^(?:so|therefore|why)$/, 'because'],
]

/** Small words that end what hangs on one before them. */
const ENDS: ReadonlySet<string> = new Set([
  ...BINDERS.flat(),
  ...'in into inside for to by at with and or that which who'.split(' '),
])

/** The group of words of which it matters what comes next: "only", "first", "some". */
const FOCUS = 'focus'
/** Of a statement as many words may follow it: "the first automotive-grade magnets". */
const FOCUSED = 6
const ARTICLE = /^(?:the|a|an|its)$/

export interface Bond {
  /** Equal for words that bind alike. */
  readonly binder: string
  readonly word: string
  readonly bound: Concepts
}

export function readBonds(
  claims: Claims,
  { stated }: { readonly stated: boolean },
): readonly Bond[] {
  const { tokens } = claims
  const concepts = conceptsOf(claims)
  const taken = new Set(
    [...claims.dates, ...claims.amounts, ...claims.names].flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, i) => from + i),
    ),
  )
  // Of a phrase the last word may govern what follows: "far behind".
  const inside = new Set(
    claims.words.flatMap(({ from, stems, groups }) => {
      const marked = groups.some(id => id.startsWith('mark:'))
      return stems.slice(marked ? 0 : 1).map((_, i) => from + i)
    }),
  )
  const small = tokens.flatMap(({ word }, i) => {
    if (word === BETWEEN && tokens[i + 1]?.word === 'them') return []
    const behind = BEHIND.find(([pattern]) => pattern.test(word))?.[1]
    if (behind !== undefined) return clauseBefore(claims, concepts, i, behind)
    if (word === REASON) return reasonAt(claims, concepts, i)
    // "With terms that short, they have": why they do.
    const opens = word === 'with' && i === 0
    const kind = opens ? Number(kindOf('because')) : BINDERS.findIndex(list => list.includes(word))
    if (kind < 0 || taken.has(i) || inside.has(i)) return []
    const end =
      kind < FIRST_OF_CLAUSES ? phraseEnd(claims, i + 1) : clauseEnd(claims, i + 1, { whole: true })
    const bound =
      word === BETWEEN
        ? pairAfter(claims, i)
        : new Set(concepts.slice(i + 1, end).flatMap(ids => [...ids]))
    return bound.size === 0 ? [] : [{ binder: String(kind), word, bound }]
  })
  const focused = claims.words.flatMap(({ groups, from, stems, words }) => {
    if (!groups.includes(FOCUS)) return []
    const to = from + stems.length
    const next = concepts.slice(to).filter(ids => ids.size > 0)
    // "Only the mine" is not "the only mine".
    const bound = ARTICLE.test(tokens[to]?.word ?? '')
      ? new Set<string>()
      : new Set(next.slice(0, stated ? FOCUSED : 1).flatMap(ids => [...ids]))
    return [{ binder: `${FOCUS} ${stems.join(' ')}`, word: words, bound }]
  })
  return [...small, ...focused]
}

/** "The reason for A is that B", "B is the reason for A": bound is B. */
function reasonAt({ tokens }: Claims, concepts: readonly Concepts[], at: number): readonly Bond[] {
  const last = BE.has(tokens[at - 2]?.word ?? '')
  const that = tokens.findIndex(({ word }, i) => i > at && word === 'that')
  const part = last ? concepts.slice(0, at - 2) : that < 0 ? [] : concepts.slice(that + 1)
  const bound = new Set(part.flatMap(ids => [...ids]))
  return bound.size === 0 ? [] : [{ binder: kindOf('because'), word: REASON, bound }]
}

/** As if "because of" stood before it. */
export function causeOf(bound: Concepts): Bond {
  return { binder: kindOf('because'), word: 'because', bound }
}

function kindOf(word: string): string {
  return String(BINDERS.findIndex(list => list.includes(word)))
}

/** Bound is the clause before that of token `at`. */
function clauseBefore(
  { tokens }: Claims,
  concepts: readonly Concepts[],
  at: number,
  word: string,
): readonly Bond[] {
  const end = tokens.findLastIndex(({ closes }, i) => i < at && closes)
  const bound = new Set(concepts.slice(0, end + 1).flatMap(ids => [...ids]))
  return bound.size === 0 ? [] : [{ binder: kindOf(word), word: tokens[at]?.word ?? '', bound }]
}

/** The two things between which something is. */
function pairAfter({ names }: Claims, at: number): Concepts {
  return new Set(
    names
      .filter(({ from }) => from > at)
      .slice(0, 2)
      .flatMap(({ ids }) => ids),
  )
}

function phraseEnd({ tokens }: Claims, from: number): number {
  const end = tokens.findIndex(
    ({ word }, i) => i >= from && (ENDS.has(word) || HELPERS.has(word) || tokens[i - 1]?.closes),
  )
  return end <= from ? (end < 0 ? tokens.length : from) : end
}

/** Small words that the sentence has from the statement, bound to other things than there. */
export function loosenedBonds(
  said: readonly Bond[],
  stated: readonly Bond[],
  everything: Concepts,
): readonly string[] {
  const kinds = new Set(said.map(({ binder }) => binder))
  return [...kinds].flatMap(kind => {
    const mine = said.filter(({ binder }) => binder === kind)
    const theirs = stated.filter(({ binder }) => binder === kind)
    const known = mine.filter(
      ({ bound }) => bound.size === 0 || [...bound].some(id => everything.has(id)),
    )
    const kept = known.some(({ word, bound }) => {
      const ids = [...bound].filter(id => everything.has(id))
      const has = (own: Bond): boolean =>
        // Of two places neither may be another.
        word === BETWEEN ? ids.every(id => own.bound.has(id)) : ids.some(id => own.bound.has(id))
      return theirs.some(has)
    })
    return theirs.length === 0 || known.length === 0 || kept ? [] : [known[0]?.word ?? '']
  })
}

interface Owned {
  readonly owner: string
  readonly words: string
  readonly owned: Concepts
}

/** What stands right behind a thing's name is its own: "the state's control", "the world's mines". */
export function readOwned(claims: Claims): readonly Owned[] {
  const { names, amounts, dates, words, tokens } = claims
  const concepts = conceptsOf(claims)
  const ends = new Set([
    ...[...amounts, ...dates, ...names.filter(({ proper }) => proper)].map(({ from }) => from),
    ...words.flatMap(({ from, stems }) =>
      voiceAt(claims, from, from + stems.length) === undefined && !isParticiple(tokens[from]?.word)
        ? []
        : [from],
    ),
  ])
  return names.flatMap(({ ids, proper, to, words: name }) => {
    const last = tokens.findIndex(
      ({ word }, i) =>
        i >= to &&
        (ends.has(i) ||
          word === 'of' ||
          ENDS.has(word) ||
          HELPERS.has(word) ||
          tokens[i - 1]?.closes === true),
    )
    const owned = new Set(concepts.slice(to, last < 0 ? undefined : last).flatMap(ids => [...ids]))
    const owns = proper || /['’]s?$/.test(name)
    return owns && owned.size > 0 ? [{ owner: ids.join(' '), words: name, owned }] : []
  })
}

/** What the sentence gives to one owner, and the statement to another. */
export function swappedOwners(said: readonly Owned[], stated: readonly Owned[]): readonly string[] {
  return said.flatMap(({ owner, words, owned }) => {
    const theirs = stated.filter(own => [...owned].some(id => own.owned.has(id)))
    const another = theirs.length > 0 && theirs.every(own => own.owner !== owner)
    return another ? [words] : []
  })
}
