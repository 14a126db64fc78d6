// What the question says wrongly, put right: names, figures, dates, directions.
import { entitiesOf, type Fact, isAhead } from '#magnets'
import { hasSense } from '../../question/has-sense.ts'
import { isAnswer } from '../choose-facts.ts'
import { comparable, contradictionsOf, ownersOf } from '../contradictions.ts'
import { correctionDraft, factParts } from '../drafts.ts'
import { misfit } from '../misfit.ts'
import { figureOfAnother, tellersOf } from '../right-owners.ts'
import { refused } from './before-the-facts.ts'
import type { Situation, Way } from './situation.ts'

export const REPLACED = 'contradicted: another name'

/** Another name stands where the fact has its own; everything else fits. */
export const replacedName: Way = situation => {
  const { base, frames, now, reading, best, wrong, claims } = situation
  const names = wrong.filter(({ kind }) => kind === 'name')
  if (names.length === 0 || !isAnswer(best, 'known')) return undefined
  if (!(claims ? isMeant(situation) : presupposes(situation))) return undefined
  const tellers = tellersOf(frames, best, names)
  const rest = reading.presumed ? [] : tellers
  return {
    draft: correctionDraft(base, best, now, rest.length > 0 ? rest : tellers),
    rule: REPLACED,
  }
}

/** "It doesn't open before ...": what contradicts the positive claim confirms the negative one. */
export const confirmedByDate: Way = ({ base, reading, best, now, wrong, wantsVerdict }) => {
  const open = reading.times.some(
    ({ from, to }) => from.startsWith('0000') || to.startsWith('9999'),
  )
  const byDate = open && wrong.length > 0 && wrong.every(({ kind }) => kind === 'time')
  if (!reading.negated || !wantsVerdict || !byDate) return undefined
  const parts = factParts(base, reading, [best.frame.fact], 'yes', now)
  return { draft: { outcome: 'answer', parts }, rule: 'confirmed by its date' }
}

/** How near the best a fact must come to be claimed the other way round beside it. */
const BESIDE = 0.5

/** "With so much it would be level": the figure is right, and what is made of it is the contrary of another fact. */
export const contraryBeside: Way = situation => {
  const { base, reading, matches, best, now, wrong, claims } = situation
  if (!claims || reading.negated || wrong.length > 0) return undefined
  const beside = matches.find(
    match =>
      match !== best &&
      match.score >= best.score - BESIDE &&
      match.coverage > best.coverage &&
      match.frame.fact.subject === best.frame.fact.subject &&
      contradictionsOf(base, reading, match).some(({ kind }) => kind === 'opposite'),
  )
  if (beside === undefined) return undefined
  return { draft: correctionDraft(base, beside, now), rule: 'contradicted beside it' }
}

export const contradicted: Way = situation => {
  const { base, frames, reading, best, now, wrong, claims } = situation
  if (wrong.length === 0) return undefined
  // A word that says the contrary of a fact means nothing where the question is about something else.
  const turned = wrong.every(({ kind }) => kind === 'direction' || kind === 'opposite')
  const about = best.entityMatched || best.figureMatched || (turned && best.firmMeasure)
  if (!about) return refused(situation, 'about nothing known')
  const kinds = wrong.map(({ kind }) => kind).join(', ')
  // That a plan was given up is nowhere said, and neither is that it was not.
  const pledged = best.frame.fact.status === 'pledged'
  if (!pledged && wrong.every(({ kind }) => kind === 'opposite') && isAhead(best.frame.fact)) {
    const parts = factParts(base, reading, [best.frame.fact], undefined, now)
    return { draft: { outcome: 'answer', parts }, rule: 'a plan, as far as is known' }
  }
  const strange = wrong.every(({ kind }) => kind === 'name') && !isAbout(situation)
  if (strange || (!claims && !claimsAnyway(situation))) return refused(situation, `other ${kinds}`)
  const mistaken = [
    ...ownersOf(base, reading, best),
    ...tellersOf(frames, best, wrong),
    ...otherStages(situation),
  ]
  return { draft: correctionDraft(base, best, now, mistaken), rule: `contradicted: ${kinds}` }
}

