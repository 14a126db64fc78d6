// The only door out: every number, hedge, month and name of a reply stands in its cited facts or shown working.

import type { Base, Chart, Entity, Fact, FactId, Hedge, Reply } from '#magnets'
import { entitiesOf, formatDay, formatMonth, HEDGES } from '#magnets'
import { noticeReply } from './compose-reply.ts'
import { workingHolds } from './evaluate-working.ts'
import { hasWord } from './has-word.ts'
import { type FoundFigure, readFigures, readMonths } from './read-figures.ts'

/** One thing in a reply that nothing supports. */
export interface Violation {
  readonly rule: 'number' | 'hedge' | 'month' | 'name' | 'working' | 'citation' | 'quote'
  readonly words: string
  readonly text: string
}

/** A text that leaves, with the facts that must carry it. */
interface Claim {
  readonly text: string
  readonly facts: readonly FactId[]
  readonly quotes: readonly string[]
  /** Refusals and the like may name things of the domain without claiming anything of them. */
  readonly mayName: boolean
}

/** Lets a supported reply through unchanged; anything else becomes a notice that says it was held back. */
export function guardReply(base: Base, reply: Reply): Reply {
  return passGuard(base, reply).reply
}

/** The same door, with what was found wrong at it. */
export function passGuard(
  base: Base,
  reply: Reply,
): { readonly reply: Reply; readonly violations: readonly Violation[] } {
  const violations = inspectReply(base, reply)
  return { reply: violations.length === 0 ? reply : HELD_BACK, violations }
}

const HELD_BACK = noticeReply(
  'I held an answer back: a last check found something in it that the base does not support. ' +
    'Please ask in other words, or for one figure at a time.',
)

/** Everything in the reply that its facts do not carry. Notices hold no fact and are not checked. */
export function inspectReply(base: Base, reply: Reply): readonly Violation[] {
  if (reply.outcome === 'notice' && reply.citations.length === 0) return []
  const broken = reply.workings.filter(working => !workingHolds(base, working))
  const cited = new Set(reply.citations.map(citation => citation.fact))
  const claims = reply.parts.flatMap(part => claimsOf(part))
  return [
    ...broken.map(working => violation('working', working.shown, working.shown)),
    ...claims.flatMap(claim => [
      ...claim.facts
        .filter(id => !cited.has(id) || base.fact(id) === undefined)
        .map(id => violation('citation', id, claim.text)),
      ...inspectClaim(base, reply, claim),
    ]),
  ]
}

function claimsOf(part: Reply['parts'][number]): readonly Claim[] {
  const claim = (text: string, facts: readonly FactId[]): Claim => ({
    text,
    facts,
    quotes: [],
    mayName: facts.length === 0,
  })
  switch (part.kind) {
    case 'sentence':
      return [{ ...claim(part.text, part.facts), quotes: part.quotes ?? [] }]
    case 'list':
      return part.items.map(item => claim(item.text, item.facts)).concat(titled(part.title))
    case 'table':
      return [
        ...titled(part.title),
        ...part.columns.flatMap(column => titled(column.label)),
        ...part.rows.flat().map(cell => claim(cell.text, cell.facts)),
      ]
    case 'chart':
      return chartClaims(part.chart)
  }
  function titled(text: string | undefined): readonly Claim[] {
    return text === undefined ? [] : [claim(text, [])]
  }
}

function chartClaims(chart: Chart): readonly Claim[] {
  const facts = [...new Set(chart.series.flatMap(s => s.points.flatMap(p => p.facts)))]
  const labels = chart.series.flatMap(s =>
    s.points.flatMap(({ label, told = '', facts }) => [label, told].map(text => ({ text, facts }))),
  )
  return [...labels, { text: chart.title, facts: [] }, { text: chart.alt, facts }].map(claim => ({
    ...claim,
    quotes: [],
    mayName: true,
  }))
}

