// Rule: nothing of a draft is still open in a fact.
import { isTodo, TODO } from '../open-marks.ts'
import type { Path } from '../parse-yaml.ts'
import type { Rule } from './rule.ts'

export const openMarks: Rule = {
  name: 'open-marks',
  check(draft, report) {
    for (const fact of draft.facts) {
      const { statement, note, comparedWith, section } = fact.item
      const texts: readonly (readonly [Path, string | undefined])[] = [
        [['statement'], statement],
        [['note'], note],
        [['compared_with'], comparedWith],
        [['source', 'section'], section],
      ]
      for (const [path, text] of texts) {
        if (isTodo(text)) report(fact, path, `"${String(path.at(-1))}" still says ${TODO}`)
      }
    }
  },
}
