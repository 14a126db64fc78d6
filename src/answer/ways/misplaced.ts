// A site taken for another's, or put in another place: what the vocabulary knows of it decides, not a fact.
import type { Base, EntityId, Mention } from '#magnets'
import { FOREIGN, hasSense, isForeign } from '../../question/has-sense.ts'
import { correctionDraft, factParts } from '../drafts.ts'
import type { FactFrames } from '../fact-frame.ts'
import { type Match, matchFacts } from '../match-facts.ts'
import { namedEntities } from '../slots.ts'
import { lookUp, tooLittle } from './looked-up.ts'
import { type Situation, situationOf, type Way } from './situation.ts'

/** "Does it belong to that one, is it in that state?": the vocabulary says so, and a fact tells it. */
export const wellPlaced: Way = situation => {
  const { base, reading, matches, wantsVerdict, now } = situation
  if (!wantsVerdict || reading.negated) return undefined
  // That all of it is theirs, or theirs alone, no bond tells.
  if (reading.mentions.some(m => hasSense(m, 'exclusive') || hasSense(m, 'total'))) return undefined
  if (!reading.mentions.some(mention => hasSense(mention, 'bond'))) return undefined
  const teller = matches.find(({ frame, open }) => {
    const bonds = bondsOf(base, frame.fact.subject)
    const named = reading.mentions.flatMap(({ senses, optional, span }) =>
      optional || span.from < 0 ? [] : senses.filter(({ type }) => type === 'entity'),
    )
    const fits = named.every(({ id }) => id === frame.fact.subject || bonds.has(id))
    const told = named.filter(({ id }) => bonds.has(id))
    const rest = open.every(mention => hasSense(mention, 'bond'))
    return fits && rest && told.length > 0 && told.every(({ id }) => frame.spoken.has(id))
  })
  if (teller === undefined) return undefined
  const parts = factParts(base, reading, [teller.frame.fact], 'yes', now)
  return { draft: { outcome: 'answer', parts }, rule: 'its place or owner' }
}

interface Misplacement {
  readonly site: EntityId
  /** The name that does not belong to the site. */
  readonly mention: Mention
  /** Those of its kind that do. */
  readonly right: readonly EntityId[]
}

/** Kinds of entity that a site belongs to or lies in. */
const KINDS: readonly string[] = ['company', 'place']

/** Between two names these set them side by side, and claim no bond. */
const APART =
  /\b(?:and|or|vs|versus|than|with|against|(?<!belongs? )to|from|between|not|compared)\b|[/;?]/i

export const misplaced: Way = situation => {
  const found = situation.reading.kinds.includes('compare') ? undefined : misplacement(situation)
  if (found === undefined) return undefined
  const { base, matches, now } = situation
  const teller = matches.find(({ frame }) => tells(frame, found))
  if (teller === undefined) return undefined
  const draft = correctionDraft(base, teller, now)
  const rest = withoutName(situation, found, teller)
  return {
    draft: rest === undefined ? draft : { ...draft, parts: [...draft.parts, ...rest] },
    rule: 'contradicted: not its place or owner',
  }
}

function misplacement({ base, reading }: Situation): Misplacement | undefined {
  const named = namedEntities(base, reading)
  const sites = reading.mentions.flatMap(mention =>
    mention.senses.flatMap(ref => {
      const entity = ref.type === 'entity' ? base.entity(ref.id) : undefined
      return entity?.kind === 'site' ? [{ mention, id: entity.id }] : []
    }),
  )
  const bonds = sites.map(({ id }) => bondsOf(base, id))
  for (const [i, site] of sites.entries()) {
    for (const mention of reading.mentions) {
      const kind = kindOf(base, mention)
      if (kind === undefined || mention === site.mention) continue
      const right = [...(bonds[i] ?? [])].filter(id => base.entity(id)?.kind === kind)
      const own = [bonds[i], ...(isBetween(mention, sites) ? [] : bonds)]
      const owned = mention.senses.some(ref => own.some(bond => bond?.has(ref.id)))
      if (owned || right.length === 0 || right.some(id => named.has(id))) continue
      if (!isBound(kind, wordsBetween(reading.text, mention, site.mention))) continue
      return { site: site.id, mention, right }
    }
  }
  return undefined
}

/** What a site belongs to and lies in, and in turn what those belong to. */
function bondsOf(base: Base, id: EntityId, depth = 2): ReadonlySet<EntityId> {
  const direct = (base.entity(id)?.relations ?? []).map(({ to }) => to)
  return new Set(depth === 0 ? [] : direct.flatMap(to => [to, ...bondsOf(base, to, depth - 1)]))
}

/** The kind of a name that may be put to a site: a place, or a company that has sites. */
function kindOf(base: Base, mention: Mention): string | undefined {
  if (mention.span.from < 0) return undefined
  for (const ref of mention.senses) {
    const kind =
      ref.type === 'entity'
        ? base.entity(ref.id)?.kind
        : isForeign(mention) && ref.id.startsWith(FOREIGN)
          ? ref.id.slice(FOREIGN.length)
          : undefined
    if (kind === undefined || !KINDS.includes(kind)) continue
    if (kind !== 'company' || ref.type !== 'entity' || hasSites(base, ref.id)) return kind
  }
  return undefined
}

function hasSites(base: Base, id: EntityId): boolean {
  return base.vocabulary.entities.some(
    ({ kind, relations }) => kind === 'site' && relations.some(({ to }) => to === id),
  )
}

/** The words that stand between two mentions. */
function wordsBetween(text: string, one: Mention, other: Mention): string | undefined {
  const [a, b] = [text.indexOf(one.words), text.indexOf(other.words)]
  if (a < 0 || b < 0 || one.words === '' || other.words === '') return undefined
  return a < b ? text.slice(a + one.words.length, b) : text.slice(b + other.words.length, a)
}

/** "That plant being in this state, is it close to the other?": the name is the first one's. */
function isBetween({ span }: Mention, sites: readonly { readonly mention: Mention }[]): boolean {
  const [first, second] = sites
  if (first === undefined || second === undefined) return false
  return first.mention.span.to < span.from && span.to + 2 < second.mention.span.from
}

/** A company must own, build or choose the site in so many words; a place need only stand beside it. */
function isBound(kind: string, between: string | undefined): boolean {
  if (between === undefined || APART.test(between)) return false
  return kind !== 'company' || OWNS.test(between)
}

const OWNS =
  /^\W*(?:s\W+)?(?:the\W+|new\W+|own\W+|big\W+)*$|\b(?:own|build|built|run|operat|open|start|choos|chose|pick|put|pay|expand|belong|make|plan|scale|get)\w*\b/i

function tells(frame: FactFrames['all'][number], { site, right }: Misplacement): boolean {
  return frame.fact.subject === site && right.some(id => frame.spoken.has(id))
}

/** The answer to what is left of the question when the wrong name is taken out, where that makes sense. */
function withoutName(situation: Situation, { mention }: Misplacement, teller: Match) {
  const { base, frames, reading, wantsVerdict } = situation
  if (wantsVerdict || reading.presumed) return undefined
  const left = { ...reading, mentions: reading.mentions.filter(other => other !== mention) }
  const again = situationOf(situation, { reading: left, matches: matchFacts(base, frames, left) })
  if (again === undefined || again.wrong.length > 0 || tooLittle(again) !== undefined)
    return undefined
  const { draft } = lookUp(again)
  const told = again.best.frame.fact.id === teller.frame.fact.id
  return draft.outcome === 'answer' && !told ? draft.parts : undefined
}
