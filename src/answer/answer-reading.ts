// Decides how a reading is answered: talk, look-up, arithmetic, correction or refusal, and by which rule.
import { type Base, isAhead, type Reading, type ReplyDraft } from '#magnets'
import { hasSense, isForeign } from '../question/read-question.ts'
import type { Calculator } from './arithmetic.ts'
import { chooseMatches, isAnswer, isUnheld, strangers } from './choose-facts.ts'
import { compareFacts } from './compare-facts.ts'
import { type Contradiction, comparable, contradictionsOf, ownersOf } from './contradictions.ts'
import { type Derivation, derive } from './derive.ts'
import { comparisonDraft, correctionDraft, derivedDraft, factParts, stageDraft } from './drafts.ts'
import type { FactFrames } from './fact-frame.ts'
import type { Interpretation } from './interpret.ts'
import type { Match } from './match-facts.ts'
import { asksOpinion, misfit } from './misfit.ts'
import { isOverdue } from './overdue.ts'
import { refuse } from './refuse.ts'
import { figureOfAnother, tellersOf } from './right-owners.ts'
import { smallTalk } from './small-talk.ts'
import { stageConflicts, stagedSiblings } from './stage-conflicts.ts'

export interface Parts {
  readonly base: Base
  readonly frames: FactFrames
  readonly calculator: Calculator
  readonly now: Date
}

/** A draft and the name of the rule that decided on it, for explanations and receipts. */
export interface Decision {
  readonly draft: ReplyDraft
  readonly rule: string
}

/** Yes-or-no questions and claims, which want a verdict first. */
const VERDICT_KINDS: readonly string[] = ['verify', 'whether']

/** From this coverage on a yes-or-no question without contradiction is answered with yes. */
const SURE = 0.66

export function answerReading(
  { base, frames, calculator, now }: Parts,
  { reading, matches }: Interpretation,
): Decision {
  const refused = (rule: string): Decision => ({ draft: refuse(base, reading, matches), rule })
  const best = matches[0]
  const talk = smallTalk(base, reading, best)
  if (talk !== undefined) return { draft: talk, rule: 'talk' }
  if (best === undefined) return refused('empty-base')
  if (reading.mentions.some(mention => isUnheld(base, mention))) return refused('unheld-measure')
  if (asksOpinion(reading, best)) return refused('opinion')
  const conflicts = stageConflicts(base, frames, reading)
  if (conflicts.length > 0) {
    return { draft: stageDraft(stagedSiblings(base, reading, conflicts)), rule: 'stage-conflict' }
  }
  const foreign = reading.mentions.some(isForeign)
  const worked = foreign ? undefined : derive(base, calculator, reading, matches)
  const wrong = contradictionsOf(base, reading, best)
  if (worked !== undefined) {
    const denied = wrong.some(({ kind }) => kind === 'figure') && isAbout(worked, best)
    return {
      draft: derivedDraft(base, reading, worked, denied),
      rule: `worked-out: ${worked.derived.working.operation}`,
    }
  }
  const verdict =
    reading.kinds.some(kind => VERDICT_KINDS.includes(kind)) || isPremiseClause(reading)
  if (deniesNaming(base, reading, best, { wrong, verdict: verdict || presumes(reading) })) {
    const tellers = tellersOf(base, frames, best, wrong)
    return { draft: correctionDraft(best, now, tellers), rule: 'contradicted: another name' }
  }
  if (!isAnswer(best)) return refused('too-little-matched')
  if (namesStranger(reading, best)) return refused('a strange name')
  const compared = compareFacts(base, reading, matches)
  if (compared !== undefined && wrong.every(({ kind }) => kind === 'agent')) {
    return { draft: comparisonDraft(compared), rule: 'compared' }
  }
  if (reading.negated && verdict && confirmsByDate(reading, wrong)) {
    return {
      draft: {
        outcome: 'answer',
        parts: factParts(base, reading, [best.frame.fact], 'Yes. ', now),
      },
      rule: 'confirmed by its date',
    }
  }
  if (wrong.length > 0) {
    const kinds = wrong.map(({ kind }) => kind).join(', ')
    if (!verdict && !isPremise(base, reading, best, wrong)) return refused(`other ${kinds}`)
    const mistaken = [...ownersOf(base, reading, best), ...tellersOf(base, frames, best, wrong)]
    return { draft: correctionDraft(best, now, mistaken), rule: `contradicted: ${kinds}` }
  }
  const other = verdict ? figureOfAnother(base, reading, matches) : undefined
  if (other !== undefined) {
    return {
      draft: correctionDraft(other, now, [best.frame.fact]),
      rule: "contradicted: another's figure",
    }
  }
  const fitting = chooseMatches(base, reading, matches)
  if (strangers(fitting).length > 0) return refused('another thing')
  const chosen = fitting.map(match => match.frame.fact)
  const slot = misfit(base, reading, fitting)
  if (slot !== undefined) return refused(slot)
  // "Only", "all it takes": the fact may hold and the claim still not.
  const exclusive = reading.mentions.some(mention => hasSense(mention, 'exclusive'))
  const affirmed =
    verdict &&
    !reading.negated &&
    !exclusive &&
    !takesPlanForDeed(reading, best, now) &&
    (best.measureMatched || best.figureMatched) &&
    best.coverage >= SURE
  const opener = affirmed ? 'Yes. ' : ''
  return {
    draft: { outcome: 'answer', parts: factParts(base, reading, chosen, opener, now) },
    rule: 'looked-up',
  }
}

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

