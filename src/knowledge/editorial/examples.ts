// Rule: the examples in about.yaml are questions.
import type { Rule } from './rule.ts'

export const examples: Rule = {
  name: 'examples',
  check({ about }, report) {
    for (const [n, example] of about?.item.examples.entries() ?? []) {
      if (about !== undefined && !example.endsWith('?')) {
        report(about, ['examples', n], `"${example}" must end with a question mark`)
      }
    }
  },
}
