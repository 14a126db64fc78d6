// Reading -> draft of a reply: looks up, works out, puts right or refuses.
import type { Base, Fact, Part, Reading, ReplyDraft } from '#magnets'
import type { Calculator } from './arithmetic.ts'
import { chooseMatches, isAnswer, isUnheld } from './choose-facts.ts'
import { type Comparison, compareFacts } from './compare-facts.ts'
import { type Contradiction, comparable, contradictionsOf, figureAgrees } from './contradictions.ts'
import { type Derivation, derive } from './derive.ts'
import type { FactFrame } from './fact-frame.ts'
import type { Interpretation } from './interpret.ts'
import type { Match } from './match-facts.ts'
import { isOverdue, OVERDUE_CAVEAT } from './overdue.ts'
import { refuse } from './refuse.ts'
import { smallTalk } from './small-talk.ts'
import { stageConflicts, stagedSiblings } from './stage-conflicts.ts'

export interface Parts {
  readonly base: Base
  readonly frames: readonly FactFrame[]
  readonly calculator: Calculator
  readonly now: Date
}

/** Questions that ask for the figure itself: a fact without one does not answer them. */
const FIGURE_KINDS: readonly string[] = ['value', 'share', 'duration']

/** Yes-or-no questions and claims, which want a verdict first. */
const VERDICT_KINDS: readonly string[] = ['verify', 'whether']

/** From this coverage on a yes-or-no question without contradiction is answered with yes. */
const SURE = 0.8

export function answerReading(
  { base, frames, calculator, now }: Parts,
  { reading, matches }: Interpretation,
): ReplyDraft {
  const best = matches[0]
  const talk = smallTalk(base, reading, best)
  if (talk !== undefined) return talk
  if (best === undefined || reading.mentions.some(mention => isUnheld(base, mention))) {
    return refuse(base, reading, matches)
  }
  const conflicts = stageConflicts(base, frames, reading)
  if (conflicts.length > 0) return stageCorrection(stagedSiblings(base, conflicts))
  const worked = derive(base, calculator, reading, matches)
  if (worked !== undefined) return derivedAnswer(base, reading, worked)
  if (!isAnswer(best)) return refuse(base, reading, matches)
  const wrong = contradictionsOf(base, reading, best)
  const verdict = reading.kinds.some(kind => VERDICT_KINDS.includes(kind))
  if (wrong.length > 0) {
    const onlyTime = wrong.every(({ kind }) => kind === 'time' || kind === 'agent')
    if (onlyTime && !verdict) return refuse(base, reading, matches)
    return correction(best, wrong, now)
  }
  const compared = compareFacts(base, reading, matches)
  if (compared !== undefined) return comparison(compared)
  const chosen = chooseMatches(base, reading, matches).map(match => match.frame.fact)
  if (asksFigure(reading) && chosen.every(fact => fact.value === undefined)) {
    return refuse(base, reading, matches)
  }
  const opener = verdict && !reading.negated && best.coverage >= SURE ? 'Yes. ' : ''
  return { outcome: 'answer', parts: factParts(base, reading, chosen, opener, now) }
}

function asksFigure(reading: Reading): boolean {
  return FIGURE_KINDS.includes(reading.kinds[0] ?? '')
}

function factParts(
  base: Base,
  reading: Reading,
  facts: readonly Fact[],
  opener: string,
  now: Date,
): readonly Part[] {
  const [first] = facts
  const reasons = reading.kinds.includes('why') ? reasonsOf(base, facts) : []
  if (facts.length > 2) {
    const items = facts.map(fact => ({ text: fact.statement, facts: [fact.id] }))
    return [{ kind: 'list', items }]
  }
  const said = facts.map((fact, i) => statement(fact, i === 0 ? `${opener}` : ''))
  const why = reasons.map(fact => statement(fact, '', 'basis'))
  const caveats = facts.flatMap(fact => caveatsOf(fact, now, facts.length === 1))
  return first === undefined ? [] : [...said, ...why, ...caveats]
}

/** The facts that give the reason, where they are not said already. */
function reasonsOf(base: Base, facts: readonly Fact[]): readonly Fact[] {
  const ids = new Set(facts.flatMap(fact => fact.because))
  return [...ids].flatMap(id => base.fact(id) ?? []).filter(fact => !facts.includes(fact))
}

function correction(best: Match, wrong: readonly Contradiction[], now: Date): ReplyDraft {
  const { fact } = best.frame
  const opener = wrong.length > 0 ? 'No. ' : ''
  return {
    outcome: 'correction',
    parts: [statement(fact, opener), ...caveatsOf(fact, now, false)],
  }
}

function stageCorrection(facts: readonly Fact[]): ReplyDraft {
  const parts = facts.map((fact, i) => statement(fact, i === 0 ? 'No. ' : ''))
  return { outcome: 'correction', parts }
}

function comparison({ facts, text }: Comparison): ReplyDraft {
  const verdict: Part = {
    kind: 'sentence',
    role: 'answer',
    text,
    facts: facts.map(fact => fact.id),
  }
  return { outcome: 'answer', parts: [verdict, ...facts.map(fact => statement(fact, '', 'basis'))] }
}

function derivedAnswer(base: Base, reading: Reading, { derived, facts }: Derivation): ReplyDraft {
  const ids = facts.map(fact => fact.id)
  const claimed = reading.figures.find(
    figure => figure.unit !== undefined && base.unit(figure.unit)?.id === derived.quantity.unit,
  )
  const worked: Fact | undefined = facts[0] && { ...facts[0], value: derived.quantity }
  const wrong =
    claimed !== undefined &&
    worked !== undefined &&
    comparable(base, claimed, worked) &&
    !figureAgrees(claimed, worked)
  return {
    outcome: wrong ? 'correction' : 'answer',
    parts: [
      {
        kind: 'sentence',
        role: 'answer',
        text: `${wrong ? 'No. ' : ''}That comes to ${derived.text}.`,
        facts: ids,
      },
      { kind: 'sentence', role: 'working', text: `${derived.working.shown}.`, facts: ids },
      ...facts.map(fact => statement(fact, '', 'basis')),
    ],
    workings: [derived.working],
  }
}

function statement(fact: Fact, opener: string, role: 'answer' | 'basis' = 'answer'): Part {
  return { kind: 'sentence', role, text: `${opener}${fact.statement}`, facts: [fact.id] }
}

function caveatsOf(fact: Fact, now: Date, withNote: boolean): readonly Part[] {
  const caveat = (text: string): Part => ({
    kind: 'sentence',
    role: 'caveat',
    text,
    facts: [fact.id],
  })
  return [
    ...(isOverdue(fact, now) ? [caveat(OVERDUE_CAVEAT)] : []),
    ...(withNote && fact.note !== undefined ? [caveat(fact.note)] : []),
  ]
}
