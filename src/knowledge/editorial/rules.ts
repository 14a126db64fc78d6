// All editorial rules, and running them over a draft.
import type { ContentProblem } from '#magnets'
import type { Draft } from '../draft.ts'
import { dates } from './dates.ts'
import { duplicates } from './duplicates.ts'
import { examples } from './examples.ts'
import { knownReferences } from './known-references.ts'
import { measureUnits } from './measure-units.ts'
import { openMarks } from './open-marks.ts'
import { phraseLength } from './phrase-length.ts'
import type { Rule } from './rule.ts'
import { senseNames } from './sense-names.ts'
import { statementEntities } from './statement-entities.ts'
import { statementHedge } from './statement-hedge.ts'
import { statementNumbers } from './statement-numbers.ts'
import { statementShape } from './statement-shape.ts'
import { statementStatus } from './statement-status.ts'
import { statementValue } from './statement-value.ts'
import { superseding } from './superseding.ts'
import { topics } from './topics.ts'
import { unambiguousNames } from './unambiguous-names.ts'
import { uniqueIds } from './unique-ids.ts'

export const RULES: readonly Rule[] = [
  uniqueIds,
  knownReferences,
  topics,
  examples,
  senseNames,
  unambiguousNames,
  phraseLength,
  measureUnits,
  dates,
  duplicates,
  superseding,
  openMarks,
  statementShape,
  statementEntities,
  statementNumbers,
  statementValue,
  statementHedge,
  statementStatus,
]

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
