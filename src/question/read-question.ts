// Text -> Reading: what every word of a question means, and which words mean nothing known.
import type { Base, Mention, QuestionKind, Reading, SenseRef } from '#magnets'
import type { PhraseHit } from '../search/phrase-trie.ts'
import { stem } from '../search/stem.ts'
import { type Token, tokenize } from '../search/tokenize.ts'
import type { Lexicon } from './lexicon.ts'
import { readFigures } from './read-figures.ts'
import { readTimes } from './read-times.ts'

/** How far a corrected spelling is believed. */
const CORRECTED = 0.85

/** Most telling first: a question that asks when and what asks when. */
const KIND_ORDER: readonly QuestionKind[] = [
  'verify',
  'list',
  'compare',
  'summary',
  'when',
  'name',
  'where',
  'who',
  'why',
  'duration',
  'share',
  'value',
  'how',
  'what',
]

/** A first word of these makes a sentence a yes-or-no question. */
const AUXILIARIES = new Set(
  'is are was were do does did has have had will would can could should isnt arent wasnt didnt doesnt wont hasnt'.split(
    ' ',
  ),
)

export function readQuestion(base: Base, lexicon: Lexicon, said: string): Reading {
  const text = said.normalize('NFKC')
  const typed = tokenize(text)
  const { tokens, corrected } = correctSpelling(lexicon, typed)
  const mentions = findMentions(lexicon, text, { tokens, typed, corrected })
  const times = readTimes(tokens, text, base.asOf)
  const dated = new Set(times.flatMap(({ span }) => range(span.from, span.to)))
  const figures = readFigures(base, tokens, mentions, { years: dated, lexicon })
  const counted = new Set(figures.flatMap(({ span }) => range(span.from, span.to)))
  const covered = new Set(mentions.flatMap(({ span }) => range(span.from, span.to)))
  const left = tokens.flatMap((token, i): readonly Token[] => {
    const known = covered.has(i) || dated.has(i) || counted.has(i) || lexicon.isFiller(token.word)
    return known || /^[$€£%÷×]$|^\d/.test(token.word) ? [] : [typed[i] ?? token]
  })
  const asTyped = ({ start, end }: Token): string => text.slice(start, end)
  const unknown = left.filter(({ word }) => !lexicon.isPlain(word))
  return {
    text,
    kinds: kindsOf(tokens, mentions),
    mentions: setAside(
      mentions.filter(({ span }) => !dated.has(span.from) && !counted.has(span.from)),
    ),
    times,
    figures,
    negated: mentions.some(mention => hasSense(mention, 'negation')),
    unknown: unknown.map(asTyped),
    names: unknown.filter(token => looksLikeName(text, token)).map(asTyped),
    plain: left.filter(({ word }) => lexicon.isPlain(word)).map(({ word }) => word),
    followUp: false,
  }
}

/** How far "apart from" reaches, in tokens. */
const ASIDE = 3

/** What stands behind "apart from" is no part of what is asked. */
function setAside(mentions: readonly Mention[]): readonly Mention[] {
  const exceptions = mentions.filter(mention => hasSense(mention, 'except'))
  return mentions.map(mention => {
    const aside = exceptions.some(
      ({ span }) => span.to <= mention.span.from && mention.span.from - span.to < ASIDE,
    )
    return aside ? { ...mention, optional: true } : mention
  })
}

/** Something that the vocabulary knows the base to be silent on, and nothing else. */
export function isForeign(mention: Mention): boolean {
  return hasSense(mention, 'foreign') && mention.senses.every(ref => ref.type !== 'entity')
}

/** True when the mention may mean the sense, or any sense that begins with an id ending in ":". */
export function hasSense(mention: Mention, id: string): boolean {
  return mention.senses.some(
    ref => ref.type === 'sense' && (id.endsWith(':') ? ref.id.startsWith(id) : ref.id === id),
  )
}

/** A capital marks a name unless the word comes first or all is shouted. */
function looksLikeName(text: string, { start, end }: Token): boolean {
  const first = start === 0 || /[.?!]\s*$/.test(text.slice(0, start))
  const shout = text === text.toUpperCase()
  return !first && !shout && /^\p{Lu}/u.test(text.slice(start, end))
}

/**
 * A plain word may carry no meaning. One that also names a thing does so where it is typed as an
 * acronym, at the very start or after "the".
 */
function isWeak(
  lexicon: Lexicon,
  text: string,
  tokens: readonly Token[],
  { from, values }: Hit,
): boolean {
  const token = tokens[from]
  if (token === undefined || !lexicon.isFiller(token.word)) return false
  if (!lexicon.isName(token.word) || !values.some(ref => ref.type === 'entity')) return true
  const typed = text.slice(token.start, token.end)
  const acronym = /^(?:\p{Lu}\.?){2,}$/u.test(typed) && text !== text.toUpperCase()
  return !acronym && from !== 0 && tokens[from - 1]?.word !== 'the'
}

/** "How big" asks for its measure as firmly as "area" does. */
function asksFirmly({ from, to, values }: Hit): boolean {
  return to - from > 1 && values.some(ref => ref.type === 'measure')
}

/** Words with a job in the question (its kind, a hedge, an operation) need no fact to account for them. */
function isRole(ref: SenseRef): boolean {
  return ref.type === 'sense' && !ref.id.startsWith('stage:') && ref.id !== 'foreign'
}

