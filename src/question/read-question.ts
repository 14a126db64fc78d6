// Text -> Reading: what every word of a question means, and which words mean nothing known.
import type { Base, Mention, Reading } from '#magnets'
import { type Token, tokenize } from '../search/tokenize.ts'
import { leaveOpen } from './alternatives.ts'
import { correctSpelling, findMentions } from './find-mentions.ts'
import { hasSense } from './has-sense.ts'
import type { Lexicon } from './lexicon.ts'
import { askedKind, kindsOf } from './question-kind.ts'
import { readFigures } from './read-figures.ts'
import { readTimes } from './read-times.ts'

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
  const unknown = left.filter(({ word }) => !lexicon.isPlain(word, true))
  const asks = askedKind(tokens, mentions)
  const degree = left.some(({ start }) => asksDegree(tokens, start))
  const kinds = [...(degree ? (['value'] as const) : []), ...kindsOf(text, tokens, mentions)]
  const spoken = mentions.filter(({ span }) => !dated.has(span.from) && !counted.has(span.from))
  const read = { kinds, mentions: withIdleTimes(base, setAside(spoken)), times, figures }
  return {
    text,
    ...leaveOpen(tokens, read),
    ...(asks === undefined ? {} : { asks }),
    // "Doesn't it ...?" expects that it does.
    negated: mentions.some(mention => hasSense(mention, 'negation') && mention.span.from > 0),
    presumed:
      kinds[0] === 'why' ||
      (ASKS_MANNER.test(text) && !/\bchanged?\b/i.test(text)) ||
      opensWithPremise(mentions),
    unknown: unknown.map(asTyped),
    names: unknown.filter(token => looksLikeName(text, token)).map(asTyped),
    plain: left.filter(token => !unknown.includes(token)).map(({ word }) => word),
    recalled: [],
    followUp: false,
  }
}

/** "How fat": a degree that no measure is named by. */
function asksDegree(tokens: readonly Token[], start: number): boolean {
  const at = tokens.findIndex(token => token.start === start)
  return tokens[at - 1]?.word === 'how' && !/(?:ly|s|ed|ing)$/.test(tokens[at]?.word ?? '')
}

/** "How did it come to that" takes the deed for granted; "how far", "how much" ask for a figure. */
const ASKS_MANNER =
  /\bhow\s+(?:come|(?:did|has|have|had|could|can|does|do|is|are|was|were|will)\b)/i

/** "Since it was closed ...", "So with this one as its partner ...": what follows is taken for granted. */
function opensWithPremise(mentions: readonly Mention[]): boolean {
  return mentions.some(mention => mention.span.from <= 1 && hasSense(mention, 'premise'))
}

/** Words before a unit of time that ask for the answer in it. */
const ASKS_UNIT: ReadonlySet<string> = new Set(['many', 'in'])

/** "Per year", "this month": a unit of time that is not asked for only says how often or when. */
function withIdleTimes(base: Base, mentions: readonly Mention[]): readonly Mention[] {
  return mentions.map(mention => {
    const time = mention.senses.every(
      ref => ref.type === 'unit' && base.unit(ref.id)?.dimension === 'time',
    )
    return time && !ASKS_UNIT.has(mention.before) ? { ...mention, optional: true } : mention
  })
}

/** How far "apart from" reaches, in tokens. */
const ASIDE = 3

/** What stands behind "apart from" is no part of what is asked. */
function setAside(mentions: readonly Mention[]): readonly Mention[] {
  const names = ({ senses }: Mention): boolean => senses.some(ref => ref.type === 'entity')
  const several = mentions.filter(names).length > 1
  const exceptions = mentions.filter(mention => hasSense(mention, 'except'))
  const denials = mentions.filter(mention => hasSense(mention, 'negation'))
  return mentions.map(mention => {
    const aside = exceptions.some(
      ({ span }) => span.to <= mention.span.from && mention.span.from - span.to < ASIDE,
    )
    // "(not magnets)": right behind a denial, beside what is really meant.
    const denied =
      several && names(mention) && denials.some(({ span }) => span.to === mention.span.from)
    if (denied) return { ...mention, optional: true, denied }
    return aside ? { ...mention, optional: true, aside } : mention
  })
}

/** A capital marks a name unless the word comes first or all is shouted. */
function looksLikeName(text: string, { start, end }: Token): boolean {
  const first = start === 0 || /[.?!]\s*$/.test(text.slice(0, start))
  const shout = text === text.toUpperCase()
  return !first && !shout && /^\p{Lu}/u.test(text.slice(start, end))
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
