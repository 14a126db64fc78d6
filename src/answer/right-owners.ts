// Who it really is: facts that name the right agent or place where a question names a wrong one.
import type { Base, Fact, Reading } from '#magnets'
import type { Contradiction } from './contradictions.ts'
import type { FactFrames } from './fact-frame.ts'
import type { Match } from './match-facts.ts'

/** A fact on the same subject whose statement names what the question got wrong, unless the best one does. */
export function tellersOf(
  base: Base,
  frames: FactFrames,
  best: Match,
  wrong: readonly Contradiction[],
): readonly Fact[] {
  if (!wrong.some(({ kind }) => kind === 'agent')) return []
  const kindOf = (id: string): string | undefined => base.entity(id)?.kind
  const asked = new Set(
    best.strange.flatMap(({ senses }) => senses.map(ref => kindOf(ref.id) ?? '')),
  )
  const tells = (frame: FactFrames['all'][number]): boolean =>
    [...frame.spoken].some(id => asked.has(kindOf(id) ?? ''))
  if (tells(best.frame)) return []
  const { subject } = best.frame.fact
  const teller = frames.all.find(frame => frame.fact.subject === subject && tells(frame))
  return teller === undefined ? [] : [teller.fact]
}

/** The fact to which a claimed figure does belong, where the best one, about somebody else, has none. */
export function figureOfAnother(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): Match | undefined {
  const best = matches[0]
  if (best === undefined || best.frame.fact.value !== undefined) return undefined
  const { measure, subject } = best.frame.fact
  return matches.find(({ frame: { fact } }) => {
    const claimed = reading.figures.some(
      ({ amount, unit }) => amount === fact.value?.amount && (unit !== undefined || amount > 1000),
    )
    const apart = fact.subject !== subject && base.entity(fact.subject) !== undefined
    return claimed && apart && fact.measure === measure
  })
}
