// Finds every phrase of the vocabulary in a question, after forgiving its spelling.
import type { Mention, SenseRef } from '#magnets'
import { uninflected } from '../search/inflections.ts'
import type { PhraseHit } from '../search/phrase-trie.ts'
import { stem } from '../search/stem.ts'
import type { Token } from '../search/tokenize.ts'
import { FOREIGN } from './has-sense.ts'
import type { Lexicon } from './lexicon.ts'

/** How far a corrected spelling is believed. */
const CORRECTED = 0.85

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

/** "Government support": a name inside the words for a measure only colours it. */
function isWithinMeasure(hit: Hit, outer: Hit): boolean {
  const inside =
    outer.from <= hit.from && hit.to <= outer.to && hit.to - hit.from < outer.to - outer.from
  return inside && outer.values.some(ref => ref.type === 'measure')
}

/** Words with a job in the question (its kind, a hedge, an operation) need no fact to account for them. */
function isRole(ref: SenseRef): boolean {
  return ref.type === 'sense' && !ref.id.startsWith('stage:') && !ref.id.startsWith(FOREIGN)
}

export function correctSpelling(lexicon: Lexicon, tokens: readonly Token[]) {
  const corrected = new Set<number>()
  const result = tokens.map((token, i) => {
    const known = lexicon.knows(token.stem) || lexicon.trie.at([token.stem], 0).length > 0
    if (known || /\d/.test(token.word)) return token
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
export function findMentions(
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
          kept.some(outer => isWithinMeasure(hit, outer)) ||
          (hit.to - hit.from === 1 && isWeak(lexicon, text, typed, hit)),
      }
    })
}

/** A word that only by its stem falls together with a short name ("care", cars) names nothing. */
function withoutFalseName(lexicon: Lexicon, tokens: readonly Token[], hit: Hit): Hit {
  const word = tokens[hit.from]?.word ?? ''
  const forms = [word, `${word}s`, ...(lexicon.isFiller(word) ? [] : uninflected(word))]
  if (hit.to - hit.from > 1 || forms.some(form => lexicon.isName(form))) return hit
  return { ...hit, values: hit.values.filter(ref => ref.type !== 'entity') }
}

type Hit = PhraseHit<SenseRef>

/** Senses that still count inside a longer phrase: a stage, the kind of question, the kind of thing asked for. */
const TELLING =
  /^(?:stage:|kind:(?!name)|of-kind:|op:|period:|compare:)|^(?:equals|both|others|every|baseline|timeline)$/

function isTelling({ id }: SenseRef): boolean {
  return TELLING.test(id)
}

/** Names and stages inside a longer phrase that names nothing ("match the rival", "how many full ...") count too. */
function nestedNames(hits: readonly Hit[], kept: readonly Hit[]): readonly Hit[] {
  const isName = (hit: Hit): boolean => hit.values.some(ref => ref.type === 'entity')
  const tells = (hit: Hit): boolean => hit.values.some(isTelling)
  const inside = (hit: Hit, outer: Hit): boolean =>
    outer.from <= hit.from && hit.to <= outer.to && hit.to - hit.from < outer.to - outer.from
  const nested = hits
    .filter(
      hit =>
        (isName(hit) || tells(hit)) &&
        kept.some(
          outer =>
            inside(hit, outer) &&
            !isName(outer) &&
            !tells(outer) &&
            (isName(hit) || outer.values.some(ref => ref.type !== 'sense')),
        ),
    )
    .map(hit => (isName(hit) ? hit : { ...hit, values: hit.values.filter(isTelling) }))
  return nested.filter(hit => !nested.some(other => inside(hit, other)))
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
