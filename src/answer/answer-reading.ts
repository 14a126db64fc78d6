// Decides how a reading is answered: the ways are tried in this order, and the first that fits decides.

import type { Interpretation } from './interpret.ts'
import { refuse } from './refuse.ts'
import { opinion, stages, talk, unheld } from './ways/before-the-facts.ts'
import { notYet, tooEarly } from './ways/beginnings.ts'
import {
  anothersFigure,
  confirmedByDate,
  contradicted,
  contraryBeside,
  replacedName,
} from './ways/corrected.ts'
import { inventory } from './ways/inventory.ts'
import { jointlyTrue } from './ways/jointly-true.ts'
import { compared, lookUp, tooLittle } from './ways/looked-up.ts'
import { misplaced, wellPlaced } from './ways/misplaced.ts'
import { onlyOne } from './ways/only-one.ts'
import { pointedAt } from './ways/pointed-at.ts'
import { type Decision, type Parts, situationOf, type Way } from './ways/situation.ts'
import { datedSo, timeline } from './ways/timeline.ts'
import { addedUp, workedOut } from './ways/worked-out.ts'

const WAYS: readonly Way[] = [
  pointedAt,
  talk,
  unheld,
  opinion,
  stages,
  misplaced,
  wellPlaced,
  tooEarly,
  inventory,
  timeline,
  datedSo,
  workedOut,
  addedUp,
  onlyOne,
  replacedName,
  anothersFigure,
  contraryBeside,
  jointlyTrue,
  compared,
  tooLittle,
  notYet,
  confirmedByDate,
  contradicted,
]

export function answerReading(parts: Parts, read: Interpretation): Decision {
  const situation = situationOf(parts, read)
  if (situation === undefined) {
    return { draft: refuse(parts.base, read.reading, read.matches), rule: 'empty-base' }
  }
  for (const way of WAYS) {
    const decision = way(situation)
    if (decision !== undefined) return decision
  }
  return lookUp(situation)
}
