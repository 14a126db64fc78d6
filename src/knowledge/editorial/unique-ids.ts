// Rule: within one kind of entry every id stands once.
import type { Entry } from '../draft.ts'
import type { Report, Rule } from './rule.ts'

export const uniqueIds: Rule = {
  name: 'unique-ids',
  check(draft, report) {
    reportRepeats(draft.facts, report)
    reportRepeats(draft.entities, report)
    reportRepeats(draft.measures, report)
    reportRepeats(draft.units, report)
    reportRepeats(draft.smallTalk, report)
    reportRepeats(draft.sources, report)
    reportRepeats(draft.topics, report)
    // A folder may add words to a sense that it takes over, so the two stand side by side.
    reportRepeats(
      draft.senses.filter(sense => sense.shared),
      report,
    )
    reportRepeats(
      draft.senses.filter(sense => !sense.shared),
      report,
    )
  },
}

function reportRepeats(entries: readonly Entry<{ readonly id: string }>[], report: Report): void {
  const first = new Map<string, Entry<unknown>>()
  for (const entry of entries) {
    const { id } = entry.item
    const earlier = first.get(id)
    if (earlier === undefined) {
      first.set(id, entry)
      continue
    }
    const where = `${earlier.file}:${earlier.lineOf(['id'])}`
    report(entry, ['id'], `the id "${id}" stands already at ${where}; choose another`)
  }
}
