// Proposes facts by rules alone: sentences with figures, known things and measures. No model, no network.
import type { Base, Passage, Proposal, Propose, Status } from '#magnets'
import { findPhrases } from '../knowledge/phrases.ts'
import { type Range, sentencesOf } from '../search/sentences.ts'
import { chooseMeasure } from './choose-measure.ts'
import { chooseRoles, type Named, namesIn } from './choose-roles.ts'
import { type PassageFigure, readFigures, withoutNotes } from './read-figures.ts'
import { type FoundPeriod, readPeriods } from './read-periods.ts'
import { createWordbook, hitsIn, type Wordbook } from './wordbook.ts'

/** A sentence without a figure needs words that few measures share, or it says nothing countable. */
const LEAST_WITHOUT_FIGURE = 1

export function createRuleProposer(base: Base): Propose {
  const book = createWordbook(base)
  return async passage => proposalsIn(book, passage)
}

/** A sentence with all that was recognised in it; characters are those of the sentence. */
interface ReadSentence {
  readonly quote: string
  /** The quote with a blank for each character of what is no text: addresses, marks of notes. */
  readonly text: string
  readonly around: string
  readonly named: readonly Named[]
  readonly memory: readonly Named[]
  readonly periods: readonly FoundPeriod[]
  readonly figures: readonly PassageFigure[]
}

function proposalsIn(book: Wordbook, { pageContent, metadata }: Passage): readonly Proposal[] {
  const proposals: Proposal[] = []
  let memory: readonly Named[] = []
  const rows = isTable(pageContent)
  const around = [metadata.section ?? '', rows ? (pageContent.split('\n')[0] ?? '') : ''].join('\n')
  for (const { from, to } of rows ? rowsOf(pageContent) : sentencesOf(pageContent)) {
    const quote = pageContent.slice(from, to)
    const text = withoutNotes(quote)
    const named = namesIn(text, book)
    const periods = readPeriods(text)
    const figures = readFigures(text, [...named, ...periods], book).filter(isCountable)
    proposals.push(...read(book, { quote, text, around, named, memory, periods, figures }))
    memory = [...memory, ...named]
  }
  return proposals
}

/** "Two companies" counts nothing that the vocabulary has a unit for. */
function isCountable({ units, inWords }: PassageFigure): boolean {
  return units.length > 0 || !inWords
}

function read(book: Wordbook, sentence: ReadSentence): readonly Proposal[] {
  const measured = sentence.figures.filter(({ units }) => units.length > 0)
  if (measured.length > 0) {
    return measured.flatMap((figure, n) => {
      const next = measured[n + 1]?.from ?? sentence.text.length
      return withFigure(book, sentence, { ...figure, next }) ?? []
    })
  }
  return withoutFigure(book, sentence)
}

function withFigure(
  book: Wordbook,
  sentence: ReadSentence,
  figure: PassageFigure & { readonly next: number },
): Proposal | undefined {
  const { text, named, around } = sentence
  const entities = named.map(({ id }) => id)
  const measure = chooseMeasure(book, { text, figure, entities, around })
  const roles = chooseRoles(book, { ...sentence, figure, ...(measure && { measure: measure.id }) })
  if (roles.subject === undefined && (measure === undefined || measure.score === 0))
    return undefined
  const units = book.base.measure(measure?.id ?? '')?.units ?? []
  const unit = figure.units.find(id => units.includes(id)) ?? figure.units[0] ?? ''
  const possible = figure.units.filter(id => units.length === 0 || units.includes(id))
  const several = possible.length > 1 ? [`the unit may be ${possible.join(' or ')}`] : []
  if (possible.length === 1 && figure.units.length > 1 && book.base.unit(unit)?.suffix) {
    several.push(
      `the unit "${unit}" was taken because of the measure; the figure may be in another`,
    )
  }
  return {
    quote: sentence.quote,
    ...slotsOf(book, sentence, figure, measure?.id),
    ...roles,
    ...(measure === undefined ? {} : { measure: measure.id }),
    value: { amount: figure.amount, unit, hedge: figure.hedge },
    figure: figure.written,
    doubts: [
      ...roles.doubts,
      ...(measure?.doubts ?? []),
      ...figure.doubts,
      ...several,
      ...doubtsOf(book, sentence, figure),
    ],
  }
}

/** Who, why and how: only where a date or a second thing makes more of it than a mention. */
function withoutFigure(book: Wordbook, sentence: ReadSentence): readonly Proposal[] {
  const { text, named, periods, figures, around } = sentence
  const entities = [...new Set(named.map(({ id }) => id))]
  if (entities.length === 0 || (entities.length === 1 && periods.length === 0)) return []
  const measure = chooseMeasure(book, { text, entities, around })
  if (measure === undefined || measure.score < LEAST_WITHOUT_FIGURE) return []
  const roles = chooseRoles(book, { ...sentence, measure: measure.id })
  if (roles.subject === undefined) return []
  const unread = figures.map(
    ({ written }) => `the figure ${written} has no unit that the vocabulary knows`,
  )
  const proposal: Proposal = {
    quote: sentence.quote,
    ...slotsOf(book, sentence, undefined, measure.id),
    ...roles,
    measure: measure.id,
    doubts: [...roles.doubts, ...measure.doubts, ...unread, ...doubtsOf(book, sentence, undefined)],
  }
  return [proposal]
}

