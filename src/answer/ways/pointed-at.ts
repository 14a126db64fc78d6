// "The second one": a fact of an earlier answer, told again by itself.
import { factParts } from '../drafts.ts'
import type { Way } from './situation.ts'

export const pointedAt: Way = ({ base, reading, now }) => {
  const fact = reading.pointed === undefined ? undefined : base.fact(reading.pointed)
  if (fact === undefined) return undefined
  const parts = factParts(base, reading, [fact], undefined, now)
  return { draft: { outcome: 'answer', parts }, rule: 'pointed at' }
}