/** Where a wrong figure is put to no stage of a plan, every stage has another. */
function otherStages({ base, reading, best, wrong }: Situation): readonly Fact[] {
  const { fact } = best.frame
  const staged = reading.mentions.some(mention => hasSense(mention, 'stage:'))
  if (staged || fact.stage === undefined || !wrong.some(({ kind }) => kind === 'figure')) return []
  return base.facts.filter(
    other =>
      other.id !== fact.id && other.subject === fact.subject && other.measure === fact.measure,
  )
}

/** The figure is right, and somebody else's. */
export const anothersFigure: Way = ({ base, reading, matches, best, now }) => {
  const other = figureOfAnother(base, reading, matches)
  if (other === undefined) return undefined
  const own = best.measureMatched && best.frame.fact.measure === other.frame.fact.measure
  const draft = correctionDraft(base, other, now, own ? [best.frame.fact] : [])
  return { draft, rule: "contradicted: another's figure" }
}

/**
 * Asked whether a stranger does the same, the base can't tell; what is taken for granted of one is wrong
 * where the rest fits.
 */
function isMeant(situation: Situation): boolean {
  const { base, reading, best } = situation
  const { fact } = best.frame
  if (!reading.presumed) {
    const known = best.measureMatched || best.figureMatched
    return known && names(reading, [fact.subject, ...ownersIn(base, fact)])
  }
  return isAbout(situation) || (best.measureMatched && best.entityMatched)
}

/** The claim is about the fact's subject or the one that it belongs to, or gives its very figure. */
function isAbout({ base, reading, best }: Situation): boolean {
  const { fact } = best.frame
  const own = [fact.subject, fact.object ?? '', ...ownersIn(base, fact)]
  return best.figureMatched || names(reading, own)
}

/**
 * A name asked about in an open question is mostly another question, which is refused. It is a wrong
 * premise where the subject itself is named, and the fact has what was asked for.
 */
function presupposes(situation: Situation): boolean {
  const { base, reading, best, wrong } = situation
  const { fact } = best.frame
  if (best.figureMatched && isAbout(situation)) return true
  // Another in the place of the subject or of what is counted is another question, and so is a
  // material: of each the same may be asked.
  const other = (id: string): boolean =>
    id === fact.subject || id === fact.object || base.entity(id)?.kind === 'material'
  if (wrong.some(({ right }) => right?.some(other)) || describesAnother(situation)) return false
  return (
    best.firmMeasure &&
    !reading.followUp &&
    names(reading, [fact.subject, ...ownersIn(base, fact)]) &&
    misfit(base, { ...reading, mentions: reading.mentions.filter(m => !best.open.includes(m)) }, [
      best,
    ]) === undefined
  )
}

/** The strange names together fit another site. */
function describesAnother({ base, best }: Situation): boolean {
  const ids = best.strange.flatMap(({ senses }) => senses.map(ref => ref.id))
  return (
    ids.length > 1 &&
    base.vocabulary.entities.some(
      ({ id, kind, relations }) =>
        kind === 'site' &&
        id !== best.frame.fact.subject &&
        ids.every(own => own === id || relations.some(({ to }) => to === own)),
    )
  )
}

/** A wrong figure or direction is claimed even by an open question; a wrong date or name is asked about. */
function claimsAnyway({ base, reading, best, wrong }: Situation): boolean {
  if (!wrong.every(({ kind }) => kind === 'time' || kind === 'name')) return true
  if (wrong.some(({ kind }) => kind === 'time')) return false
  return reading.figures.some(claimed => comparable(base, claimed, best.frame.fact))
}

function names(reading: Situation['reading'], ids: readonly string[]): boolean {
  return reading.mentions.some(
    ({ senses, span }) => span.from >= 0 && senses.some(ref => ids.includes(ref.id)),
  )
}

function ownersIn(base: Situation['base'], fact: Fact): readonly string[] {
  const own = new Set(entitiesOf(fact))
  return (base.entity(fact.subject)?.relations ?? [])
    .map(({ to }) => to)
    .filter(id => base.entity(id)?.kind === 'company' || own.has(id))
}
