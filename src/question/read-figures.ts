// Numbers in a question with their scale, unit and hedge: what the asker claims or asks about.
import type { Base, ClaimedFigure, Hedge, Mention } from '#magnets'
import type { Token } from '../search/tokenize.ts'
import type { Lexicon } from './lexicon.ts'
import { numberAt, type ReadNumber, SCALES } from './number-words.ts'

/** Words before a time that say per what. */
const RATE: ReadonlySet<string> = new Set(['a', 'per', 'each', 'every', 'this', 'in'])

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
  // "800 million a year" counts no years.
  const unitAt = (at: number): string | undefined =>
    (RATE.has(tokens[at]?.word ?? '') ? [at] : [at, at + 1]).flatMap(from =>
      unitsFrom(lexicon, stems, from),
    )[0]
  const figures: ClaimedFigure[] = []
  const hidden = (i: number): boolean =>
    mentions.some(
      ({ span, senses }) =>
        span.from <= i && i < span.to && senses.some(ref => ref.type === 'entity'),
    )
  for (let i = 0; i < tokens.length; i++) {
    const read = years.has(i) || hidden(i) ? undefined : numberAt(tokens, i)
    if (read === undefined) continue
    let { amount, to } = read
    const unit = unitOf(base, lexicon, read.form)
    const scale = SCALES[tokens[to]?.word ?? '']
    if (scale !== undefined && read.form !== 'worded') {
      amount *= scale
      to += 1
    }
    // "Four percentages" counts them.
    const named = unit ?? (tokens[to]?.word === 'percentages' ? undefined : unitAt(to))
    // A bare number word ("the two companies") claims nothing unless a unit follows.
    if (read.form === 'worded' && named === undefined) continue
    figures.push({
      amount,
      ...(named === undefined ? {} : { unit: named }),
      ...hedgeBefore(mentions, i),
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

function unitOf(base: Base, lexicon: Lexicon, form: ReadNumber['form']): string | undefined {
  const { units } = base.vocabulary
  if (form === '$') return units.find(unit => unit.prefix === form)?.id
  if (form === '%' || form === 'percent') return units.find(unit => unit.suffix === '%')?.id
  if (form === 'x' || form === 'multiple') return unitsFrom(lexicon, ['x'], 0)[0]
  return undefined
}

/** Units named from token `from` on, longest name first. */
function unitsFrom(lexicon: Lexicon, stems: readonly string[], from: number): readonly string[] {
  return lexicon.trie
    .at(stems, from)
    .toReversed()
    .flatMap(hit => hit.values.filter(ref => ref.type === 'unit').map(ref => ref.id))
}

function hedgeBefore(
  mentions: readonly Mention[],
  at: number,
): Pick<ClaimedFigure, 'hedge' | 'exact'> {
  const near = mentions.findLast(
    ({ span, senses }) =>
      span.to <= at &&
      span.to >= at - HEDGE_REACH &&
      senses.some(ref => ref.type === 'sense' && ref.id.startsWith('hedge:')),
  )
  const ref = near?.senses.find(({ id }) => id.startsWith('hedge:'))
  const hedge = (ref?.id.slice('hedge:'.length) ?? 'exact') as Hedge
  return ref !== undefined && hedge === 'exact' ? { hedge, exact: true } : { hedge }
}
