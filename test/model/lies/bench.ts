// Makes lies of every true sentence and counts how many the check lets through.
import type { Base } from '#magnets'
import { figures } from './figures.ts'
import { form } from './form.ts'
import { type Mutator, type Sentence, seeded } from './lie.ts'
import { meaning } from './meaning.ts'
import { names } from './names.ts'
import { stillTrue } from './still-true.ts'
import { time } from './time.ts'

const FAMILIES: Readonly<Record<string, Readonly<Record<string, Mutator>>>> = {
  figures,
  names,
  time,
  meaning,
  form,
}

export interface Tally {
  readonly made: number
  readonly true: number
  readonly caught: number
  /** What got through. */
  readonly slipped: readonly { readonly truth: Sentence; readonly lie: Sentence }[]
}

export type Inspect = (sentence: Sentence) => readonly string[]

/** By "family mutator". `share` of the lies is tried, evenly spread. */
export function benchLies(
  base: Base,
  truths: readonly Sentence[],
  inspect: Inspect,
  share = 1,
): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const [family, mutators] of Object.entries(FAMILIES)) {
    for (const [name, mutate] of Object.entries(mutators)) {
      const random = seeded(7)
      const pairs = truths.flatMap(truth =>
        mutate(truth, { base, random }).map(lie => ({ truth, lie })),
      )
      const chosen = pairs.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share))
      const lies = chosen.filter(({ truth, lie }) => !stillTrue(truth, lie))
      const slipped = lies.filter(({ lie }) => inspect(lie).length === 0)
      tallies.set(`${family} ${name}`, {
        made: chosen.length,
        true: chosen.length - lies.length,
        caught: lies.length - slipped.length,
        slipped,
      })
    }
  }
  return tallies
}