function correctSpelling(lexicon: Lexicon, tokens: readonly Token[]) {
  const corrected = new Set<number>()
  const result = tokens.map((token, i) => {
    if (lexicon.knows(token.stem) || /\d/.test(token.word)) return token
    // An apostrophe is often left out: "the banks budget".
    const singular = token.word.replace(/s$/, '')
    if (singular !== token.word && lexicon.knows(stem(singular))) {
      return { ...token, word: singular, stem: stem(singular) }
    }
    if (lexicon.isPlain(token.word)) return token
    const word = lexicon.speller.nearest(token.word)
    if (word === undefined) return token
    corrected.add(i)
    return { ...token, word, stem: stem(word) }
  })
  return { tokens: result, corrected }
}

/** Longest phrases first; what lies inside a longer phrase has no meaning of its own. */
function findMentions(
  lexicon: Lexicon,
  text: string,
  read: {
    readonly tokens: readonly Token[]
    readonly typed: readonly Token[]
    readonly corrected: ReadonlySet<number>
  },
): readonly Mention[] {
  const { tokens, typed, corrected } = read
  const stems = tokens.map(token => token.stem)
  const hits = stems
    .flatMap((_, from) => lexicon.trie.at(stems, from))
    .map(hit => withoutFalseName(lexicon, tokens, hit))
    .filter(hit => hit.values.length > 0)
    .filter(hit => !tokens.slice(hit.from, hit.to - 1).some(token => token.closes))
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  const kept: typeof hits = []
  for (const hit of hits) {
    if (!kept.some(other => hit.from < other.to && other.from < hit.to)) kept.push(hit)
  }
  return [...kept, ...nestedNames(hits, kept)]
    .sort((a, b) => a.from - b.from)
    .map(hit => {
      const span = { from: hit.from, to: hit.to }
      const fixed = range(hit.from, hit.to).some(i => corrected.has(i))
      return {
        span,
        words: text.slice(typed[hit.from]?.start, typed[hit.to - 1]?.end),
        stems: stems.slice(hit.from, hit.to),
        before: typed[hit.from - 1]?.word ?? '',
        senses: hit.values,
        certainty: fixed ? CORRECTED : 1,
        optional:
          (hit.values.some(isRole) && !asksFirmly(hit)) ||
          (hit.to - hit.from === 1 && isWeak(lexicon, text, typed, hit)),
      }
    })
}

/** A plain word that only by its stem falls together with a short name ("its", ITS) names nothing. */
function withoutFalseName(lexicon: Lexicon, tokens: readonly Token[], hit: Hit): Hit {
  const word = tokens[hit.from]?.word ?? ''
  if (hit.to - hit.from > 1 || !lexicon.isFiller(word) || lexicon.isName(word)) return hit
  return { ...hit, values: hit.values.filter(ref => ref.type !== 'entity') }
}

type Hit = PhraseHit<SenseRef>

/** Names and stages inside a longer phrase that names nothing ("match the rival", "how many full ...") count too. */
function nestedNames(hits: readonly Hit[], kept: readonly Hit[]): readonly Hit[] {
  const isName = (hit: Hit): boolean => hit.values.some(ref => ref.type === 'entity')
  const tells = (hit: Hit): boolean => hit.values.some(({ id }) => id.startsWith('stage:'))
  const inside = (hit: Hit, outer: Hit): boolean =>
    outer.from <= hit.from && hit.to <= outer.to && hit.to - hit.from < outer.to - outer.from
  const nested = hits.filter(
    hit =>
      (isName(hit) || tells(hit)) &&
      kept.some(outer => inside(hit, outer) && !isName(outer) && !tells(outer)),
  )
  return nested.filter(hit => !nested.some(other => inside(hit, other)))
}

function kindsOf(tokens: readonly Token[], mentions: readonly Mention[]): readonly QuestionKind[] {
  const said = new Set(
    mentions
      .filter(mention => asksHere(tokens, mention))
      .flatMap(({ senses }) =>
        senses.filter((ref: SenseRef) => ref.id.startsWith('kind:')).map(ref => ref.id.slice(5)),
      ),
  )
  const kinds = KIND_ORDER.filter(kind => said.has(kind))
  const starts = tokens.filter((_, i) => i === 0 || tokens[i - 1]?.closes)
  const asksWhether = starts.some(token => AUXILIARIES.has(token.word))
  const wh = kinds.some(kind => kind !== 'verify' && kind !== 'compare')
  if (asksWhether && !wh) return ['whether', ...kinds]
  return kinds.length === 0 ? ['open'] : asksWhether ? [...kinds, 'whether'] : kinds
}

/** Words that may also join clauses: they ask only near the start of one. */
const JOINS: ReadonlySet<string> = new Set(['when', 'where', 'who', 'how', 'which', 'what', 'why'])

function asksHere(tokens: readonly Token[], { span }: Mention): boolean {
  if (span.to - span.from > 1 || !JOINS.has(tokens[span.from]?.word ?? '')) return true
  const start = tokens.findLastIndex((token, i) => i < span.from && token.closes) + 1
  const lead = tokens.slice(start, span.from).map(token => token.word)
  return lead.at(-1) === 'and' || !lead.some(word => JOINS.has(word))
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