/** When, how sure, against what and in which stage. */
function slotsOf(
  book: Wordbook,
  sentence: ReadSentence,
  figure: Range | undefined,
  measure: string | undefined,
): Pick<Proposal, 'period' | 'status' | 'comparedWith' | 'stage'> {
  const { text } = sentence
  const compared = comparedWith(text)
  const when = nearest(
    ownPeriods(sentence).filter(({ period }) => period !== undefined),
    figure,
  )
  const { status } = statusOf(book, sentence, figure)
  const staged = book.base.facts.some(fact => fact.measure === measure && fact.stage !== undefined)
  const stages = hitsIn(text, book.senses).flatMap(hit =>
    hit.ids.filter(id => id.startsWith('stage:')).map(id => ({ ...hit, id })),
  )
  const stage = staged ? nearest(stages, figure)?.id.slice('stage:'.length) : undefined
  return {
    ...(when?.period === undefined ? {} : { period: when.period }),
    ...(compared === undefined ? {} : { comparedWith: compared.words }),
    ...(stage === 'initial' || stage === 'full' ? { stage } : {}),
    ...(status === undefined ? {} : { status }),
  }
}

/** Says that something is ahead without saying whose word it is; English only, as the bot. */
const AHEAD = /\b(?:will|would|going to|aims? to|hopes? to|may|yet to)\b/i

/** A status word so near before a figure, in characters, is said of that figure alone. */
const SAID_OF_FIGURE = 15

/** Undefined where only a person can tell; `elsewhere` is a status word of another figure. */
function statusOf(
  { statuses }: Wordbook,
  { text, named, figures }: ReadSentence,
  figure: Range | undefined,
): { readonly status?: Status; readonly elsewhere?: string } {
  const others = figures.filter(({ from }) => from !== figure?.from)
  const said = findPhrases(text, statuses).filter(
    phrase => !named.some(name => name.from <= phrase.from && phrase.to <= name.to),
  )
  const own = said.filter(
    phrase => !others.some(({ from }) => from >= phrase.to && from - phrase.to < SAID_OF_FIGURE),
  )
  const status = nearest(own, figure)?.ids[0] as Status | undefined
  if (status !== undefined) return { status }
  const [other] = said
  if (other !== undefined) return { elsewhere: text.slice(other.from, other.to) }
  return AHEAD.test(text) ? {} : { status: 'reported' }
}

function doubtsOf(
  book: Wordbook,
  sentence: ReadSentence,
  figure: Range | undefined,
): readonly string[] {
  const relative = nearest(ownPeriods(sentence), figure)
  const ahead = AHEAD.exec(sentence.text)?.[0]
  const doubts: string[] = []
  if (relative !== undefined && relative.period === undefined) {
    doubts.push(`"${relative.written}" is told from another day; work out which period it is`)
  }
  const { status, elsewhere } = statusOf(book, sentence, figure)
  if (elsewhere !== undefined) {
    doubts.push(`"${elsewhere}" is said of another figure; does it hold of this one too?`)
  } else if (ahead !== undefined && status === undefined) {
    doubts.push(`"${ahead}" speaks of what is ahead; is it planned, projected or potential?`)
  }
  return doubts
}

/** Without the one that a change is measured against. */
function ownPeriods({ text, periods }: ReadSentence): readonly FoundPeriod[] {
  const compared = comparedWith(text)
  if (compared === undefined) return periods
  return periods.filter(({ from }) => from < compared.from || from >= compared.to)
}

const COMPARED =
  /\b(?:compared (?:to|with)|relative to|from) ((?:the |a )?(?:prior|previous|year|same|month|quarter)[\w -]{0,40}\w)/i
const YEAR_ON_YEAR = /\byear[ -](?:on|over)[ -]year\b/i

function comparedWith(text: string): (Range & { readonly words: string }) | undefined {
  const match = COMPARED.exec(text)
  if (match?.[1] !== undefined) {
    return { from: match.index, to: match.index + match[0].length, words: match[1].trim() }
  }
  const yearly = YEAR_ON_YEAR.exec(text)
  if (yearly === null) return undefined
  return { from: yearly.index, to: yearly.index + yearly[0].length, words: 'a year earlier' }
}

function nearest<T extends Range>(all: readonly T[], figure: Range | undefined): T | undefined {
  const gap = ({ from, to }: T): number =>
    figure === undefined ? from : Math.max(0, from - figure.to, figure.from - to)
  return [...all].sort((a, b) => gap(a) - gap(b))[0]
}

function isTable(text: string): boolean {
  return text.split('\n').every(line => /\|/.test(line))
}

function rowsOf(text: string): readonly Range[] {
  return [...text.matchAll(/[^\r\n]+/g)].map(({ 0: row, index }) => ({
    from: index,
    to: index + row.length,
  }))
}
