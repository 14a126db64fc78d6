// Who does it to whom: of every two names in a sentence the one that acts, in active and passive wording alike.
import type { EntityId } from '#magnets'
import { type Claims, type NameClaim, roleBefore } from './read-claims.ts'
import { BE, HELPERS, RELATIVE, voiceAt } from './voice.ts'
import type { WordingWords } from './wording-words.ts'

/** "doer>other" for each two names of which the wording tells who acts; "one=other" where it doesn't. */
export interface Roles {
  readonly pairs: ReadonlyMap<string, string>
  /** Names that something goes to. */
  readonly targets: ReadonlySet<EntityId>
  /** Names that something comes from. */
  readonly doers: ReadonlySet<EntityId>
  /** "inner outer" for each two names of which the first is said to lie in the second. */
  readonly nests: ReadonlySet<string>
}

interface Player {
  readonly id: EntityId
  readonly role: string | undefined
  readonly from: number
  readonly to: number
  /** True where a comma follows. */
  readonly closes: boolean
  /** True of "the firm's". */
  readonly owns: boolean
  /** True where "is a", or a comma and "a", stands right before it. */
  readonly named: boolean
  /** True where "is" follows. */
  readonly is: boolean
  /** True where the sentence begins with "as". */
  readonly as: boolean
  /** True where it stands in a phrase that goes before, up to a comma. */
  readonly fronted: boolean
  /** True behind "which", as who does what its clause tells. */
  readonly does: boolean
  /** True behind a figure and "of". */
  readonly counted: boolean
}

