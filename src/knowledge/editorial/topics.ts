// Rule: every file of facts has its topic in about.yaml, and every topic has its file.
import type { Rule } from './rule.ts'

export const topics: Rule = {
  name: 'topics',
  check({ about, facts, topics: entries, malformed }, report) {
    const listed = new Set(entries.map(({ item }) => item.id))
    const files = new Map(facts.map(fact => [fact.item.topic, fact.file]))
    for (const [topic, file] of files) {
      if (listed.has(topic) || about === undefined) continue
      report(about, ['topics'], `${file} has no topic here; add { id: ${topic}, title: ... }`)
    }
    const factsMissing = [...malformed].some(id => id.startsWith('facts '))
    for (const topic of entries) {
      if (files.has(topic.item.id) || factsMissing) continue
      report(topic, ['id'], `there is no facts/${topic.item.id}.yaml with facts of this topic`)
    }
  },
}
