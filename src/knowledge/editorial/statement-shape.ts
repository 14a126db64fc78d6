// Rule: a statement is one sentence of at most forty words that ends with a full stop.
import type { Rule } from './rule.ts'

/** A longer sentence no longer reads as one fact. */
const MAX_WORDS = 40

/** Words whose dot ends no sentence. */
const ABBREVIATION = /(?:\b\p{L}|\b(?:Mr|Mrs|Ms|Dr|Inc|Co|Corp|Ltd|No|St|vs|approx|ca))$/u

export const statementShape: Rule = {
  name: 'statement-shape',
  check(draft, report) {
    for (const fact of draft.facts) {
      const { statement } = fact.item
      const complain = (message: string): void => report(fact, ['statement'], message)
      if (!/[^.]\.$/.test(statement)) complain('the statement must end with one full stop')
      if (hasSeveralSentences(statement)) {
        complain('the statement must be one sentence; make two facts of it')
      }
      const count = statement.split(/\s+/).length
      if (count > MAX_WORDS) {
        complain(`the statement has ${count} words; at most ${MAX_WORDS} are one fact`)
      }
    }
  },
}

function hasSeveralSentences(statement: string): boolean {
  const ends = statement.matchAll(/[.!?]["”’)]?\s+["“‘(]?[\p{Lu}\d]/gu)
  return [...ends].some(end => !ABBREVIATION.test(statement.slice(0, end.index)))
}
