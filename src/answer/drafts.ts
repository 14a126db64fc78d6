// Drafts of replies: how facts, corrections, comparisons and workings are said.
import type { Base, Fact, Part, Quantity, Reading } from '#magnets'
import type { Comparison } from './compare-facts.ts'
import { comparisonTable } from './comparison-table.ts'
import { comparable, figureAgrees } from './contradictions.ts'
import type { Derivation } from './derive.ts'
import type { Draft, DraftPart, DraftSentence, Verdict } from './draft.ts'
import type { Match } from './match-facts.ts'
import { isOverdue, OVERDUE_CAVEAT } from './overdue.ts'

/** Facts as they are said: one or two as sentences, more as a list; reasons where why was asked. */
export function factParts(
  base: Base,
  reading: Reading,
  facts: readonly Fact[],
  verdict: Verdict | undefined,
  now: Date,
): readonly DraftPart[] {
  const [first] = facts
  const reasons = reasonsOf(base, facts, reading.kinds.includes('why'))
  if (facts.length > 2) {
    const items = facts.map(fact => ({ text: fact.statement, facts: [fact.id] }))
    return [{ kind: 'list', items }]
  }
  const said = facts.map((fact, i) => statement(fact, { verdict: i === 0 ? verdict : undefined }))
  const why = reasons.map(fact => statement(fact, { role: 'basis' }))
  const caveats = facts.flatMap(fact => caveatsOf(fact, now, facts.length === 1))
  return first === undefined ? [] : [...said, ...why, ...caveats]
}

/** The facts that give the reason; unasked only figures on which a statement without one rests. */
function reasonsOf(base: Base, facts: readonly Fact[], asked: boolean): readonly Fact[] {
  const resting = facts.filter(fact => asked || fact.value === undefined)
  const ids = new Set(resting.flatMap(fact => fact.because))
  const reasons = [...ids].flatMap(id => base.fact(id) ?? [])
  return reasons.filter(fact => !facts.includes(fact) && (asked || fact.value !== undefined))
}

/** What the base says against a claim. */
export function correctionDraft(
  base: Base,
  { frame: { fact } }: Match,
  now: Date,
  mistaken: readonly Fact[] = [],
): Draft {
  const reasons = reasonsOf(base, [fact], false).filter(reason => !mistaken.includes(reason))
  return {
    outcome: 'correction',
    parts: [
      statement(fact, { verdict: 'no' }),
      ...mistaken.map(other => statement(other)),
      ...reasons.map(reason => statement(reason, { role: 'basis' })),
      ...caveatsOf(fact, now, false),
    ],
  }
}

/** Figures of a plan, each at its own stage. */
export function stageDraft(facts: readonly Fact[]): Draft {
  const parts = facts.map((fact, i) => statement(fact, { verdict: i === 0 ? 'no' : undefined }))
  return { outcome: 'correction', parts }
}

/** Two figures of one measure, with the verdict first; set side by side in a table where that was asked. */
export function comparisonDraft(
  base: Base,
  { facts, text }: Comparison,
  { asked, now }: { asked: Reading; now: Date },
): Draft {
  const verdict: Part = {
    kind: 'sentence',
    role: 'answer',
    text,
    facts: facts.map(fact => fact.id),
  }
  const sideBySide = asked.kinds.includes('compare') && facts.every(({ value }) => value)
  const basis = sideBySide
    ? [comparisonTable(base, facts, now)]
    : facts.map(fact => statement(fact, { role: 'basis' }))
  return { outcome: 'answer', parts: [verdict, ...basis, ...openNotes(facts)] }
}

/** Where the source leaves open what a figure counts, that must be said beside what is made of it. */
function openNotes(facts: readonly Fact[]): readonly Part[] {
  return facts.flatMap(({ id, object, note }): readonly Part[] =>
    object !== undefined || note === undefined
      ? []
      : [{ kind: 'sentence', role: 'caveat', text: note, facts: [id] }],
  )
}

/** A worked-out figure with its working and the facts that it rests on. */
export function derivedDraft(
  base: Base,
  reading: Reading,
  { derived, facts }: Derivation,
  denied: boolean,
): Draft {
  const ids = facts.map(fact => fact.id)
  const { given } = derived.working
  const result = given === undefined ? derived.text : `${derived.text} out of “${given.words}”`
  const quotes = given === undefined ? {} : { quotes: [given.words] }
  const wrong =
    denied || (given === undefined && !agreesWith(base, reading, derived.quantity, facts[0]))
  const figure: DraftPart = {
    kind: 'sentence',
    role: 'answer',
    text: `${result.charAt(0).toUpperCase()}${result.slice(1)}.`,
    facts: ids,
    ...quotes,
    ...(wrong && !denied ? { verdict: 'no' } : {}),
  }
  const basis = facts.map((fact, i) =>
    statement(fact, {
      verdict: denied && i === 0 ? 'no' : undefined,
      role: denied ? 'answer' : 'basis',
    }),
  )
  const working: Part = {
    kind: 'sentence',
    role: 'working',
    text: `${derived.working.shown}.`,
    facts: ids,
    ...quotes,
  }
  const notes = facts.length > 1 ? openNotes(facts) : []
  return {
    outcome: wrong ? 'correction' : 'answer',
    parts: denied ? [...basis, figure, working, ...notes] : [figure, working, ...basis, ...notes],
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
  return !comparable(base, claimed, worked) || figureAgrees(base, claimed, worked)
}

function statement(
  fact: Fact,
  { verdict, role = 'answer' }: { verdict?: Verdict | undefined; role?: 'answer' | 'basis' } = {},
): DraftSentence {
  const said = { kind: 'sentence', role, text: fact.statement, facts: [fact.id] } as const
  return verdict === undefined ? said : { ...said, verdict }
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
