// "In date order": the dated facts about what the question names, earliest first.
import type { Fact, TimeMention } from '#magnets'
import { hasSense } from '../../question/has-sense.ts'
import { holdsIn } from '../slots.ts'
import type { Situation, Way } from './situation.ts'

/** At most this many dates in one answer. */
const MOST = 6

/** "What happened in June?": where nothing but a time is named, all that the base dates so. */
export const datedSo: Way = ({ base, reading }) => {
  const [time, other] = reading.times
  const { kinds, mentions, unknown, names, plain } = reading
  const bare =
    !mentions.some(({ optional }) => !optional) &&
    unknown.length + names.length + plain.length === 0
  if (time === undefined || other !== undefined || !bare || !ASKS_ALL.has(kinds[0] ?? '')) {
    return undefined
  }
  const facts = base.facts
    .filter(({ period }) => period?.to !== undefined && period.to <= time.to)
    .filter(({ period }) => (period?.from ?? period?.to ?? '') >= earliest(time))
  if (facts.length === 0) return undefined
  const items = sorted(facts)
    .slice(0, MOST)
    .map(fact => ({ text: fact.statement, facts: [fact.id] }))
  return { draft: { outcome: 'answer', parts: [{ kind: 'list', items }] }, rule: 'dated so' }
}

const ASKS_ALL: ReadonlySet<string> = new Set(['what', 'list', 'summary', 'open'])

/** "By 2040" means what is dated so, not all that came before. */
function earliest({ from, to }: TimeMention): string {
  return from.startsWith('0000') ? `${to.slice(0, 4)}-01-01` : from
}

export const timeline: Way = situation => {
  const { reading, best } = situation
  if (best.firmMeasure && best.entityMatched) return undefined
  if (!reading.mentions.some(mention => hasSense(mention, 'timeline'))) return undefined
  const facts = datedFacts(situation)
  if (facts.length < 2) return undefined
  const items = sorted(facts).map(fact => ({ text: fact.statement, facts: [fact.id] }))
  return { draft: { outcome: 'answer', parts: [{ kind: 'list', items }] }, rule: 'timeline' }
}

function datedFacts({ reading, matches }: Situation): readonly Fact[] {
  const named = reading.mentions.some(({ senses }) => senses.some(ref => ref.type === 'entity'))
  const within = (fact: Fact): boolean =>
    reading.times.length === 0 || reading.times.some(time => holdsIn(fact, time))
  return matches
    .filter(match => (match.entityMatched || !named) && match.strange.length === 0)
    .map(({ frame }) => frame.fact)
    .filter(fact => fact.period !== undefined && within(fact))
    .slice(0, MOST)
}

function sorted(facts: readonly Fact[]): readonly Fact[] {
  return facts.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
}

function startOf({ period }: Fact): string {
  return period?.from ?? period?.to ?? ''
}
