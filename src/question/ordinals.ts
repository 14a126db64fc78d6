// "The second one": which of the things that an earlier answer told one after the other is meant.
import type { Base, Conversation, FactId, Mention, Reading, Turn } from '#magnets'
import { entitiesOf } from '#magnets'

const PLACES: Readonly<Record<string, number>> = {
  ...{ first: 0, former: 0, second: 1, third: 2, fourth: 3, fifth: 4, last: -1, latter: -1 },
}

/** A place in a row, with "one" behind it or at the end of the question. */
const POINTS =
  /\bthe (?:(first|second|third|fourth|fifth|last)(?: (?:one|item|point)\b| of (?:them|these|those)\b|(?=\W*$))|(former|latter)\b)/i

/** What may stand around it where nothing but the thing itself is asked for. */
const BARE =
  /^(?:and|so|ok|then|now|what|how|about|is|whats|tell|me|more|explain|please|[\s,.?!'’])*$/i

export interface Pointed {
  /** The fact that is meant, where nothing more is asked of it. */
  readonly fact?: FactId
  /** What the question is about instead. */
  readonly mentions: readonly Mention[]
}

/** Undefined where the question points at nothing, or the row has no such place. */
export function pointedAt(
  base: Base,
  reading: Reading,
  conversation: Conversation,
  carry: (id: string) => Mention,
): Pointed | undefined {
  const found = POINTS.exec(reading.text)
  const place = PLACES[(found?.[1] ?? found?.[2] ?? '').toLowerCase()]
  if (found === null || place === undefined) return undefined
  const rows = conversation.turns.toReversed().map(turn => rowOf(base, turn))
  const item = rows.find(row => row.length > 1)?.at(place)
  if (item === undefined) return undefined
  const bare = BARE.test(reading.text.replace(found[0], ''))
  const fact = base.fact(item)
  if (bare && fact !== undefined) return { fact: fact.id, mentions: [] }
  // The word for the place is none for a stage.
  const rest = reading.mentions.filter(({ words }) => !found[0].includes(words))
  return { mentions: [...rest, carry(fact?.subject ?? item)] }
}

/** The facts that an answer told, or the things of one kind that its only fact names. */
function rowOf(base: Base, { facts }: Turn): readonly string[] {
  const [first, ...more] = facts.flatMap(id => base.fact(id) ?? [])
  if (first === undefined || more.length > 0) return facts
  const placed = entitiesOf(first)
    .map(id => ({ id, at: first.statement.indexOf(base.entity(id)?.name ?? id) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  const kinds = Map.groupBy(placed, ({ id }) => base.entity(id)?.kind)
  const row = [...kinds.values()].find(members => members.length > 1)
  return (row ?? []).map(({ id }) => id)
}
