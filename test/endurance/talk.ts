// How people of a run behave: chance and pauses of their own, until the run says that it is enough.
import { seededRandom } from '../adapters/seeded-random.ts'
import { TOPICS, type Topic } from './topics.ts'

export interface Talk {
  /** True until people should come to an end. */
  going(): boolean
  /** Resolves when all have come to their end. */
  end(): Promise<void>
  /** Lets somebody act in a loop of their own, with a chance of their own. */
  join(act: (chance: Chance) => Promise<void>): void
}

export interface Chance {
  /** True in that share of all cases. */
  in(share: number): boolean
  /** A whole number below `n`. */
  below(n: number): number
  one<T>(list: readonly T[]): T
  topic(except?: Topic): Topic
  pause(): Promise<void>
}

export interface TalkOptions {
  readonly seed: number
  /** Milliseconds between two things that one person does, at least and at most. */
  readonly pause: readonly [number, number]
}

export function createTalk({ seed, pause }: TalkOptions): Talk {
  const loops: Promise<void>[] = []
  let going = true
  return {
    going: () => going,
    async end() {
      going = false
      await Promise.all(loops)
    },
    join(act) {
      const chance = createChance(seededRandom(seed + loops.length * 7919), pause)
      const loop = async (): Promise<void> => {
        while (going) {
          await chance.pause()
          if (going) await act(chance)
        }
      }
      loops.push(loop())
    },
  }
}

export function createChance(
  random: () => number,
  [least, most]: readonly [number, number] = [0, 0],
): Chance {
  const below = (n: number): number => Math.floor(random() * n)
  const one = <T>(list: readonly T[]): T => {
    const chosen = list[below(list.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  return {
    in: share => random() < share,
    below,
    one,
    topic: except => one(TOPICS.filter(topic => topic !== except)),
    pause: () => sleep(least + random() * (most - least)),
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
