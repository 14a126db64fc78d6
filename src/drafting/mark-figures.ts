// Looks up every figure of a proposal in its passage, letter by letter, whoever made the proposal.
import type { Passage, Proposal } from '#magnets'
import { figuresIn, type StatementFigure, sameAmount } from '../knowledge/statement-figures.ts'
import type { Range } from '../search/sentences.ts'
import { numbersIn, standing, withoutNotes } from './read-figures.ts'
import type { Wordbook } from './wordbook.ts'

export interface FigureMark {
  /** As it stands in the passage; where it doesn't stand there, as it was proposed. */
  readonly written: string
  /** Where it stands, in characters of the text as it was read; absent where it was not found. */
  readonly at?: Range
  /** How it stands there otherwise than proposed. */
  readonly doubt?: string
}

/** Where the quote stands in the passage; undefined where it doesn't, letter for letter. */
export function placeOfQuote({ pageContent }: Passage, { quote }: Proposal): Range | undefined {
  const from = quote === '' ? -1 : pageContent.indexOf(quote)
  return from < 0 ? undefined : { from, to: from + quote.length }
}

/** A mark for the value, for each figure of the statement and for each year of the period. */
export function markFigures(
  passage: Passage,
  proposal: Proposal,
  book: Wordbook,
): readonly FigureMark[] {
  const { value, statement, period } = proposal
  const marks: FigureMark[] = value === undefined ? [] : [markValue(passage, proposal, value, book)]
  const add = (mark: FigureMark): void => {
    const isKnown = marks.some(
      ({ written, at }) => written === mark.written && at?.from === mark.at?.from,
    )
    if (!isKnown) marks.push(mark)
  }
  const years = yearsIn(period)
  const figures = figuresIn(statement ?? '').filter(({ inWords, written }) => {
    return !inWords && !years.includes(written)
  })
  for (const { amount } of figures)
    add(markOf(passage, sameIn(passage, proposal, amount)[0], amount))
  for (const year of years) add(markYear(passage, year))
  return marks
}

/** The same figure stands in a passage many times only where rows of a table repeat it. */
const MOST_SPOTS = 20

/** What a figure is called in a proposal is never believed: it counts what it amounts to where it stands. */
function markValue(
  passage: Passage,
  proposal: Proposal,
  { amount, unit, hedge }: NonNullable<Proposal['value']>,
  book: Wordbook,
): FigureMark {
  const stands = (figure: StatementFigure) => standing(passage.pageContent, figure, book)
  const all = sameIn(passage, proposal, amount).slice(0, MOST_SPOTS)
  const withUnit = all.filter(figure => stands(figure).units.includes(unit))
  const whole = withUnit.find(figure => stands(figure).hedges.includes(hedge))
  const best = whole ?? withUnit[0] ?? all[0]
  const mark = markOf(passage, best, amount)
  if (best === undefined || whole !== undefined) return mark
  const { units, hedges } = stands(best)
  const doubt =
    withUnit.length === 0
      ? `"${mark.written}" stands there with ${units.join(' or ') || 'no unit that is known'}, not with ${unit}`
      : `"${mark.written}" stands there as "${hedges.join(' or ')}", not as "${hedge}"`
  return { ...mark, doubt }
}

/** Numbers of that amount, those of the quote first. */
function sameIn(passage: Passage, proposal: Proposal, amount: number): readonly StatementFigure[] {
  const quote = placeOfQuote(passage, proposal)
  const same = numbersIn(passage.pageContent).filter(figure =>
    sameAmount(figure.amount, Math.abs(amount)),
  )
  const isQuoted = ({ from }: StatementFigure): boolean =>
    quote !== undefined && quote.from <= from && from < quote.to
  return [...same.filter(isQuoted), ...same.filter(figure => !isQuoted(figure))]
}

function markOf(
  { metadata }: Passage,
  figure: StatementFigure | undefined,
  amount: number,
): FigureMark {
  if (figure === undefined) {
    return { written: amount.toLocaleString('en', { maximumFractionDigits: 20 }) }
  }
  const { written, from, to } = figure
  return { written, at: { from: metadata.from + from, to: metadata.from + to } }
}

function yearsIn(period = ''): readonly string[] {
  return period.match(/\d{4}/g) ?? []
}

function markYear({ pageContent, metadata }: Passage, year: string): FigureMark {
  const from = withoutNotes(pageContent).search(
    new RegExp(`(?<![\\p{L}\\d.,])${year}(?!\\d|[.,]\\d)`, 'u'),
  )
  if (from < 0) return { written: year }
  const at = metadata.from + from
  return { written: year, at: { from: at, to: at + year.length } }
}
