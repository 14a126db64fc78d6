// Answers that stand in the base as they are, and the last reasons not to give them.
import { type Base, type Fact, isAhead, type Reading, type TimeMention } from '#magnets'
import { hasSense, isForeign } from '../../question/has-sense.ts'
import { stem } from '../../search/stem.ts'
import { stemsOf } from '../../search/tokenize.ts'
import { chooseMatches, isAnswer, strangers } from '../choose-facts.ts'
import { findComparison } from '../compare-facts.ts'
import { comparable, figureVerdict } from '../contradictions.ts'
import { comparisonDraft, factParts } from '../drafts.ts'
import type { Match } from '../match-facts.ts'
import { misfit } from '../misfit.ts'
import { isOverdue } from '../overdue.ts'
import { namedEntities } from '../slots.ts'
import { refused } from './before-the-facts.ts'
import type { Situation, Way } from './situation.ts'

/** However well the rest fits, a fact about one says nothing of another whom the base does not know. */
export const tooLittle: Way = situation => {
  const { reading, best } = situation
  if (!isAnswer(best)) return refused(situation, 'too-little-matched')
  const strange = reading.names.length > 0 || best.open.some(isForeign)
  return strange ? refused(situation, 'a strange name') : undefined
}

export const compared: Way = ({ base, reading, matches, wrong, now }) => {
  if (reading.names.length > 0 || reading.mentions.some(isForeign)) return undefined
  const comparison = findComparison(base, reading, matches)
  if (comparison === undefined || wrong.some(({ kind }) => !MEANT.includes(kind))) return undefined
  return { draft: comparisonDraft(base, comparison, { asked: reading, now }), rule: 'compared' }
}

/** Another name or figure than the fact's is the other side of the comparison. */
const MEANT: readonly string[] = ['name', 'figure']

/** Always decides: it answers or refuses. */
export function lookUp(situation: Situation): ReturnType<typeof refused> {
  const { base, reading, matches, now } = situation
  const fitting = chooseMatches(base, reading, matches)
  if (strangers(reading, fitting).length > 0) return refused(situation, 'another thing')
  const slot = misfit(base, reading, fitting)
  if (slot !== undefined) return refused(situation, slot)
  const chosen = fitting.map(match => match.frame.fact)
  const parts = factParts(base, reading, chosen, openerFor(situation), now)
  return { draft: { outcome: 'answer', parts }, rule: 'looked-up' }
}

/** "Yes." or "No." where the question wants to hear one and the fact settles every word of it. */
function openerFor(situation: Situation): string {
  const { base, reading, best, now, wantsVerdict } = situation
  if (!wantsVerdict || !isSettled(situation) || takesPlanForDeed(reading, best, now)) return ''
  // What was so says nothing of what will be.
  if (namesUnspoken(situation) || (WILL.test(reading.text) && !isAhead(best.frame.fact))) return ''
  const has = (id: string): boolean => reading.mentions.some(mention => hasSense(mention, id))
  if (has('total')) return isShareOf(base, best.frame.fact) && !reading.negated ? 'No. ' : ''
  // "Only", "all it takes", "is it false that": the fact may hold and the claim still not.
  if ((has('exclusive') && !isSole(reading, best)) || has('doubt')) return ''
  // Of a comparison only the side with a figure is settled here.
  if (has('compare:') && reading.figures.length === 0) return ''
  // "More than two of them": a bound on what no figure was read for.
  if (reading.figures.length === 0 && (has('hedge:more than') || has('hedge:less than'))) return ''
  if (EITHER.test(reading.text) || fallsTo(base, reading, best.frame.fact)) return ''
  if (!fitsDeadline(reading, best.frame.fact)) return ''
  const denies = reading.negated || has('lack') || namesTrouble(reading, best)
  return denies === best.frame.negative ? 'Yes. ' : best.frame.negative ? 'No. ' : ''
}

/** What the fact calls the only one of its kind is so only of the kind that it names. */
function isSole({ text }: Reading, { frame }: Match): boolean {
  const kind = /\b(?:only|sole)\s+([\w-]+)/i.exec(frame.fact.statement)?.[1]
  const asked = new Set(stemsOf(text))
  return frame.sole && kind !== undefined && stemsOf(kind).every(word => asked.has(word))
}

