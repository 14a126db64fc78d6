// How well one mention of a question fits one fact, and how much that weighs.
import type { Base, Mention } from '#magnets'
import { FOREIGN, hasSense } from '../question/has-sense.ts'
import type { FactFrame } from './fact-frame.ts'
import { sameDimension } from './same-dimension.ts'
import { isAskedCause, isAskedMeasure } from './slots.ts'

/** How much each kind of word weighs; measured on the golden questions. */
export const WEIGHTS = {
  entity: 1.2,
  /** An entity that more than a quarter of all facts share says little. */
  commonEntity: 0.7,
  measure: 1,
  /** How well a measure is met by one that people take for it. */
  kin: 0.5,
  /** The measure right behind "what" or "which". */
  askedMeasure: 1.6,
  /** What a further measure word costs that a fact with a matched measure does not meet. */
  secondMeasure: 0.3,
  shareKind: 0.8,
  /** The fact names one of the kind that is asked for. */
  askedKind: 0.5,
  /** "A year earlier" means what is measured against it. */
  baseline: 0.8,
  unheldMeasure: 2,
  unit: 0.7,
  /** A claimed figure and the fact's value measure the same kind of thing. */
  figure: 0.5,
  /** Among equals, the fact that is about the very thing named comes first. */
  subject: 0.15,
  /** The question holds the fact's very figure. */
  sameFigure: 0.8,
  stage: 0.9,
  direction: 0.6,
  /** An ordinary word without meaning in the vocabulary. */
  plainWord: 0.15,
  /** What such a word weighs in addition where nothing else says what is asked. */
  strayWord: 0.35,
  unknownWord: 1,
  /** A capital inside a sentence: somebody or something that the base does not know. */
  unknownName: 2.5,
  /** Something that the vocabulary knows the base to be silent on. */
  foreign: 2.5,
  /** For a counterpart of the fact that the question does not name. */
  unnamedCounterpart: 0.12,
  /** For a fact whose measure nothing in the question means. */
  silentMeasure: 0.45,
  /** For a fact that lacks what is asked: a date, a place, a reason. */
  missingSlot: 0.9,
  missingFigure: 0.35,
  timeMismatch: 1.2,
  /** A fact that is dated so, beside others that hold at any time. */
  dated: 0.25,
} as const

/** What weighing a fact takes beside the fact and the question; the same for all facts. */
export interface Weighing {
  readonly common: ReadonlySet<string>
  /** Entities that the question calls by name. */
  readonly called: ReadonlySet<string>
  /** How many facts name an entity of each kind. */
  readonly tellers: ReadonlyMap<string, number>
  unheld(id: string): boolean
}

export interface Fit {
  readonly kind: 'entity' | 'measure' | 'stage' | 'direction' | 'unit' | 'word' | 'foreign'
  readonly value: number
  readonly weight: number
}

/** The best fit among all meanings of the words; undefined where they carry no weight at all. */
export function fitOf(
  base: Base,
  frame: FactFrame,
  mention: Mention,
  { common, unheld }: Weighing,
): Fit | undefined {
  const { fact } = frame
  let best: Fit | undefined
  const offer = (fit: Fit): void => {
    if (best === undefined || fit.value * fit.weight > best.value * best.weight) best = fit
    else if (best.value === 0 && fit.weight > best.weight) best = fit
  }
  // A word that also names a thing or a unit means just that.
  const bare = mention.senses.every(ref => ref.type !== 'entity' && ref.type !== 'unit')
  for (const ref of mention.senses) {
    if (ref.type === 'entity') {
      const weight = common.has(ref.id) ? WEIGHTS.commonEntity : WEIGHTS.entity
      offer({ kind: 'entity', value: frame.entities.get(ref.id) ?? 0, weight })
    } else if (ref.type === 'measure' || ref.type === 'opposite') {
      const asked = isAskedMeasure(mention) || isAskedCause(mention)
      const held = asked ? WEIGHTS.askedMeasure : WEIGHTS.measure
      const weight = unheld(ref.id) ? WEIGHTS.unheldMeasure : held
      const akin = bare && frame.akin.has(ref.id) ? WEIGHTS.kin : 0
      offer({ kind: 'measure', value: ref.id === fact.measure ? 1 : akin, weight })
    } else if (ref.type === 'unit' && fact.value !== undefined) {
      const same = sameDimension(base, ref.id, fact.value.unit)
      offer({ kind: 'unit', value: same ? 1 : 0, weight: WEIGHTS.unit })
    }
  }
  const stage = fact.stage !== undefined && hasSense(mention, `stage:${fact.stage}`)
  const otherStage = fact.stage !== undefined && hasSense(mention, 'stage:')
  if (stage) offer({ kind: 'stage', value: 1, weight: WEIGHTS.stage })
  else if (otherStage) offer({ kind: 'stage', value: 0, weight: WEIGHTS.stage })
  if (hasSense(mention, FOREIGN)) offer({ kind: 'foreign', value: 0, weight: WEIGHTS.foreign })
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

export function isOtherStage({ fact: { stage } }: FactFrame, mention: Mention): boolean {
  return stage !== undefined && hasSense(mention, 'stage:') && !hasSense(mention, `stage:${stage}`)
}

function wordsIn(frame: FactFrame, mention: Mention): boolean {
  return mention.stems.length > 0 && mention.stems.every(word => frame.stems.has(word))
}
