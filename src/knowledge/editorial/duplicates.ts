// Rule: no two facts answer the same question, unless one supersedes the other.
import type { Fact } from '#magnets'
import type { Entry } from '../draft.ts'
import type { Rule } from './rule.ts'

export const duplicates: Rule = {
  name: 'duplicates',
  check(draft, report) {
    const groups = new Map<string, Entry<Fact>[]>()
    for (const fact of draft.facts) {
      const earlier = groups.get(slots(fact.item)) ?? []
      const twin = earlier.find(
        ({ item }) => item.supersedes !== fact.item.id && fact.item.supersedes !== item.id,
      )
      if (twin !== undefined) {
        const where = `"${twin.item.id}" (${twin.file}:${twin.lineOf(['id'])})`
        const message =
          `same subject, object, measure, stage, place, period and related as ${where}; ` +
          'tell them apart, or let one supersede the other'
        report(fact, ['id'], message)
      }
      groups.set(slots(fact.item), [...earlier, fact])
    }
  },
}

function slots(fact: Fact): string {
  const { subject, object, measure, stage, place, period, related } = fact
  const days = [period?.from, period?.to]
  return JSON.stringify([subject, object, measure, stage, place, ...days, [...related].sort()])
}
