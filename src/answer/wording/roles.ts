// Who does it to whom: of every two names in a sentence the one that acts, in active and passive wording alike.
import type { EntityId } from '#magnets'
import { type Claims, type NameClaim, roleBefore } from './read-claims.ts'
import type { WordingWords } from './wording-words.ts'

/** "doer>other" for each two names of which the wording tells who acts; "one=other" where it doesn't. */
export interface Roles {
  readonly pairs: ReadonlyMap<string, string>
  /** Names that something goes to. */
  readonly targets: ReadonlySet<EntityId>
  /** Names that something comes from. */
  readonly doers: ReadonlySet<EntityId>
}

interface Player {
  readonly id: EntityId
  readonly role: string | undefined
}

export function readRoles(words: WordingWords, claims: Claims): Roles {
  const players: Player[] = []
  for (const name of claims.names) {
    const id = idOf(words, name)
    const before = roleBefore(words, claims, name.from)
    if (id === undefined || before === 'place') continue
    // "A and B": the second plays what the first plays.
    const role = before === 'beside' ? (players.at(-1)?.role ?? 'beside') : before
    players.push({ id, role: before === 'beside' && players.length > 0 ? `${role}+` : role })
  }
  const pairs = new Map<string, string>()
  for (const [i, first] of players.entries()) {
    for (const second of players.slice(i + 1)) {
      const key = [first.id, second.id].sort().join(' ')
      if (first.id !== second.id && !pairs.has(key)) pairs.set(key, doerOf(first, second, players))
    }
  }
  const having = (role: string) =>
    new Set(players.filter(player => player.role === role).map(({ id }) => id))
  return { pairs, targets: having('target'), doers: having('doer') }
}

const BOTH = '='

function doerOf(first: Player, second: Player, players: readonly Player[]): string {
  const beside = players.slice(players.indexOf(first) + 1, players.indexOf(second) + 1)
  if (beside.every(({ role }) => role?.endsWith('+'))) return BOTH
  const role = second.role?.replace('+', '')
  return role === 'doer' ? second.id : first.id
}

/** Proper names play roles; materials and the like have things done to them. */
function idOf({ base }: WordingWords, { ids, words }: NameClaim): EntityId | undefined {
  return /^\p{Lu}/u.test(words)
    ? ids.find(id => /^\p{Lu}/u.test(base.entity(id)?.name ?? ''))
    : undefined
}

/** Names whose part in the sentence is another than in the statement. */
export function turnedRoles(said: Roles, stated: readonly Roles[]): readonly string[] {
  const wrong = [...said.pairs].filter(([key, doer]) => {
    const known = stated.flatMap(({ pairs }) => pairs.get(key) ?? [])
    return known.length > 0 && !known.includes(doer)
  })
  const has = (pick: (roles: Roles) => ReadonlySet<EntityId>, id: EntityId) =>
    stated.some(roles => pick(roles).has(id))
  const targets = [...said.targets].filter(
    id => has(({ doers }) => doers, id) && !has(({ targets }) => targets, id),
  )
  const doers = [...said.doers].filter(
    id => has(({ targets }) => targets, id) && !has(({ doers }) => doers, id),
  )
  return [...wrong.map(([key]) => key), ...targets, ...doers]
}
