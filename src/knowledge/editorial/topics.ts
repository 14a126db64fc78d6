// Rule: every file of facts has its topic in about.yaml, and every topic has its file.
import type { Rule } from './rule.ts'

export const topics: Rule = {
  name: 'topics',
  check({ about, factFiles, topics: entries }, report) {
    const listed = new Set(entries.map(({ item }) => item.id))
    for (const [topic, file] of factFiles) {
      if (listed.has(topic) || about === undefined) continue
      report(about, ['topics'], `${file} has no topic here; add { id: ${topic}, title: ... }`)
    }
    for (const topic of entries) {
      if (factFiles.has(topic.item.id)) continue
      report(topic, ['id'], `there is no facts/${topic.item.id}.yaml with facts of this topic`)
    }
  },
}
