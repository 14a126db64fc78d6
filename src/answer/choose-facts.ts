// Decides which facts answer a reading, or that none does.
import type { Base, Fact, Mention, Reading } from '#magnets'
import type { Match } from './match-facts.ts'

/** Below these a question is refused; measured on the golden questions. */
export const THRESHOLDS = {
  /** Part of the question's weight that must be accounted for. */
  coverage: 0.6,
  /** Weight that must be accounted for at all. */
  matched: 0.65,
  /** Facts this close to the best one answer together with it. */
  tie: 0.1,
  /** At most this many facts in one answer. */
  facts: 5,
} as const

/** Questions for several things at once; only these are answered from facts of different kinds. */
const SEVERAL: readonly string[] = ['list', 'compare', 'summary']

/** True when the match accounts for enough of the question to be said. */
export function isAnswer(match: Match, coverage = match.coverage): boolean {
  const otherMeasure = match.open.some(asksMeasure)
  const anchored =
    match.measureMatched ||
    match.figureMatched ||
    (match.entityMatched && !otherMeasure && coverage >= 0.75)
  return anchored && coverage >= THRESHOLDS.coverage && match.matched >= THRESHOLDS.matched
}

/** The best match with its equals, then facts that account for what it leaves open. Best first. */
export function chooseMatches(
  base: Base,
  reading: Reading,
  matches: readonly Match[],
): readonly Match[] {
  const best = matches[0]
  if (best === undefined) return []
  const equals = matches.filter(
    match =>
      match.score >= best.score - THRESHOLDS.tie &&
      match.frame.fact.measure === best.frame.fact.measure,
  )
  if (asksOverview(reading, best)) return overview(matches)
  const chosen = latestOnly(equals)
  const clauses = (reading.text.match(/[?;,]|\band\b|&/g) ?? []).length
  if (clauses > 0 || reading.kinds.some(kind => SEVERAL.includes(kind))) {
    chosen.push(...cover(base, chosen, matches))
  }
  return chosen.slice(0, THRESHOLDS.facts)
}

/** "Tell me about", "list": of a thing that is named without asking for any one measure of it. */
function asksOverview(reading: Reading, best: Match): boolean {
  const asks = reading.kinds.includes('summary') || reading.kinds[0] === 'list'
  return asks && best.entityMatched && !best.measureMatched
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

/** Things that the question names and none of the facts is about: then they answer another question. */
export function strangers(chosen: readonly Match[]): readonly Mention[] {
  const [best, ...others] = chosen
  return (best?.strange ?? []).filter(mention =>
    others.every(match => match.open.includes(mention)),
  )
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