export function readRoles(words: WordingWords, claims: Claims): Roles {
  const players: Player[] = []
  for (const name of claims.names) {
    const id = idOf(words, name)
    const last = players.at(-1)
    // "In the town, the state": the second lies where the first lies.
    const apposed = last?.closes === true && last.to === name.from
    const before = apposed ? last?.role : roleBefore(words, claims, name.from)
    if (id === undefined) continue
    // "A and B": the second plays what the first plays.
    const role = before === 'beside' ? (players.at(-1)?.role ?? 'beside') : before
    const closes = claims.tokens[name.to - 1]?.closes === true
    const joined = before === 'beside' && players.length > 0
    players.push({
      ...{ id, closes, from: name.from, to: name.to },
      role: joined ? `${role}+` : role,
      owns: /['’]s?$/.test(name.words),
      named: isNamed(claims, name.from),
      // "The plan of the firm is for the port to open": the firm's it stays.
      is: BE.has(claims.tokens[name.to]?.word ?? '') && claims.tokens[name.to + 1]?.word !== 'for',
      as: claims.tokens[0]?.word === 'as',
      fronted: isFronted(claims, name.to),
      does: isRelative(claims, name.from),
      counted: claims.amounts.some(({ to }) => isOf(claims, to) && name.from - to <= OWNED_WITHIN),
    })
  }
  const pairs = new Map<string, string>()
  for (const [i, first] of players.entries()) {
    for (const second of players.slice(i + 1)) {
      const key = [first.id, second.id].sort().join(' ')
      const doer = doerOf(first, second, players)
      if (first.id !== second.id && doer !== undefined && !pairs.has(key)) pairs.set(key, doer)
    }
  }
  const having = (role: string) =>
    new Set(players.filter(player => player.role === role).map(({ id }) => id))
  return { pairs, targets: having('target'), doers: having('doer'), nests: nestsOf(players) }
}

/** "The mine in the state", and "in the state, the mine". */
function nestsOf(players: readonly Player[]): ReadonlySet<string> {
  return new Set(
    players.flatMap((first, i) => {
      const second = players[i + 1]
      if (second === undefined) return []
      if (second.role === PLACE && !first.closes && second.from - first.to <= NESTED_WITHIN) {
        return [`${first.id} ${second.id}`]
      }
      // "In the state, the mine", but "in the town, the state, ...".
      const fronted =
        first.role === PLACE && first.closes && first.from <= NESTED_WITHIN && !second.closes
      return fronted && second.from - first.to < NESTED_WITHIN ? [`${second.id} ${first.id}`] : []
    }),
  )
}

/** "in", and an article. */
const NESTED_WITHIN = 2
const BOTH = '='
const PLACE = 'place'
/** Before a name of which only the other one's being a place is known. */
const AT = '@'

/** Who acts; "one of other" where something of the second is spoken of and nothing tells who acts. */
function doerOf(first: Player, second: Player, players: readonly Player[]): string | undefined {
  // "The town, the state": neither does anything to the other.
  if (first.closes && first.to === second.from) return undefined
  const beside = players.slice(players.indexOf(first) + 1, players.indexOf(second) + 1)
  if (beside.every(({ role }) => role?.endsWith('+'))) return BOTH
  const [one, other] = [first, second].map(({ role }) => role?.replace('+', ''))
  if (one === PLACE || other === PLACE) {
    return one === other ? undefined : `${AT}${one === PLACE ? second.id : first.id}`
  }
  // "The firm's ship", "the ship is a firm ship".
  if (first.owns && first.to === second.from) return first.id
  if (second.named && second.from - first.to <= OWNED_WITHIN) return second.id
  if (other === 'doer' || second.does) return second.id
  // "The firm owns 100 percent of the port".
  if (second.counted) return first.id
  // "The operator of the port is the firm".
  if (one === 'owner' && other === undefined) {
    return first.is || (first.fronted && first.as) ? second.id : first.id
  }
  // "Compared with A, B does".
  if (one === 'beside' && first.fronted) return second.id
  // "The firm is the operator of the port".
  if (first.is && other === 'owner') return first.id
  if (other !== 'owner') return first.id
  // "The plant of the firm" is the firm's; "the port of the island" may be anybody's.
  return second.from - first.to <= OWNED_WITHIN ? second.id : `${first.id} of ${second.id}`
}

/** "The port that the firm runs". */
function isRelative(claims: Claims, at: number): boolean {
  const { tokens } = claims
  const before = tokens[at - 1]?.word === 'the' ? at - 2 : at - 1
  // "Expects that the ship will": no relative clause.
  const verb = voiceAt(claims, before - 1, before) !== undefined
  return RELATIVE.has(tokens[before]?.word ?? '') && !verb
}

function isFronted({ tokens }: Claims, to: number): boolean {
  const comma = tokens.findIndex(({ closes }, i) => i >= to - 1 && closes)
  if (comma < 0 || comma === tokens.length - 1) return false
  return !tokens.slice(0, comma + 1).some(({ word }) => HELPERS.has(word) && word !== 'to')
}

function isOf({ tokens }: Claims, at: number): boolean {
  return tokens[at]?.word === 'of'
}

function isNamed({ tokens }: Claims, at: number): boolean {
  const article = /^(?:a|an)$/.test(tokens[at - 1]?.word ?? '')
  return article && (BE.has(tokens[at - 2]?.word ?? '') || tokens[at - 2]?.closes === true)
}

/** "of", and an article. */
const OWNED_WITHIN = 2

/** A capital, but no formula with capitals inside of a word. */
const PLAYER = /^(?!\p{Lu}\p{Ll}+\p{Lu})\p{Lu}/u

/** Proper names play roles; materials and the like have things done to them. */
function idOf({ base }: WordingWords, name: NameClaim): EntityId | undefined {
  return name.proper ? name.ids.find(id => PLAYER.test(base.entity(id)?.name ?? '')) : undefined
}

/** Names whose part in the sentence is another than in the statement. */
export function turnedRoles(
  said: Roles,
  stated: readonly Roles[],
  {
    reordered,
    does,
  }: {
    readonly reordered: boolean
    /** Whether a verb of the statement says that one does it to the other. */
    does(one: EntityId, other: EntityId): boolean
  },
): readonly string[] {
  const wrong = [...said.pairs].filter(([key, doer]) => {
    // What one of them does at the other says little against what one does to the other.
    const alike = (pair: string): boolean =>
      reordered || pair.startsWith(AT) === doer.startsWith(AT)
    const known = stated.flatMap(({ pairs }) => pairs.get(key) ?? []).filter(alike)
    // "The backing of B" says that B backs; but the very same words in another order say something else.
    const acts = known.flatMap(one => {
      const [first = '', second] = one.split(' of ')
      if (reordered || second === undefined) return [one]
      return does(first, second) ? [one, first] : [one, second]
    })
    // "A, a ship of B" where "A of B".
    const [, owner] = doer.split(' of ')
    return (
      known.length > 0 && !acts.includes(doer) && !(owner !== undefined && known.includes(owner))
    )
  })
  const has = (pick: (roles: Roles) => ReadonlySet<EntityId>, id: EntityId) =>
    stated.some(roles => pick(roles).has(id))
  const targets = [...said.targets].filter(
    id => has(({ doers }) => doers, id) && !has(({ targets }) => targets, id),
  )
  const doers = [...said.doers].filter(
    id => has(({ targets }) => targets, id) && !has(({ doers }) => doers, id),
  )
  const inside = [...said.nests].filter(nest => {
    const [inner, outer] = nest.split(' ')
    return stated.some(({ nests }) => nests.has(`${outer} ${inner}`))
  })
  return [...wrong.map(([key]) => key), ...targets, ...doers, ...inside]
}
