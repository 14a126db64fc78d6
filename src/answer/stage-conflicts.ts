// Figures put to the wrong stage of a plan: the question says "first" where the fact says "full".
import type { Base, ClaimedFigure, Fact, Mention, Reading } from '#magnets'
import { hasSense } from '../question/has-sense.ts'
import { comparable } from './contradictions.ts'
import type { FactFrames } from './fact-frame.ts'

/** Words between a figure and the stage that it is put to. */
const REACH = 8

/** Facts whose figure the question ties to another stage; empty where all agrees. */
export function stageConflicts(base: Base, frames: FactFrames, reading: Reading): readonly Fact[] {
  const staged = reading.mentions.filter(mention => hasSense(mention, 'stage:'))
  if (staged.length === 0) return []
  return reading.figures.flatMap(figure => {
    const owners = frames.all
      .map(frame => frame.fact)
      .filter(fact => fact.stage !== undefined && isFigureOf(base, figure, fact))
    const stages = new Set(owners.map(fact => fact.stage))
    const near = nearest(staged, figure)
    if (owners.length === 0 || near === undefined) return []
    return [...stages].some(stage => hasSense(near, `stage:${stage ?? ''}`)) ? [] : owners
  })
}

/** The figures of the same things at their right stages, for the correction. */
export function stagedSiblings(
  base: Base,
  reading: Reading,
  conflicts: readonly Fact[],
): readonly Fact[] {
  return base.facts.filter(fact =>
    conflicts.some(
      conflict =>
        fact.id === conflict.id ||
        (fact.subject === conflict.subject &&
          fact.stage !== undefined &&
          (fact.measure === conflict.measure ||
            (fact.stage === conflict.stage &&
              reading.figures.some(
                figure => figure.unit !== undefined && comparable(base, figure, fact),
              )))),
    ),
  )
}

function isFigureOf(base: Base, figure: ClaimedFigure, fact: Fact): boolean {
  if (fact.value?.amount !== figure.amount) return false
  return figure.unit === undefined || comparable(base, figure, fact)
}

function nearest(mentions: readonly Mention[], figure: ClaimedFigure): Mention | undefined {
  const distance = ({ span }: Mention): number =>
    Math.max(figure.span.from - span.to, span.from - figure.span.to, 0)
  const [first] = mentions.toSorted((a, b) => distance(a) - distance(b))
  return first !== undefined && distance(first) <= REACH ? first : undefined
}
