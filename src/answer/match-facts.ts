// Scores every fact against a reading: what of the question it accounts for, and what it leaves open.
import type { Base, Mention, Reading } from '#magnets'
import { stem } from '../search/stem.ts'
import type { FactFrame, FactFrames } from './fact-frame.ts'
import { type Fit, fitOf, isOtherStage, WEIGHTS, type Weighing } from './fit-mention.ts'
import { sameDimension } from './same-dimension.ts'
import {
  asksShare,
  fitsTime,
  isBaseline,
  isElsewhere,
  isShare,
  lacksFigure,
  lacksSlot,
  meansBaseline,
  namedEntities,
  tellsAsked,
} from './slots.ts'

/** From this size on a bare number is taken for the figure that it equals. */
const TELLING_SIZE = 1000

/** A kind of which no more facts than this name one. */
const FEW_TELLERS = 3

export interface Match {
  readonly frame: FactFrame
  readonly score: number
  /** Part of the question's weight that the fact accounts for, 0 to 1. */
  readonly coverage: number
  /** The weight of what the fact accounts for, and of all that the question holds. */
  readonly matched: number
  readonly total: number
  /** Of the total, what names things that are strange to the fact. */
  readonly strangeWeight: number
  /** What ordinary words weigh in addition where no measure is named: then they say what is asked. */
  readonly strayWeight: number
  readonly measureMatched: boolean
  readonly entityMatched: boolean
  /** The question holds the fact's figure with a unit of its kind. */
  readonly figureMatched: boolean
  /** The measure is named by more than a mere verb. */
  readonly firmMeasure: boolean
  /** Something that can't be a mere verb or filler fits. */
  readonly firm: boolean
  /** Mentions that the fact does not account for. */
  readonly open: readonly Mention[]
  /** Of these, words that can only name a thing, and one that few facts are about. */
  readonly strange: readonly Mention[]
  readonly timeFits: boolean
}

/** Best first; every fact is scored, since a base holds hundreds, not millions. */
export function matchFacts(base: Base, frames: FactFrames, reading: Reading): readonly Match[] {
  const { common, tellers } = frames
  const unheld = (id: string): boolean => base.measure(id)?.unheld === true
  const called = namedEntities(base, reading)
  return frames.all
    .map(frame => matchFact(base, frame, reading, { common, called, tellers, unheld }))
    .sort((a, b) => b.score - a.score)
}

/** What is added up while a question is held against one fact. */
interface Tally {
  matched: number
  missed: number
  strange: number
  firm: boolean
  measure: boolean
  firmMeasure: boolean
  entity: boolean
  figure: boolean
  readonly open: Mention[]
}

function matchFact(base: Base, frame: FactFrame, reading: Reading, weighing: Weighing): Match {
  const tally: Tally = {
    ...{ matched: 0, missed: 0, strange: 0, open: [] },
    ...{ firm: false, measure: false, firmMeasure: false, entity: false, figure: false },
  }
  weighMentions(base, frame, reading, { weighing, tally })
  weighKind(base, frame, reading, { weighing, tally })
  weighFigures(base, frame, reading, tally)
  const strayWords = weighWords(frame, reading, tally)
  const timeFits = allTimesFit(frame, reading)
  const { matched, missed, open } = tally
  const total = matched + missed
  return {
    frame,
    score: matched - missed + leaning(base, frame, reading, { weighing, tally, timeFits }),
    coverage: total === 0 ? 0 : matched / total,
    matched,
    total,
    strangeWeight: tally.strange,
    strayWeight: strayWords * WEIGHTS.strayWord,
    measureMatched: tally.measure,
    entityMatched: tally.entity,
    figureMatched: tally.figure,
    firm: tally.firm || tally.figure,
    firmMeasure: tally.firmMeasure,
    open,
    strange: open.filter(({ senses }) =>
      senses.every(
        ref =>
          ref.type === 'entity' &&
          (!weighing.common.has(ref.id) || isElsewhere(base, frame.fact, ref.id)),
      ),
    ),
    timeFits,
  }
}

interface Weigh {
  readonly weighing: Weighing
  readonly tally: Tally
}

function weighMentions(
  base: Base,
  frame: FactFrame,
  reading: Reading,
  { weighing, tally }: Weigh,
): void {
  const fits = reading.mentions.flatMap(mention => {
    const fit = mention.aside === true ? undefined : fitOf(base, frame, mention, weighing)
    return fit === undefined ? [] : [{ mention, fit }]
  })
  const measured = fits.filter(({ fit }) => fit.kind === 'measure' && fit.value === 1)
  tally.firmMeasure = measured.some(({ mention }) => !mention.optional)
  // With a number of its own the question's units are those of that number.
  const baseline = meansBaseline(frame, reading)
  for (const { mention, fit } of fits) {
    // "Opening" names a measure as well, but it is also the wrong stage.
    if (fit.kind !== 'stage' && isOtherStage(frame, mention)) tally.missed += WEIGHTS.stage
    if (fit.value > 0) credit(tally, mention, fit)
    const counted = baseline && mention.senses.some(ref => ref.type === 'unit')
    if (fit.value === 1 || mention.optional || counted) continue
    // Where one word names the measure, others that could name another are mostly verbs beside it.
    const second =
      fit.kind === 'measure' && measured.length > 0 && fit.weight <= WEIGHTS.askedMeasure
    const weight = fit.weight * mention.certainty
    tally.missed += weight * (1 - fit.value) * (second ? WEIGHTS.secondMeasure : 1)
    if (fit.value > 0) continue
    tally.open.push(mention)
    if (fit.kind === 'entity' || fit.kind === 'foreign') tally.strange += weight
  }
}