/** Less than the whole, whatever its hedge. */
function isShareOf(base: Base, { value, measure }: Fact): boolean {
  const ratio = value !== undefined && base.unit(value.unit)?.dimension === 'ratio'
  const standing = base.measure(measure)?.direction === undefined
  return (
    ratio &&
    standing &&
    value.amount < 100 &&
    /^(?:exact|less than|at most|up to)$/.test(value.hedge)
  )
}

/** "Is it a problem?": of a fact that says what is missing, the word for its measure says so already. */
function namesTrouble({ mentions }: Reading, { frame }: Match): boolean {
  const { fact, lacking } = frame
  return (
    lacking &&
    mentions.some(
      ({ optional, senses }) => !optional && senses.some(ref => ref.id === fact.measure),
    )
  )
}

/** Senses that claim nothing by themselves. */
const IDLE =
  /^(?:kind|hedge|status|stage|of-kind|grain):|^(?:op:index|op:share|pronoun|premise|negation|exclusive|lack|bond|filler|both|total|publication)$/

/** Each word that carries meaning is borne out by the fact: a verb that is not may turn the claim round. */
function isSettled({ base, reading, best }: Situation): boolean {
  const { fact, entities, stems, akin } = best.frame
  const stray = reading.plain.some(word => !stems.has(stem(word))) || reading.unknown.length > 0
  if (stray || !(best.measureMatched || best.figureMatched)) return false
  const direction = base.measure(fact.measure)?.direction
  const borneOut = reading.figures.every(
    figure => !comparable(base, figure, fact) || figureVerdict(base, figure, fact) === 'borne out',
  )
  const measures = reading.figures.every(figure => comparable(base, figure, fact))
  return (
    borneOut &&
    measures &&
    reading.mentions.every(
      ({ senses, stems: words }) =>
        words.length === 0 ||
        words.every(word => stems.has(word)) ||
        senses.some(
          ref =>
            (ref.type === 'sense' && (IDLE.test(ref.id) || ref.id === `direction:${direction}`)) ||
            (ref.type === 'unit' && !isOtherTerm(base, ref.id, fact)) ||
            (ref.type === 'measure' && (ref.id === fact.measure || akin.has(ref.id))) ||
            (ref.type === 'entity' && (entities.get(ref.id) ?? 0) >= CLOSE),
        ),
    )
  )
}

/** "A mine or a factory?": one of the two is asked for. */
const EITHER = /\bor\b(?!\s+(?:not|no|so|more|less|what|am|is|false|wrong)\b)/i

/** "It fell to 20 percent": what is left, where the fact says by how much. */
function fallsTo(base: Base, { text, figures }: Reading, { measure }: Fact): boolean {
  if (base.measure(measure)?.direction === undefined) return false
  return figures.some(({ words }) => /\bto\s+(?:\S+\s+)?$/i.test(text.split(words)[0] ?? ''))
}

/** "A year" of what is counted in months. */
function isOtherTerm(base: Base, unit: string, { value }: Fact): boolean {
  const held = value && base.unit(value.unit)
  return held?.dimension === 'time' && base.unit(unit)?.dimension === 'time' && held.id !== unit
}

/** By the year until which something is foreseen, not by a later one. */
function fitsDeadline({ times }: Reading, { period }: Fact): boolean {
  const open = ({ from }: TimeMention): boolean => from.startsWith('0000')
  return period === undefined || times.filter(open).every(({ to }) => to === period.to)
}

/** The fact's own entities, and those that they belong to at one remove. */
const CLOSE = 0.9

/** The fact is about an agency that the question names, yet its statement does not say so outright. */
function namesUnspoken({ base, reading, best }: Situation): boolean {
  return [...namedEntities(base, reading)].some(
    id => base.entity(id)?.kind === 'agency' && !best.frame.spoken.has(id),
  )
}

const WILL = /^\W*(?:so\W+|and\W+)?(?:will|would)\b/i

/** Words by which a question asks for the plan itself. */
const ASKS_PLAN =
  /\b(?:due|plan(?:s|ned)?|scheduled|expect(?:s|ed)?|going to|supposed|slated|projected|set to|meant)\b/i

/** "Did it open?": a plan says nothing of what was done, least of all when its date has passed. */
function takesPlanForDeed({ text }: Reading, { frame: { fact } }: Match, now: Date): boolean {
  const asksDeed =
    /^\W*(?:did|has|have|was|were)\b|\b(?:already|yet|been|currently|now)\b/i.test(text) ||
    (/^\W*(?:is|are)\b/i.test(text) && !ASKS_PLAN.test(text))
  return isAhead(fact) && (asksDeed || isOverdue(fact, now))
}
