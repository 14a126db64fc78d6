// Decides which facts answer a reading, or that none does.
import type { Base, Fact, Mention, Reading } from '#magnets'
import type { Match } from './match-facts.ts'
import { isAskedMeasure } from './slots.ts'

/** Below these a question is refused; measured on the golden questions. */
export const THRESHOLDS = {
  /** Part of the question's weight that must be accounted for. */
  coverage: 0.5,
  /** The same where a thing is named and no measure of it. */
  bare: 0.75,
  /** Weight that must be accounted for at all. */
  matched: 0.65,
  /** Part that must be accounted for where a language model chose the fact. */
  picked: 0.3,
  /** Facts this close to the best one answer together with it. */
  tie: 0.1,
  /** The same in a list, whose items differ in the very words that fit them. */
  listed: 1.3,
  /** At most this many facts in one answer. */
  facts: 5,
} as const

/** Questions for several things at once; only these are answered from facts of different kinds. */
const SEVERAL: readonly string[] = ['list', 'compare', 'summary']

/**
 * True when the match accounts for enough of the question to be said. With `known`, had the question
 * not named the things that are strange to the fact.
 */
export function isAnswer(match: Match, known?: 'known'): boolean {
  const total = match.total - (known === undefined ? 0 : match.strangeWeight)
  if (total <= 0 || !match.firm || match.matched < THRESHOLDS.matched) return false
  const coverage = match.matched / total
  const asksOther = match.open.some(asksMeasure)
  const bare = match.matched / (total + match.strayWeight)
  const anchored =
    (match.measureMatched &&
      !match.open.some(mention => isAskedMeasure(mention) && asksMeasure(mention))) ||
    match.figureMatched ||
    (match.entityMatched && !asksOther && bare >= THRESHOLDS.bare)
  return anchored && coverage >= THRESHOLDS.coverage
}

/** True when a fact that a language model chose fits in time and thing: only words that mean nothing here may be left open. */
export function isPickable(match: Match): boolean {
  return (
    match.firm &&
    match.timeFits &&
    match.strange.length === 0 &&
    (match.entityMatched || match.measureMatched) &&
    match.open.every(mention => mention.optional) &&
    match.coverage >= THRESHOLDS.picked
  )
}

/** The best match with its equals, then facts that account for what it leaves open. Best first. */
export function chooseMatches(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): readonly Match[] {
  const best = matches[0]
  if (best === undefined) return []
  const lists = reading.kinds[0] === 'list' && best.measureMatched
  const tie = lists ? THRESHOLDS.listed : THRESHOLDS.tie
  const equals = matches.filter(
    match =>
      match.score >= best.score - tie && match.frame.fact.measure === best.frame.fact.measure,
  )
  if (asksOverview(base, reading, best)) return overview(matches)
  const chosen = latestOnly(equals)
  const clauses = (reading.text.match(/[?;,]|\band\b|&/g) ?? []).length
  if (clauses > 0 || reading.kinds.some(kind => SEVERAL.includes(kind))) {
    chosen.push(...cover(base, chosen, matches))
  }
  return chosen.slice(0, THRESHOLDS.facts)
}

/** "Tell me about", "list": of a thing that is named without asking for any one measure of it. */
function asksOverview(base: Base, reading: Reading, best: Match): boolean {
  const asks =
    reading.kinds.includes('summary') || reading.kinds[0] === 'list' || isBareCompany(base, reading)
  return asks && best.entityMatched && !best.measureMatched
}

/** "What does this firm do?", "who is it?" */
function isBareCompany(base: Base, { kinds, mentions, plain, followUp }: Reading): boolean {
  const named = mentions.filter(({ optional }) => !optional)
  const company = named.every(({ senses }) =>
    senses.some(({ id }) => base.entity(id)?.kind === 'company'),
  )
  const open = kinds[0] === 'what' || kinds[0] === 'who'
  return open && named.length === 1 && company && plain.length === 0 && !followUp
}

function overview(matches: readonly Match[]): readonly Match[] {
  const about = matches.filter(match => match.entityMatched && match.strange.length === 0)
  return about.filter(match => isAnswer(match)).slice(0, THRESHOLDS.facts)
}

/** Where several periods answer an undated question, the latest does. */
function latestOnly(matches: readonly Match[]): Match[] {
  const key = ({ frame: { fact } }: Match): string =>
    [fact.subject, fact.object, fact.measure, fact.stage, fact.related.join()].join('|')
  return [...Map.groupBy(matches, key).values()].flatMap(group => {
    const end = (fact: Fact): string => fact.period?.to ?? fact.asOf
    const last = group.reduce((a, b) => (end(b.frame.fact) > end(a.frame.fact) ? b : a))
    return [last]
  })
}

function cover(base: Base, chosen: readonly Match[], matches: readonly Match[]): readonly Match[] {
  let open = (chosen[0]?.open ?? []).filter(mention => !isUnheld(base, mention))
  const added: Match[] = []
  while (open.length > 0 && added.length < THRESHOLDS.facts) {
    const next = matches.find(
      match =>
        !chosen.includes(match) &&
        !added.includes(match) &&
        match.timeFits &&
        match.measureMatched &&
        open.some(
          mention =>
            !match.open.includes(mention) && (isAbout(match, mention) || isItem(chosen, match)),
        ),
    )
    if (next === undefined) break
    added.push(next)
    open = open.filter(mention => next.open.includes(mention))
  }
  return added
}

/** In a list of things asked of one subject, each item may name only its measure. */
function isItem(chosen: readonly Match[], match: Match): boolean {
  return (
    match.strange.length === 0 &&
    chosen.some(({ frame }) => frame.fact.subject === match.frame.fact.subject)
  )
}

function isAbout(match: Match, mention: Mention): boolean {
  const { fact } = match.frame
  return mention.senses.some(
    ref => ref.type === 'entity' && (ref.id === fact.subject || fact.related.includes(ref.id)),
  )
}

/** Kinds that ask for one thing. */
const ONE: readonly string[] = ['value', 'share', 'when', 'duration', 'whether']

/** Things that the question names and none of the facts is about: then they answer another question. */
export function strangers(reading: Reading, chosen: readonly Match[]): readonly Mention[] {
  const [best, ...others] = chosen
  // Only where several things are asked for may another fact account for what this one leaves.
  const several = !ONE.includes(reading.kinds[0] ?? '')
  return (best?.strange ?? []).filter(mention =>
    others.every(match => !several || match.open.includes(mention) || !isAlike(match, best)),
  )
}

/** Only a fact with a figure can stand in for one with a figure. */
function isAlike({ frame }: Match, best: Match | undefined): boolean {
  return best?.frame.fact.value === undefined || frame.fact.value !== undefined
}

/** Words that ask for a measure and name no thing. */
function asksMeasure({ senses, optional }: Mention): boolean {
  const names = senses.some(ref => ref.type === 'entity' || ref.type === 'unit')
  return !optional && !names && senses.some(ref => ref.type === 'measure')
}

/** Words that ask for something that the base never states. */
export function isUnheld(base: Base, mention: Mention): boolean {
  if (mention.senses.some(ref => ref.type === 'entity')) return false
  const measures = mention.senses.filter(ref => ref.type === 'measure')
  return measures.length > 0 && measures.every(ref => base.measure(ref.id)?.unheld === true)
}