function credit(tally: Tally, mention: Mention, { kind, value, weight }: Fit): void {
  tally.matched += weight * value * mention.certainty
  if (!mention.optional || mention.span.from < 0) tally.firm = true
  if (kind === 'entity') tally.entity = true
  // Which way it went is what a change is about.
  if ((kind === 'measure' || kind === 'direction') && value === 1) tally.measure = true
}

/** What the question says of its measure otherwise than by naming it. */
function weighKind(
  base: Base,
  frame: FactFrame,
  reading: Reading,
  { weighing, tally }: Weigh,
): void {
  const means = (weight: number): void => {
    tally.matched += tally.measure ? 0 : weight
    tally.measure = true
  }
  // "What share" means every measure of a standing share, whatever else the question calls it.
  if (asksShare(reading) && isShare(base, frame.fact)) means(WEIGHTS.shareKind)
  // Where few facts can name one of the kind asked for, asking for it is as good as naming the measure.
  if (reading.asks !== undefined && tellsAsked(base, frame, reading, weighing.called)) {
    tally.matched += WEIGHTS.askedKind
    if ((weighing.tellers.get(reading.asks) ?? 0) <= FEW_TELLERS) {
      tally.measure = true
      tally.firm = true
    }
  }
  if (meansBaseline(frame, reading)) means(WEIGHTS.baseline)
}

function weighFigures(base: Base, { fact }: FactFrame, reading: Reading, tally: Tally): void {
  for (const { amount, unit } of reading.figures) {
    if (amount === fact.value?.amount) {
      tally.matched += WEIGHTS.sameFigure
      tally.figure ||= unit !== undefined || amount >= TELLING_SIZE
    }
    if (unit === undefined || fact.value === undefined) continue
    if (sameDimension(base, unit, fact.value.unit)) tally.matched += WEIGHTS.figure
    else tally.missed += WEIGHTS.figure
  }
}

/** Words without a meaning here count where the fact's own sentence has them; gives how many it lacks. */
function weighWords({ stems }: FactFrame, reading: Reading, tally: Tally): number {
  const stray = reading.plain.filter(word => !stems.has(stem(word)))
  tally.matched += (reading.plain.length - stray.length) * WEIGHTS.plainWord
  tally.missed += stray.length * WEIGHTS.plainWord
  for (const word of reading.unknown) {
    if (stems.has(stem(word.toLowerCase()))) tally.matched += WEIGHTS.unknownWord * SPOKEN
    else tally.missed += reading.names.includes(word) ? WEIGHTS.unknownName : WEIGHTS.unknownWord
  }
  return stray.length
}

/** How far an unknown word counts that the fact's sentence has. */
const SPOKEN = 0.7

function allTimesFit(frame: FactFrame, { times }: Reading): boolean {
  const own = times.filter(time => !isBaseline(frame, time))
  return own.every(time => fitsTime(frame, time)) && (own.length > 0 || times.length === 0)
}

/** What tips the balance between facts of which the question's words hold alike. */
function leaning(
  base: Base,
  frame: FactFrame,
  reading: Reading,
  { weighing, tally, timeFits }: Weigh & { readonly timeFits: boolean },
): number {
  const { fact, counterparts } = frame
  const named = entitiesNamed(reading.mentions)
  const said = entitiesNamed(reading.mentions.filter(({ span }) => span.from >= 0))
  return (
    (said.has(fact.subject) ? WEIGHTS.subject : 0) -
    counterparts.filter(id => !named.has(id)).length * WEIGHTS.unnamedCounterpart -
    (tally.measure ? 0 : WEIGHTS.silentMeasure) -
    (timeFits ? 0 : WEIGHTS.timeMismatch) +
    (timeFits && reading.times.length > 0 && fact.period !== undefined ? WEIGHTS.dated : 0) -
    (lacksSlot(base, frame, reading, weighing.called) ? WEIGHTS.missingSlot : 0) -
    (lacksFigure(frame, reading) ? WEIGHTS.missingFigure : 0)
  )
}

function entitiesNamed(mentions: readonly Mention[]): ReadonlySet<string> {
  return new Set(
    mentions.flatMap(({ senses }) =>
      senses.filter(ref => ref.type === 'entity').map(ref => ref.id),
    ),
  )
}
