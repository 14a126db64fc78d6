// Who it really is: facts that name the right one where a question names another, or gives away a figure.
import type { Base, Fact, Reading } from '#magnets'
import type { Contradiction } from './contradictions.ts'
import type { FactFrames } from './fact-frame.ts'
import type { Match } from './match-facts.ts'
import { replacedNames } from './replaced-names.ts'

/** A fact on the same subject whose statement names what the question got wrong, unless the best one does. */
export function tellersOf(
  frames: FactFrames,
  best: Match,
  wrong: readonly Contradiction[],
): readonly Fact[] {
  const { subject } = best.frame.fact
  const tellers = wrong.flatMap(({ right }) => {
    const tells = (frame: FactFrames['all'][number]): boolean =>
      right?.some(id => frame.spoken.has(id)) === true
    if (right === undefined || tells(best.frame)) return []
    return frames.all.find(frame => frame.fact.subject === subject && tells(frame))?.fact ?? []
  })
  return [...new Set(tellers)]
}

/** From this size on a number is taken for the figure that it equals; smaller ones are too many. */
const TELLING_SIZE = 1000

/** The fact whose very figure the question gives to another than its own subject. */
export function figureOfAnother(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): Match | undefined {
  if (matches[0]?.figureMatched) return undefined
  return matches.find(match => {
    const { value } = match.frame.fact
    const given = reading.figures.some(
      ({ amount }) => amount === value?.amount && amount >= TELLING_SIZE,
    )
    return given && match.timeFits && replacedNames(base, reading, match).length > 0
  })
}
