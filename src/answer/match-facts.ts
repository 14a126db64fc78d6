// Scores every fact against a reading: what of the question it accounts for, and what it leaves open.
import type { Base, Mention, Reading } from '#magnets'
import { hasSense } from '../question/read-question.ts'
import { stem } from '../search/stem.ts'
import type { FactFrame, FactFrames } from './fact-frame.ts'
import { sameDimension } from './same-dimension.ts'
import { asksShare, fitsTime, isElsewhere, isShare, lacksSlot } from './slots.ts'

/** How much each kind of word weighs; measured on the golden questions. */
export const WEIGHTS = {
  entity: 1.2,
  /** An entity that more than a quarter of all facts share says little. */
  commonEntity: 0.7,
  measure: 1,
  /** What a further measure word costs that a fact with a matched measure does not meet. */
  secondMeasure: 0.4,
  shareKind: 0.8,
  unheldMeasure: 2,
  unit: 0.7,
  /** A claimed figure and the fact's value measure the same kind of thing. */
  figure: 0.5,
  /** Among equals, the fact that is about the very thing named comes first. */
  subject: 0.15,
  /** The question holds the fact's very figure. */
  sameFigure: 0.8,
  stage: 0.9,
  direction: 0.4,
  /** An ordinary word without meaning in the vocabulary. */
  plainWord: 0.15,
  unknownWord: 1.4,
  /** A capital inside a sentence: somebody or something that the base does not know. */
  unknownName: 2.5,
  /** Something that the vocabulary knows the base to be silent on. */
  foreign: 2.5,
  /** For a counterpart of the fact that the question does not name. */
  unnamedCounterpart: 0.12,
  /** For a fact whose measure nothing in the question means. */
  silentMeasure: 0.45,
  /** For a fact that lacks what is asked: a date, a place, a figure. */
  missingSlot: 0.35,
  timeMismatch: 1.2,
} as const

export interface Match {
  readonly frame: FactFrame
  readonly score: number
  /** Part of the question's weight that the fact accounts for, 0 to 1. */
  readonly coverage: number
  readonly matched: number
  /** As coverage, had the question not named the things that are strange to the fact. */
  readonly knownCoverage: number
  readonly measureMatched: boolean
  readonly entityMatched: boolean
  /** The question holds the fact's figure with a unit of its kind. */
  readonly figureMatched: boolean
  /** Mentions that the fact does not account for. */
  readonly open: readonly Mention[]
  /** Of these, words that can only name a thing, and one that few facts are about. */
  readonly strange: readonly Mention[]
  readonly timeFits: boolean
}

/** Best first; every fact is scored, since a base holds hundreds, not millions. */
export function matchFacts(base: Base, frames: FactFrames, reading: Reading): readonly Match[] {
  const { common } = frames
  const unheld = (id: string): boolean => base.measure(id)?.unheld === true
  return frames.all
    .map(frame => matchFact(base, frame, reading, common, unheld))
    .sort((a, b) => b.score - a.score)
}