function inspectClaim(base: Base, reply: Reply, claim: Claim): readonly Violation[] {
  const unquoted = withoutQuotes(claim)
  if (unquoted === undefined) return [violation('quote', claim.quotes.join(', '), claim.text)]
  const text = withoutNames(base, unquoted)
  const facts = claim.facts.flatMap(id => base.fact(id) ?? [])
  const workings = reply.workings.filter(({ facts: used }) =>
    used.every(id => claim.facts.includes(id)),
  )
  const plain = facts.flatMap(fact => plainFigures(base, fact))
  // The asker's own number in a working stays a quotation.
  const worked = workings.flatMap(({ shown }) =>
    readFigures(shown.replace(/“[^”]*”/g, ' ')).map(({ amount }) => amount),
  )
  const found: Violation[] = []
  for (const figure of readFigures(text)) {
    const owners = facts.filter(fact => fact.value?.amount === figure.amount)
    if (worked.includes(figure.amount) || plain.includes(figure.amount)) continue
    if (owners.length === 0) found.push(violation('number', figure.words, claim.text))
    else if (!owners.some(fact => hedgeFits(fact.value?.hedge ?? 'exact', figure))) {
      found.push(violation('hedge', figure.words, claim.text))
    }
  }
  const dates = facts.map(fact => datesOf(base, fact)).join(' ')
  for (const month of readMonths(text)) {
    if (!dates.includes(month)) found.push(violation('month', month, claim.text))
  }
  if (!claim.mayName) {
    for (const name of foreignNames(base, facts, text)) {
      found.push(violation('name', name, claim.text))
    }
  }
  return found
}

/** Years and days of a fact, which need no hedge. */
function plainFigures(base: Base, fact: Fact): readonly number[] {
  return readFigures(datesOf(base, fact)).map(figure => figure.amount)
}

function datesOf(base: Base, fact: Fact): string {
  const published = base.source(fact.source)?.published ?? fact.asOf
  return [fact.period?.text ?? '', formatMonth(fact.asOf), formatDay(published)].join(' ; ')
}

const HEDGE_WORDS: Readonly<Record<Hedge, RegExp>> = {
  exact: /$^/,
  about: /\b(?:about|around|roughly|approximately)\s*[$€£]?$/,
  nearly: /\b(?:nearly|almost)\s*[$€£]?$/,
  'more than': /\b(?:more than|over)\s*[$€£]?$/,
  'at least': /\bat least\s*[$€£]?$/,
  'less than': /\b(?:less than|under)\s*[$€£]?$/,
  'at most': /\bat most\s*[$€£]?$/,
  'up to': /\bup to\s*[$€£]?$/,
}

function hedgeFits(hedge: Hedge, figure: FoundFigure): boolean {
  if (hedge !== 'exact') return HEDGE_WORDS[hedge].test(figure.before)
  return HEDGES.every(other => other === 'exact' || !HEDGE_WORDS[other].test(figure.before))
}

/** The text without the asker's own words; undefined when a quote does not stand in quotation marks. */
function withoutQuotes(claim: Claim): string | undefined {
  let text = claim.text
  for (const quote of claim.quotes) {
    if (!text.includes(`“${quote}”`)) return undefined
    text = text.replaceAll(`“${quote}”`, ' ')
  }
  return text
}

/** Figures inside a name, and what the vocabulary says of the bot itself, claim nothing. */
function withoutNames(base: Base, text: string): string {
  const { scope, examples } = base.vocabulary.about
  let rest = text
  for (const own of [scope, ...examples]) rest = rest.replaceAll(own, ' ')
  for (const entity of base.vocabulary.entities) {
    if (/\d/.test(entity.name)) rest = rest.replaceAll(entity.name, ' ')
  }
  return rest
}

/** Proper names of the vocabulary in the text that none of the facts is about. */
function foreignNames(base: Base, facts: readonly Fact[], text: string): readonly string[] {
  const known = new Set(facts.flatMap(fact => [...entitiesOf(fact)]))
  for (const id of [...known]) {
    for (const relation of base.entity(id)?.relations ?? []) known.add(relation.to)
  }
  const statements = facts.map(fact => `${fact.statement} ${fact.note ?? ''}`).join(' ')
  const namesOf = (entity: Entity): readonly string[] =>
    [entity.name, ...entity.aliases].filter(isProper)
  // A known name may hold a foreign one: it is taken out first, longest first.
  const allowed = [...known]
    .flatMap(id => base.entity(id) ?? [])
    .flatMap(namesOf)
    .sort((a, b) => b.length - a.length)
  const rest = allowed.reduce((left, name) => left.replaceAll(name, ' '), text)
  return base.vocabulary.entities
    .filter(entity => !known.has(entity.id))
    .flatMap(namesOf)
    .filter(name => hasWord(rest, name) && !hasWord(statements, name))
}

function isProper(name: string): boolean {
  return /^\p{Lu}/u.test(name) && name.length > 2
}

function violation(rule: Violation['rule'], words: string, text: string): Violation {
  return { rule, words, text }
}
