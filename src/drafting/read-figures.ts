// Finds the figures of a passage's sentence that may be a fact's value, with unit, hedge and characters.
import type { Hedge } from '#magnets'
import {
  figuresIn,
  hedgeBefore,
  type StatementFigure,
  unitsOf,
} from '../knowledge/statement-figures.ts'
import type { Range } from '../search/sentences.ts'
import type { Wordbook } from './wordbook.ts'

export interface PassageFigure extends StatementFigure {
  /** Ids of units; several where the vocabulary doesn't tell them apart, none where it has none. */
  readonly units: readonly string[]
  readonly hedge: Hedge
  readonly doubts: readonly string[]
}

/** Written right behind a figure of money, where statements write the word. */
const SHORT_SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  bn: 1e9,
  b: 1e9,
  tn: 1e12,
}
const SHORT_SCALE = new RegExp(`^\\s?(${Object.keys(SHORT_SCALES).join('|')})(?![\\p{L}\\d])`, 'iu')

/** What holds digits and is no figure: addresses, marks of notes. */
const NO_FIGURE = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+|\]\([^)\s]*\)|\[[\d*†,\s–-]{1,12}\]/giu

/** The same number of characters, so that places stay; what is no figure is blank. */
export function withoutNotes(text: string): string {
  return text.replace(NO_FIGURE, found => ' '.repeat(found.length))
}

/** Every number of the text that is no part of a word, an address or the mark of a note. */
export function numbersIn(text: string): readonly StatementFigure[] {
  const plain = withoutNotes(text)
  return figuresIn(plain).flatMap(found => {
    const figure = withShortScale(plain, found)
    const before = plain.slice(0, figure.from)
    const after = plain.slice(figure.to)
    // "B2", "Q3", "1st", "3.2.1", "10:30": part of something longer.
    const isPart =
      /[\p{L}\d_]$|\p{L}-$|\d[.:/]$/u.test(before) ||
      /^(?:[.:/]\d|(?:st|nd|rd|th)\b|\p{L})/u.test(after)
    return isPart ? [] : [figure]
  })
}

/** `taken` are ranges of names and dates, whose digits are no figures. */
export function readFigures(
  text: string,
  taken: readonly Range[],
  book: Wordbook,
): readonly PassageFigure[] {
  return numbersIn(text).flatMap((figure): PassageFigure[] => {
    const before = text.slice(0, figure.from)
    if (taken.some(({ from, to }) => from < figure.to && figure.from < to)) return []
    if (begins(text.slice(figure.to))) return []
    const { units, hedges, phrase } = standing(text, figure, book)
    const verb = verbBefore(before, phrase)
    const hedge = verb?.endsWith('-') ? 'exact' : (hedges[0] ?? 'exact')
    const doubts: string[] = []
    if (verb !== undefined) {
      doubts.push(
        `"${phrase.trim()}" may belong to "${verb}" and be no hedge; the draft says ${hedge}`,
      )
    }
    const start = endOfRange(before)
    if (start !== undefined) doubts.push(`it is the end of a range that begins at ${start}`)
    if (hedges.length > 1) doubts.push(`the hedge may be ${hedges.join(' or ')}`)
    if (!figure.wellFormed) doubts.push(`"${figure.written}" has its commas in unusual places`)
    return [{ ...figure, units, hedge, doubts }]
  })
}

/** Characters to each side in which a figure's unit and hedge stand. */
const AROUND = 120

/** The units and hedges with which a figure stands in a text, as the check of statements reads them. */
export function standing(text: string, figure: StatementFigure, { base, hedges }: Wordbook) {
  const { units } = base.vocabulary
  const start = Math.max(0, figure.from - AROUND)
  const near = withoutNotes(text.slice(start, figure.to + AROUND))
  const moved = { ...figure, from: figure.from - start, to: figure.to - start }
  return {
    units: unitsOf(near, moved, units).map(({ id }) => id),
    ...hedgeBefore(near, signed(near, moved, units), hedges),
  }
}

/** "A ramp-up to 600", "scale up to 600": the words for a hedge that is none. */
function verbBefore(before: string, phrase: string): string | undefined {
  const at = phrase === '' ? -1 : before.lastIndexOf(phrase.trim())
  return /\b(?:scal|ramp|go|add|step|speed|build|work|mov|pick)\p{L}*[\s-]$|\p{L}+-$/iu
    .exec(before.slice(0, Math.max(0, at)))?.[0]
    .trim()
}

/** A hedge stands before the sign: "more than $439 million". */
function signed(
  text: string,
  figure: StatementFigure,
  units: readonly { readonly prefix?: string }[],
): StatementFigure {
  const prefix = units
    .flatMap(({ prefix }) => prefix ?? [])
    .find(prefix => text.slice(0, figure.from).endsWith(prefix))
  return prefix === undefined ? figure : { ...figure, from: figure.from - prefix.length }
}

function withShortScale(text: string, figure: StatementFigure): StatementFigure {
  const isMoney = /\p{Sc}\s?$/u.test(text.slice(0, figure.from))
  const [behind = '', scale = ''] = (isMoney && SHORT_SCALE.exec(text.slice(figure.to))) || []
  const factor = SHORT_SCALES[scale.toLowerCase()]
  if (factor === undefined) return figure
  const to = figure.to + behind.length
  return { ...figure, amount: figure.amount * factor, to, written: text.slice(figure.from, to) }
}

/** "600" of "600-700 tons" is told with the figure that ends the range. */
function begins(after: string): boolean {
  return /^\s?(?:-|–|—|to)\s?[$€£]?\d/u.test(after)
}

function endOfRange(before: string): string | undefined {
  const range =
    /([\d,.]*\d)\s?(?:-|–|—|to)\s?[$€£]?$/u.exec(before) ??
    /\bbetween\s+[$€£]?([\d,.]*\d)[^.;,]{0,30}\sand\s+[$€£]?$/iu.exec(before)
  return range?.[1]
}
