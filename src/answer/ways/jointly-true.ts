// A claim of which one fact bears out the date and another the figure: together they confirm it.
import type { Fact, Mention } from '#magnets'
import { comparable, figureAgrees } from '../contradictions.ts'
import { factParts } from '../drafts.ts'
import type { Match } from '../match-facts.ts'
import { holdsIn } from '../slots.ts'
import type { Situation, Way } from './situation.ts'

export const jointlyTrue: Way = situation => {
  const { base, reading, best, now, wantsVerdict } = situation
  const { times, figures } = reading
  const alone =
    times.length === 0 ||
    figures.length === 0 ||
    (best.timeFits && figures.every(figure => comparable(base, figure, best.frame.fact)))
  if (!wantsVerdict || reading.negated || alone) return undefined
  const facts = supporting(situation)
  if (facts.length < 2) return undefined
  const parts = factParts(base, reading, facts, 'yes', now)
  return { draft: { outcome: 'answer', parts }, rule: 'confirmed by several facts' }
}

/**
 * A fact for each date and figure claimed, all about one subject; none where one of them lacks its
 * fact, or where the claim does not say two things: "so much in 2026" is no start and a capacity.
 */
function supporting({ base, reading, matches, best }: Situation): readonly Fact[] {
  const { subject } = best.frame.fact
  const about = matches.filter(
    match => match.frame.fact.subject === subject && match.strange.length === 0,
  )
  const find = (holds: (fact: Fact) => boolean): Match | undefined =>
    about.find(({ frame, measureMatched, figureMatched }) => {
      return (measureMatched || figureMatched) && holds(frame.fact)
    })
  const dated = reading.times.map(time =>
    find(fact => fact.period !== undefined && holdsIn(fact, time)),
  )
  const counted = reading.figures.map(figure =>
    find(fact => comparable(base, figure, fact) && figureAgrees(base, figure, fact)),
  )
  const all = [...counted, ...dated]
  const found = [...new Set(all.flatMap(match => match ?? []))]
  const apart = counted.every(one => dated.every(other => !one || !other || goTogether(one, other)))
  return all.includes(undefined) || !apart ? [] : found.map(({ frame }) => frame.fact)

  function goTogether(counts: Match, dates: Match): boolean {
    if (counts === dates) return true
    const { stage } = counts.frame.fact
    // What is reached later is not there at the start.
    const begins = base.measure(dates.frame.fact.measure)?.begins === true
    if (begins && stage !== undefined && stage !== 'initial') return false
    const own = (senses: Mention['senses'], { frame }: Match): boolean =>
      senses.some(({ id }) => id === frame.fact.measure)
    return reading.mentions.some(({ senses }) => own(senses, dates) && !own(senses, counts))
  }
}
