// All editorial rules, and running them over a draft.
import type { ContentProblem } from '#magnets'
import type { Draft } from '../draft.ts'
import type { Rule } from './rule.ts'

export const RULES: readonly Rule[] = []

/** Every breach of every rule, in the rules' order. */
export function applyRules(draft: Draft, rules: readonly Rule[] = RULES): ContentProblem[] {
  return rules.flatMap(({ name, check }) => {
    const problems: ContentProblem[] = []
    check(draft, ({ file, lineOf }, path, message) => {
      problems.push({ file, line: lineOf(path), message, rule: name })
    })
    return problems
  })
}