/** However well the rest fits, a fact about one says nothing of another whom the base does not know. */
function namesStranger({ names }: Reading, best: Match): boolean {
  return names.length > 0 || best.open.some(isForeign)
}

/** True where the working has one operand: what the question claims of it is wrong before any arithmetic. */
function isAbout({ facts }: Derivation, best: Match): boolean {
  return facts.length === 1 && facts[0]?.id === best.frame.fact.id
}

/** "Since it was closed ...": a clause that takes something for granted and asks nothing itself. */
function isPremiseClause(reading: Reading): boolean {
  return presumes(reading) && reading.kinds.every(kind => kind === 'open')
}

/** "So with ... as its partner, when ...": what stands first is taken for granted. */
function presumes({ mentions }: Reading): boolean {
  return mentions.some(m => m.span.from >= 0 && m.span.from <= 1 && hasSense(m, 'premise'))
}

/**
 * A wrong date or agent in an open question is mostly another question, which is refused. It is a
 * wrong premise where the question also names the fact's own place or its very figure.
 */
function isPremise(
  base: Base,
  reading: Reading,
  { frame: { fact } }: Match,
  wrong: readonly Contradiction[],
): boolean {
  if (!wrong.every(({ kind }) => kind === 'time' || kind === 'agent')) return true
  if (wrong.some(({ kind }) => kind === 'time')) return false
  const figure = reading.figures.some(claimed => comparable(base, claimed, fact))
  const site = base.entity(fact.subject)?.kind === 'site'
  const named = reading.mentions.some(({ senses }) => senses.some(ref => ref.id === fact.subject))
  return figure || (site && named)
}

/**
 * A claim about a thing of the fact that puts a strange name in its place: the fact tells the right
 * one. Only where everything else of the question fits, and the claim is about the fact's subject.
 */
function deniesNaming(
  base: Base,
  reading: Reading,
  best: Match,
  { wrong, verdict }: { wrong: readonly Contradiction[]; verdict: boolean },
): boolean {
  const agent = wrong.some(({ kind }) => kind === 'agent')
  const foreign = best.open.some(isForeign)
  if (!(agent || (foreign && verdict)) || !isAnswer(best, best.knownCoverage)) return false
  const { fact } = best.frame
  const owners = (base.entity(fact.subject)?.relations ?? [])
    .map(({ to }) => to)
    .filter(id => base.entity(id)?.kind === 'company')
  const about = reading.mentions.some(({ senses }) =>
    senses.some(ref => ref.id === fact.subject || owners.includes(ref.id)),
  )
  // A name that the vocabulary does not hold can only stand for a partner that the fact does name.
  const partner = best.frame.counterparts.some(id => base.entity(id)?.kind === 'company')
  return about && (agent || partner) && (verdict || isPremise(base, reading, best, wrong))
}

/** "It doesn't open before ...": what contradicts the positive claim confirms the negative one. */
function confirmsByDate({ times }: Reading, wrong: readonly Contradiction[]): boolean {
  const open = times.some(({ from, to }) => from.startsWith('0000') || to.startsWith('9999'))
  return open && wrong.length > 0 && wrong.every(({ kind }) => kind === 'time')
}
