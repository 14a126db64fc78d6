// Rule: an alias or a measure's word is a phrase of at most four words, never a question.
import type { Entry } from '../draft.ts'
import type { Report, Rule } from './rule.ts'

/** Longer phrases are sentences in disguise, and would answer one question instead of naming a thing. */
const MAX_WORDS = 4

export const phraseLength: Rule = {
  name: 'phrase-length',
  check(draft, report) {
    for (const entity of draft.entities) {
      reportLong(entity, 'aliases', entity.item.aliases, report)
      reportLong(entity, 'misspellings', entity.item.misspellings, report)
    }
    for (const measure of draft.measures) {
      reportLong(measure, 'words', measure.item.words, report)
      reportLong(measure, 'opposites', measure.item.opposites, report)
    }
  },
}

function reportLong(
  entry: Entry<unknown>,
  key: string,
  phrases: readonly string[],
  report: Report,
): void {
  for (const [n, phrase] of phrases.entries()) {
    const count = phrase.split(/\s+/).length
    if (count > MAX_WORDS) {
      report(entry, [key, n], `"${phrase}" has ${count} words; at most ${MAX_WORDS} are a phrase`)
    }
    if (phrase.endsWith('?')) report(entry, [key, n], `"${phrase}" is a question, not a phrase`)
  }
}