function matchFact(
  base: Base,
  frame: FactFrame,
  reading: Reading,
  common: ReadonlySet<string>,
  unheld: (id: string) => boolean,
): Match {
  const { fact } = frame
  let matched = 0
  let missed = 0
  let strangeWeight = 0
  let figureMatched = false
  let measureMatched = false
  let entityMatched = false
  const open: Mention[] = []
  const named = new Set<string>()
  const said = new Set<string>()
  const fits = reading.mentions.map(mention => ({
    mention,
    fit: fitOf(base, frame, mention, common, unheld),
  }))
  const hasMeasure = fits.some(({ fit }) => fit?.kind === 'measure' && fit.value > 0)
  for (const { mention, fit } of fits) {
    for (const ref of mention.senses) {
      if (ref.type !== 'entity') continue
      named.add(ref.id)
      if (mention.span.from >= 0) said.add(ref.id)
    }
    if (fit === undefined) continue
    if (fit.value > 0) {
      matched += fit.weight * fit.value * mention.certainty
      if (fit.kind === 'measure') measureMatched = true
      if (fit.kind === 'entity') entityMatched = true
    }
    if (fit.value < 1 && !mention.optional) {
      // Where one word names the measure, others that could name another are mostly verbs beside it.
      const second = fit.kind === 'measure' && hasMeasure && fit.weight <= WEIGHTS.measure
      missed +=
        fit.weight * (1 - fit.value) * mention.certainty * (second ? WEIGHTS.secondMeasure : 1)
      if (fit.value === 0) {
        open.push(mention)
        if (fit.kind === 'entity' || fit.kind === 'foreign')
          strangeWeight += fit.weight * mention.certainty
      }
    }
  }
  // "What share" means every measure of a standing share, whatever else the question calls it.
  if (asksShare(reading) && isShare(base, fact)) {
    matched += measureMatched ? 0 : WEIGHTS.shareKind
    measureMatched = true
  }
  for (const figure of reading.figures) {
    if (figure.amount === fact.value?.amount) {
      matched += WEIGHTS.sameFigure
      figureMatched ||= figure.unit !== undefined
    }
    if (figure.unit === undefined || fact.value === undefined) continue
    if (sameDimension(base, figure.unit, fact.value.unit)) matched += WEIGHTS.figure
    else missed += WEIGHTS.figure
  }
  for (const word of reading.plain) {
    if (frame.stems.has(stem(word))) matched += WEIGHTS.plainWord
    else missed += WEIGHTS.plainWord
  }
  for (const word of reading.unknown) {
    if (frame.stems.has(stem(word.toLowerCase()))) matched += WEIGHTS.unknownWord * 0.7
    else missed += reading.names.includes(word) ? WEIGHTS.unknownName : WEIGHTS.unknownWord
  }
  const timeFits = reading.times.every(time => fitsTime(frame, time))
  const aboutSubject = [...said].includes(fact.subject) ? WEIGHTS.subject : 0
  const extras =
    frame.counterparts.filter(id => !named.has(id)).length * WEIGHTS.unnamedCounterpart +
    (measureMatched ? 0 : WEIGHTS.silentMeasure) +
    (timeFits ? 0 : WEIGHTS.timeMismatch) +
    (lacksSlot(base, frame, reading, said) ? WEIGHTS.missingSlot : 0)
  const total = matched + missed
  return {
    frame,
    score: matched + aboutSubject - missed - extras,
    coverage: total === 0 ? 0 : matched / total,
    knownCoverage: total === 0 ? 0 : matched / (total - strangeWeight),
    matched,
    measureMatched,
    entityMatched,
    figureMatched,
    open,
    strange: open.filter(({ senses }) =>
      senses.every(
        ref => ref.type === 'entity' && (!common.has(ref.id) || isElsewhere(base, fact, ref.id)),
      ),
    ),
    timeFits,
  }
}

interface Fit {
  readonly kind: 'entity' | 'measure' | 'stage' | 'direction' | 'unit' | 'word' | 'foreign'
  readonly value: number
  readonly weight: number
}

/** The best fit among all meanings of the words; undefined where they carry no weight at all. */
function fitOf(
  base: Base,
  frame: FactFrame,
  mention: Mention,
  common: ReadonlySet<string>,
  unheld: (id: string) => boolean,
): Fit | undefined {
  const { fact } = frame
  let best: Fit | undefined
  const offer = (fit: Fit): void => {
    if (best === undefined || fit.value * fit.weight > best.value * best.weight) best = fit
    else if (best.value === 0 && fit.weight > best.weight) best = fit
  }
  for (const ref of mention.senses) {
    if (ref.type === 'entity') {
      const weight = common.has(ref.id) ? WEIGHTS.commonEntity : WEIGHTS.entity
      offer({ kind: 'entity', value: frame.entities.get(ref.id) ?? 0, weight })
    } else if (ref.type === 'measure' || ref.type === 'opposite') {
      const weight = unheld(ref.id) ? WEIGHTS.unheldMeasure : WEIGHTS.measure
      offer({ kind: 'measure', value: ref.id === fact.measure ? 1 : 0, weight })
    } else if (ref.type === 'unit' && fact.value !== undefined) {
      const same = sameDimension(base, ref.id, fact.value.unit)
      offer({ kind: 'unit', value: same ? 1 : 0, weight: WEIGHTS.unit })
    }
  }
  const stage = fact.stage !== undefined && hasSense(mention, `stage:${fact.stage}`)
  const otherStage = fact.stage !== undefined && hasSense(mention, 'stage:')
  if (stage) offer({ kind: 'stage', value: 1, weight: WEIGHTS.stage })
  else if (otherStage) offer({ kind: 'stage', value: 0, weight: WEIGHTS.stage })
  if (hasSense(mention, 'foreign')) offer({ kind: 'foreign', value: 0, weight: WEIGHTS.foreign })
  const direction = base.measure(fact.measure)?.direction
  if (direction !== undefined && hasSense(mention, 'direction:')) {
    const same = hasSense(mention, `direction:${direction}`)
    offer({ kind: 'direction', value: same ? 1 : 0.5, weight: WEIGHTS.direction })
  }
  if (best !== undefined && best.value === 0 && wordsIn(frame, mention)) {
    return { kind: 'word', value: 0.7, weight: best.weight }
  }
  return best
}

function wordsIn(frame: FactFrame, mention: Mention): boolean {
  return mention.stems.length > 0 && mention.stems.every(word => frame.stems.has(word))
}
