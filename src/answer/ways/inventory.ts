// "List its plants and where they are": the sites that belong to whom the question names, a fact each.
import type { Base, EntityId, Reading } from '#magnets'
import { hasSense, OF_KIND } from '../../question/has-sense.ts'
import type { Match } from '../match-facts.ts'
import type { Situation, Way } from './situation.ts'

export const inventory: Way = situation => {
  const { base, reading } = situation
  if (!asksForSites(situation)) return undefined
  const owners = reading.mentions.flatMap(({ senses }) =>
    senses
      .filter(ref => ['company', 'place'].includes(base.entity(ref.id)?.kind ?? ''))
      .map(ref => ref.id),
  )
  const sites = base.vocabulary.entities.filter(
    ({ kind, relations }) => kind === 'site' && relations.some(({ to }) => owners.includes(to)),
  )
  const facts = sites.flatMap(({ id }) => whereabouts(situation, id)?.frame.fact ?? [])
  if (facts.length < (isBarePlace(reading, base) ? 1 : 2)) return undefined
  const items = facts.map(fact => ({ text: fact.statement, facts: [fact.id] }))
  return { draft: { outcome: 'answer', parts: [{ kind: 'list', items }] }, rule: 'inventory' }
}

/** A list or an overview of sites or places, of which none is named. */
function asksForSites({ base, reading }: Situation): boolean {
  const kinds = [`${OF_KIND}site`, `${OF_KIND}place`]
  const sites = reading.mentions.some(mention => kinds.some(kind => hasSense(mention, kind)))
  const named = reading.mentions.some(({ senses }) =>
    senses.some(ref => base.entity(ref.id)?.kind === 'site'),
  )
  if (reading.presumed || reading.kinds.includes('whether')) return false
  if (isBarePlace(reading, base)) return true
  const lists = reading.kinds.some(kind => kind === 'list' || kind === 'summary')
  const every = reading.mentions.some(mention => hasSense(mention, 'every'))
  return sites && !named && (lists || every)
}

/** "What is in this state?": a place and nothing else. */
function isBarePlace({ kinds, mentions, plain, unknown }: Reading, base: Base): boolean {
  const named = mentions.filter(({ optional }) => !optional)
  const place = named.every(({ senses }) =>
    senses.some(({ id }) => base.entity(id)?.kind === 'place'),
  )
  const bare = named.length === 1 && plain.length === 0 && unknown.length === 0
  return kinds[0] === 'what' && bare && place
}

/** The fact about the site that says where it is, else the one that fits best. */
function whereabouts({ base, matches }: Situation, site: EntityId): Match | undefined {
  const about = matches.filter(({ frame }) => frame.fact.subject === site)
  const tellsPlace = ({ frame }: Match): boolean =>
    [...frame.spoken].some(id => base.entity(id)?.kind === 'place')
  const tellsOwner = ({ frame }: Match): boolean =>
    [...frame.spoken].some(id => base.entity(id)?.kind === 'company')
  return (
    about.find(match => tellsPlace(match) && tellsOwner(match)) ??
    about.find(tellsPlace) ??
    about[0]
  )
}
