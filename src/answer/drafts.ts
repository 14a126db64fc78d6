// Drafts of replies: how facts, corrections, comparisons and workings are said.
import type { Base, Fact, Part, Quantity, Reading, ReplyDraft } from '#magnets'
import type { Comparison } from './compare-facts.ts'
import { comparable, figureAgrees } from './contradictions.ts'
import type { Derivation } from './derive.ts'
import type { Match } from './match-facts.ts'
import { isOverdue, OVERDUE_CAVEAT } from './overdue.ts'

/** Facts as they are said: one or two as sentences, more as a list; reasons where why was asked. */
export function factParts(
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

/** What the base says against a claim. */
export function correctionDraft(
  { frame: { fact } }: Match,
  now: Date,
  mistaken: readonly Fact[] = [],
): ReplyDraft {
  return {
    outcome: 'correction',
    parts: [
      statement(fact, 'No. '),
      ...mistaken.map(other => statement(other, '')),
      ...caveatsOf(fact, now, false),
    ],
  }
}

/** Figures of a plan, each at its own stage. */
export function stageDraft(facts: readonly Fact[]): ReplyDraft {
  const parts = facts.map((fact, i) => statement(fact, i === 0 ? 'No. ' : ''))
  return { outcome: 'correction', parts }
}

/** Two figures of one measure, with the verdict first. */
export function comparisonDraft({ facts, text }: Comparison): ReplyDraft {
  const verdict: Part = {
    kind: 'sentence',
    role: 'answer',
    text,
    facts: facts.map(fact => fact.id),
  }
  return { outcome: 'answer', parts: [verdict, ...facts.map(fact => statement(fact, '', 'basis'))] }
}

/** A worked-out figure with its working and the facts that it rests on. */
export function derivedDraft(
  base: Base,
  reading: Reading,
  { derived, facts }: Derivation,
  denied: boolean,
): ReplyDraft {
  const ids = facts.map(fact => fact.id)
  const wrong = denied || !agreesWith(base, reading, derived.quantity, facts[0])
  const figure: Part = {
    kind: 'sentence',
    role: 'answer',
    text: `${wrong && !denied ? 'No. ' : ''}That comes to ${derived.text}.`,
    facts: ids,
  }
  const basis = facts.map((fact, i) =>
    statement(fact, denied && i === 0 ? 'No. ' : '', denied ? 'answer' : 'basis'),
  )
  const working: Part = {
    kind: 'sentence',
    role: 'working',
    text: `${derived.working.shown}.`,
    facts: ids,
  }
  return {
    outcome: wrong ? 'correction' : 'answer',
    parts: denied ? [...basis, figure, working] : [figure, working, ...basis],
    workings: [derived.working],
  }
}

/** A figure that the question claims in the result's unit must be the result. */
function agreesWith(
  base: Base,
  reading: Reading,
  result: Quantity,
  fact: Fact | undefined,
): boolean {
  const claimed = reading.figures.find(figure => figure.unit === result.unit)
  if (claimed === undefined || fact === undefined) return true
  const worked = { ...fact, value: result }
  return !comparable(base, claimed, worked) || figureAgrees(claimed, worked)
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
