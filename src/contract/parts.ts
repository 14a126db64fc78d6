// Builds the small pieces of a reply, each tied to the facts that carry it.
import type { Fact } from './fact.ts'
import type { Cell, Role, SentencePart } from './reply.ts'

/** What stands where the base is silent. */
export const NOT_STATED = 'not stated'

/** One sentence with its facts. */
export function sentence(role: Role, text: string, facts: readonly Fact[] = []): SentencePart {
  return { kind: 'sentence', role, text, facts: facts.map(fact => fact.id) }
}

/** A cell of a table, or an item of a list, with its facts; without a text it says "not stated". */
export function cell(text: string | undefined, facts: readonly Fact[] = []): Cell {
  return { text: text ?? NOT_STATED, facts: text === undefined ? [] : facts.map(fact => fact.id) }
}
