// Where a question's own claims and the best fact disagree: figure, date, direction, contrary or agent.
import type { Base, ClaimedFigure, Fact, Quantity, Reading } from '#magnets'
import { boundsOf } from '#magnets'
import { hasSense } from '../question/read-question.ts'
import type { Match } from './match-facts.ts'
import { sameDimension } from './same-dimension.ts'

export interface Contradiction {
  readonly kind: 'figure' | 'time' | 'direction' | 'opposite' | 'agent'
}

/** Kinds of entity of which a fact has one and a question may name a wrong one. */
const AGENTS: readonly string[] = ['company', 'country', 'agency', 'place']

/** How far a rounded claim may lie from the figure and still mean it. */
const ROUNDING = 0.02

export function contradictionsOf(
  base: Base,
  reading: Reading,
  match: Match,
): readonly Contradiction[] {
  const { fact } = match.frame
  const found: Contradiction[] = []
  const figures = reading.figures.filter(figure => comparable(base, figure, fact))
  if (figures.some(figure => !figureAgrees(figure, fact)) && !isCondition(base, reading, fact)) {
    found.push({ kind: 'figure' })
  }
  if (!match.timeFits && fact.period !== undefined) found.push({ kind: 'time' })
  const direction = base.measure(fact.measure)?.direction
  const contrary = direction === 'up' ? 'direction:down' : 'direction:up'
  if (
    direction !== undefined &&
    reading.mentions.some(m => hasSense(m, contrary) && !hasSense(m, `direction:${direction}`))
  ) {
    found.push({ kind: 'direction' })
  }
  if (
    reading.mentions.some(m => m.senses.some(r => r.type === 'opposite' && r.id === fact.measure))
  ) {
    found.push({ kind: 'opposite' })
  }
  if (namesWrongAgent(base, match)) found.push({ kind: 'agent' })
  return found
}

/** Facts of the same measure and object to which a wrongly placed figure does belong. */
export function ownersOf(base: Base, reading: Reading, { frame }: Match): readonly Fact[] {
  const { fact } = frame
  const wrong = reading.figures.filter(f => comparable(base, f, fact) && !figureAgrees(f, fact))
  return base.facts.filter(
    other =>
      other.id !== fact.id &&
      other.subject === fact.subject &&
      other.measure === fact.measure &&
      wrong.some(figure => figure.amount === other.value?.amount),
  )
}

/** True where the figure has the unit of the fact's value, so that the two can agree or not. */
export function comparable(base: Base, figure: ClaimedFigure, fact: Fact): boolean {
  if (fact.value === undefined) return false
  if (figure.unit === undefined) return sameMagnitude(figure.amount, fact.value.amount)
  return sameDimension(base, figure.unit, fact.value.unit)
}

/** Without a unit a figure is taken for the fact's where it has its size ("1.2 billion"). */
function sameMagnitude(one: number, other: number): boolean {
  return one >= 10 && Math.abs(Math.log10(one / other)) < 1
}

/** A claim agrees when the fact's bounds lie within its own, or it gives the fact's very figure. */
export function figureAgrees(figure: ClaimedFigure, fact: Fact): boolean {
  const value = fact.value
  if (value === undefined) return false
  const near = Math.abs(figure.amount - value.amount) <= ROUNDING * Math.abs(value.amount)
  const claim: Quantity = { amount: figure.amount, unit: value.unit, hedge: figure.hedge }
  const [asked, held] = [boundsOf(claim), boundsOf(value)]
  if (near) return !opposed(figure, value)
  return held.low >= asked.low && held.high <= asked.high
}

/** "over 90" against "less than 90": the same number, told the other way round. */
function opposed(figure: ClaimedFigure, value: Quantity): boolean {
  const up = ['more than', 'at least']
  const down = ['less than', 'at most', 'up to']
  return (
    (up.includes(figure.hedge) && down.includes(value.hedge)) ||
    (down.includes(figure.hedge) && up.includes(value.hedge)) ||
    (up.includes(figure.hedge) && value.hedge === 'exact' && figure.amount >= value.amount) ||
    (down.includes(figure.hedge) && value.hedge === 'exact' && figure.amount <= value.amount)
  )
}

/** A figure that belongs to another fact of the same subject sets a scene and claims nothing of this one. */
function isCondition(base: Base, reading: Reading, fact: Fact): boolean {
  const rivals = base.facts.filter(
    other =>
      other.subject === fact.subject &&
      other.object === fact.object &&
      (other.measure !== fact.measure || other.stage !== fact.stage),
  )
  return reading.figures
    .filter(figure => comparable(base, figure, fact) && !figureAgrees(figure, fact))
    .every(figure =>
      rivals.some(other => comparable(base, figure, other) && figureAgrees(figure, other)),
    )
}

function namesWrongAgent(
  base: Base,
  { frame, open, measureMatched, entityMatched }: Match,
): boolean {
  if (!measureMatched && !entityMatched) return false
  const kinds = new Set([...frame.entities.keys()].map(id => base.entity(id)?.kind))
  return open.some(({ senses }) =>
    senses.some(ref => {
      const kind = ref.type === 'entity' ? base.entity(ref.id)?.kind : undefined
      return kind !== undefined && AGENTS.includes(kind) && kinds.has(kind)
    }),
  )
}
