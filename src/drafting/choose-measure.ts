// Which measure a sentence states: by the words near the figure, its unit, and the things that are named.
import type { EntityId, Measure, MeasureId } from '#magnets'
import { type Hit, hitsIn, type Wordbook } from './wordbook.ts'

export interface Clues {
  readonly text: string
  /** Characters of the figure; absent where the sentence has none. */
  readonly figure?: {
    readonly from: number
    readonly to: number
    readonly units: readonly string[]
  }
  readonly entities: readonly EntityId[]
  /** The heading above, and the heads of a table's columns: they help where the sentence doesn't say. */
  readonly around: string
}

export interface ChosenMeasure {
  readonly id: MeasureId
  readonly score: number
  readonly doubts: readonly string[]
}

/** Characters at which a word tells half as much of a figure as beside it. */
const REACH = 60
/** What a heading says counts so much of what the sentence says. */
const FROM_AROUND = 0.25
/** A sentence without a figure is rather of a measure that has none. */
const WITHOUT_ITS_FIGURE = 0.6
/** A thing of the kind that the measure's facts are about. */
const FITTING_KIND = 0.5

/** The sense that says the contrary of a direction. */
const DIRECTIONS = { up: 'direction:down', down: 'direction:up' } as const

function isDirection(id: string): boolean {
  return id.startsWith('direction:')
}

export function chooseMeasure(book: Wordbook, clues: Clues): ChosenMeasure | undefined {
  const { text, figure, around } = clues
  const inSentence = scores(book, hitsIn(text, book.measures), figure)
  const inAround = scores(book, hitsIn(around, book.measures), undefined)
  const contrary = new Set(hitsIn(text, book.opposites).flatMap(({ ids }) => ids))
  const allowed = book.base.vocabulary.measures.filter(measure => fits(measure, figure?.units))
  const ranked = allowed
    .map(measure => {
      const said = inSentence.get(measure.id) ?? 0
      const heard = (inAround.get(measure.id) ?? 0) * FROM_AROUND
      const whole = said + heard === 0 ? 0 : said + heard + fitting(book, clues, measure.id)
      const lacksFigure = figure === undefined && measure.units.length > 0
      return { measure, said, score: lacksFigure ? whole * WITHOUT_ITS_FIGURE : whole }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const [best] = ranked
  if (best === undefined) return onlyOne(allowed, figure?.units)
  const { measure, said, score } = best
  const doubts: string[] = []
  if (said === 0)
    doubts.push(`the measure "${measure.id}" was taken from what stands around the sentence`)
  if (figure === undefined && measure.units.length > 0) {
    doubts.push(`the measure "${measure.id}" has figures, and none was recognised here`)
  }
  if (measure.unheld) {
    doubts.push(
      `the measure "${measure.id}" is marked as never stated (unheld); take that mark away first`,
    )
  }
  const turned = measure.direction && DIRECTIONS[measure.direction]
  const directions = hitsIn(text, book.senses).filter(({ ids }) => ids.some(isDirection))
  const [first] = directions
  if (first && directions.every(({ ids }) => turned !== undefined && ids.includes(turned))) {
    const words = text.slice(first.from, first.to)
    doubts.push(
      `figures of the measure "${measure.id}" go ${measure.direction}, and the sentence says "${words}"`,
    )
  }
  if (contrary.has(measure.id)) {
    doubts.push(`the sentence has a word for the contrary of the measure "${measure.id}"`)
  }
  return { id: measure.id, score, doubts }
}

/** A measure of that unit; one that was never stated has no units yet. */
function fits(measure: Measure, units: readonly string[] | undefined): boolean {
  if (units === undefined) return !measure.unheld
  return (
    measure.units.some(unit => units.includes(unit)) ||
    (measure.unheld && measure.units.length === 0)
  )
}

/** Square feet can be one thing only, even where no word says so. */
function onlyOne(
  allowed: readonly Measure[],
  units: readonly string[] | undefined,
): ChosenMeasure | undefined {
  const held = allowed.filter(({ unheld }) => !unheld)
  const [only, ...more] = held
  if (units === undefined || only === undefined || more.length > 0) return undefined
  const doubt = `no word says "${only.id}"; it is the only measure with that unit`
  return { id: only.id, score: 0, doubts: [doubt] }
}

function scores(
  { sharing }: Wordbook,
  hits: readonly Hit[],
  figure: Clues['figure'],
): ReadonlyMap<MeasureId, number> {
  const sums = new Map<MeasureId, number>()
  for (const { ids, stems, from, to } of hits) {
    const gap = figure === undefined ? 0 : Math.max(0, from - figure.to, figure.from - to)
    const weight = stems.length / sharing(stems) / (1 + gap / REACH)
    for (const id of ids) sums.set(id, (sums.get(id) ?? 0) + weight)
  }
  return sums
}

/** How well the things named are those that facts of this measure are about. */
function fitting({ base, roleShare }: Wordbook, { entities }: Clues, measure: MeasureId): number {
  const kinds = new Set(
    base.facts.flatMap(fact => (fact.measure === measure ? [base.entity(fact.subject)?.kind] : [])),
  )
  const fit = entities.filter(id => kinds.has(base.entity(id)?.kind))
  const share = Math.max(0, ...fit.map(id => roleShare(id, 'subject', measure)))
  return share * FITTING_KIND
}
