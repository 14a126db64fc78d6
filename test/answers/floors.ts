// How well questions of a set are answered, in percent, and below what it may not fall.
import type { Asked } from './question-set.ts'

/** Percent, as measured when they were last raised. */
export const FLOORS = {
  golden: { all: 95, rightWhenAnswered: 96, refused: 99, precision: 93, recall: 95 },
  practice: { all: 89, rightWhenAnswered: 91, refused: 97, precision: 90, recall: 90 },
  sample: { all: 98, rightWhenAnswered: 98, refused: 98, precision: 92, recall: 98 },
} as const

const percent = (rows: readonly Asked[], holds: (row: Asked) => boolean): number =>
  (100 * rows.filter(holds).length) / Math.max(1, rows.length)

export function measure(asked: readonly Asked[]) {
  const factual = asked.filter(({ question }) => /answer|correct/.test(question.expect))
  const refusable = asked.filter(({ question }) => question.expect === 'refuse')
  const precisions = asked.flatMap(row => row.grade.precision ?? [])
  return {
    all: percent(asked, row => row.grade.ok),
    rightWhenAnswered: percent(
      factual.filter(row => !row.grade.refused),
      row => row.grade.ok,
    ),
    refused: percent(refusable, row => row.grade.refused),
    precision: (100 * precisions.reduce((a, b) => a + b, 0)) / Math.max(1, precisions.length),
    recall: percent(factual, row => row.grade.cited),
  }
}
