// Numbers in a question with their scale, unit and hedge: what the asker claims or asks about.
import type { Base, ClaimedFigure, Hedge, Mention } from '#magnets'
import type { Token } from '../search/tokenize.ts'
import type { Lexicon } from './lexicon.ts'

const SCALES: Readonly<Record<string, number>> = {
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
  tenth: 10,
}

const NUMBER = /^([$€£]?)([\d,]+(?:\.\d+)?)(%|k|mn|m|bn|b|x)?$/

/** How far a hedge may stand before its number, in tokens. */
const HEDGE_REACH = 2

/** `years` are numbers of tokens already read as dates; they are no figures. */
export function readFigures(
  base: Base,
  tokens: readonly Token[],
  mentions: readonly Mention[],
  options: { years: ReadonlySet<number>; lexicon: Lexicon },
): readonly ClaimedFigure[] {
  const { years, lexicon } = options
  const stems = tokens.map(token => token.stem)
  const unitAt = (at: number): string | undefined =>
    [at, at + 1].flatMap(from => unitsFrom(lexicon, stems, from))[0]
  const figures: ClaimedFigure[] = []
  const unitWith = (sign: 'prefix' | 'suffix', text: string): string | undefined =>
    base.vocabulary.units.find(unit => unit[sign] === text)?.id
  const hidden = (i: number): boolean =>
    mentions.some(
      ({ span, senses }) =>
        span.from <= i && i < span.to && senses.some(ref => ref.type === 'entity'),
    )
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined || years.has(i) || hidden(i)) continue
    const match = NUMBER.exec(token.word)
    let amount: number
    let unit: string | undefined
    let to = i + 1
    if (match !== null) {
      amount = Number((match[2] ?? '').replaceAll(',', ''))
      const mark = match[3] ?? ''
      if (match[1] === '$') unit = unitWith('prefix', '$')
      if (mark === '%') unit = unitWith('suffix', '%')
      else if (mark === 'x') unit = unitsFrom(lexicon, ['x'], 0)[0]
      else if (mark in SCALES) amount *= SCALES[mark] ?? 1
    } else if (token.word in WORDS) amount = WORDS[token.word] ?? 0
    else if (token.word in FRACTIONS && tokens[i - 1]?.word === 'a') {
      amount = FRACTIONS[token.word] ?? 0
      unit = unitWith('suffix', '%')
    } else continue
    const scale = SCALES[tokens[to]?.word ?? '']
    if (scale !== undefined && match !== null) {
      amount *= scale
      to += 1
    }
    const named = unit ?? unitAt(to)
    // A bare number word ("the two companies") claims nothing unless a unit follows.
    if (match === null && named === undefined) continue
    figures.push({
      amount,
      ...(named === undefined ? {} : { unit: named }),
      hedge: hedgeBefore(mentions, i),
      span: { from: i, to },
      words: tokens
        .slice(i, to)
        .map(part => part.word)
        .join(' '),
    })
    i = to - 1
  }
  return figures
}

/** Units named from token `from` on, longest name first. */
function unitsFrom(lexicon: Lexicon, stems: readonly string[], from: number): readonly string[] {
  return lexicon.trie
    .at(stems, from)
    .toReversed()
    .flatMap(hit => hit.values.filter(ref => ref.type === 'unit').map(ref => ref.id))
}

function hedgeBefore(mentions: readonly Mention[], at: number): Hedge {
  const near = mentions.findLast(
    ({ span, senses }) =>
      span.to <= at &&
      span.to >= at - HEDGE_REACH &&
      senses.some(ref => ref.type === 'sense' && ref.id.startsWith('hedge:')),
  )
  const ref = near?.senses.find(({ id }) => id.startsWith('hedge:'))
  return (ref?.id.slice('hedge:'.length) ?? 'exact') as Hedge
}
