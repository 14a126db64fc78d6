// Whether a fact says yes or no to a question, and every reason to leave that to the reader.
import { type Base, type Fact, isAhead, type Reading } from '#magnets'
import { hasSense } from '../../question/has-sense.ts'
import { stem } from '../../search/stem.ts'
import { stemsOf } from '../../search/tokenize.ts'
import { comparable, figureVerdict } from '../contradictions.ts'
import type { Verdict } from '../draft.ts'
import type { Match } from '../match-facts.ts'
import { isOverdue } from '../overdue.ts'
import { namedEntities } from '../slots.ts'
import type { Situation } from './situation.ts'

/** Undefined unless the question wants to hear one and the best fact settles every word of it. */
export function yesOrNo(situation: Situation): Verdict | undefined {
  const { base, reading, best, wantsVerdict } = situation
  if (!wantsVerdict || !isSettled(situation)) return undefined
  if (UNSETTLED.some(leavesOpen => leavesOpen(situation))) return undefined
  const { fact, negative } = best.frame
  if (has(reading, 'total')) return isShareOf(base, fact) && !reading.negated ? 'no' : undefined
  const denies = reading.negated || has(reading, 'lack') || namesTrouble(reading, best)
  return denies === negative ? 'yes' : negative ? 'no' : undefined
}

/** The fact may hold, every word may fit it, and the claim may still be another. */
const UNSETTLED: readonly ((situation: Situation) => boolean)[] = [
  takesPlanForDeed,
  namesUnspoken,
  asksWhatWillBe,
  claimsItAlone,
  comparesWithoutFigure,
  asksEither,
  fallsTo,
  namesLaterYear,
]

function has({ mentions }: Reading, id: string): boolean {
  return mentions.some(mention => hasSense(mention, id))
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
    figure => comparable(base, figure, fact) && figureVerdict(base, figure, fact) === 'borne out',
  )
  return (
    borneOut &&
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

/** "A year" of what is counted in months. */
function isOtherTerm(base: Base, unit: string, { value }: Fact): boolean {
  const held = value && base.unit(value.unit)
  return held?.dimension === 'time' && base.unit(unit)?.dimension === 'time' && held.id !== unit
}

/** The fact's own entities, and those that they belong to at one remove. */
const CLOSE = 0.9

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

/** The fact is about an agency that the question names, yet its statement does not say so outright. */
function namesUnspoken({ base, reading, best }: Situation): boolean {
  return [...namedEntities(base, reading)].some(
    id => base.entity(id)?.kind === 'agency' && !best.frame.spoken.has(id),
  )
}

/** "Will it ...?": what was so says nothing of what will be. */
function asksWhatWillBe({ reading, best }: Situation): boolean {
  return WILL.test(reading.text) && !isAhead(best.frame.fact)
}

const WILL = /^\W*(?:so\W+|and\W+)?(?:will|would)\b/i

/** "Only": what the fact calls the only one of its kind is so only of the kind that it names. */
function claimsItAlone({ reading, best: { frame } }: Situation): boolean {
  if (!has(reading, 'exclusive') || has(reading, 'total')) return false
  const kind = /\b(?:only|sole)\s+([\w-]+)/i.exec(frame.fact.statement)?.[1]
  const asked = new Set(stemsOf(reading.text))
  return !frame.sole || kind === undefined || !stemsOf(kind).every(word => asked.has(word))
}

/** "More than two of them", "the most": only of a comparison with a figure one side is settled. */
function comparesWithoutFigure({ reading }: Situation): boolean {
  const compares = ['compare:', 'hedge:more than', 'hedge:less than'].some(id => has(reading, id))
  return compares && reading.figures.length === 0
}

/** "A mine or a factory?": one of the two is asked for. */
function asksEither({ reading }: Situation): boolean {
  return EITHER.test(reading.text)
}

const EITHER = /\bor\b(?!\s+(?:not|no|so|more|less|what|am|is|false|wrong)\b)/i

/** "It fell to 20 percent": what is left, where the fact says by how much. */
function fallsTo({ base, reading: { text, figures }, best }: Situation): boolean {
  if (base.measure(best.frame.fact.measure)?.direction === undefined) return false
  return figures.some(({ words }) => /\bto\s+(?:\S+\s+)?$/i.test(text.split(words)[0] ?? ''))
}

/** "By" a later year than the one until which something is foreseen. */
function namesLaterYear({ reading, best }: Situation): boolean {
  const { period } = best.frame.fact
  const until = reading.times.filter(({ from }) => from.startsWith('0000'))
  return period !== undefined && until.some(({ to }) => to !== period.to)
}

/** Words by which a question asks for the plan itself. */
const ASKS_PLAN =
  /\b(?:due|plan(?:s|ned)?|scheduled|expect(?:s|ed)?|going to|supposed|slated|projected|set to|meant)\b/i

/** "Did it open?": a plan says nothing of what was done, least of all when its date has passed. */
function takesPlanForDeed({ reading: { text }, best, now }: Situation): boolean {
  const { fact } = best.frame
  const asksDeed =
    /^\W*(?:did|has|have|was|were)\b|\b(?:already|yet|been|currently|now)\b/i.test(text) ||
    (/^\W*(?:is|are)\b/i.test(text) && !ASKS_PLAN.test(text))
  return isAhead(fact) && (asksDeed || isOverdue(fact, now))
}
