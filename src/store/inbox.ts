// The inbox as work sees it: batches in and out, patience while the data can't be reached.
import { UserError } from '#magnets'
import { createBatcher } from './batcher.ts'
import { claimOrphans, ownWaiting, stillOwned, type Work } from './claim.ts'
import { type Loaded, type LoadRequest, load } from './load.ts'
import { type Settlement, settle } from './settle.ts'
import { isPassing, storeAdvice } from './store-error.ts'
import { type Intake, type Taken, type TakeOptions, take } from './take.ts'

export interface InboxRows {
  /** Resolves once the event is on disk, or known not to be for us. */
  take(intake: Intake): Promise<Taken>
  load(request: LoadRequest): Promise<Loaded>
  /** Resolves once the end is on disk, with the rows that wait in the lane; `idle` gives it back without any. */
  settle(settlement: Settlement, idle: boolean): Promise<readonly number[]>
  /** At most so many lanes of these platforms. */
  claimOrphans(platforms: readonly string[], lanes: number): Promise<readonly Work[]>
  ownWaiting(): Promise<readonly Work[]>
  stillOwned(lanes: readonly string[]): Promise<ReadonlySet<string>>
  /** Whether more may be taken in hand. Default: always. */
  limitRoom(hasRoom: () => boolean): void
  /** No more patience: what can't be written now is given up. */
  end(): void
}

export interface InboxOptions extends Omit<TakeOptions, 'hasRoom'> {
  readonly sleep: (ms: number) => Promise<void>
  readonly onTrouble: (error: unknown, advice: string | undefined) => void
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000
/** As long as an answer would still be of use; what is done already waits for ever. */
const TAKE_LIMIT_MS = 10 * 60_000
/** Further events than these would only fill memory while the data can't be reached. */
const MAX_PENDING = 10_000

export function createInbox(options: InboxOptions): InboxRows {
  const { clock } = options
  let hasRoom = (): boolean => true
  let ended = false
  let pending = 0
  let troubled = false

  /** One word when it begins and one when it is over, not one a try. */
  const patience = (limitMs: number) => {
    let since = 0
    return async (failures: number, error: unknown): Promise<boolean> => {
      if (failures === 1) since = clock()
      if (!troubled) options.onTrouble(error, storeAdvice(error))
      troubled = true
      if (ended || clock() - since > limitMs) return false
      await options.sleep(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS))
      return !ended
    }
  }
  const well = <T>(result: T): T => {
    if (troubled) options.onTrouble(undefined, undefined)
    troubled = false
    return result
  }

  const taking = createBatcher<Intake, Taken>({
    write: async intakes => well(await take({ ...options, hasRoom }, intakes)),
    isPassing,
    pause: patience(TAKE_LIMIT_MS),
  })
  const loading = createBatcher<LoadRequest, Loaded>({
    write: requests => load(options, requests),
    isPassing,
    pause: patience(Number.POSITIVE_INFINITY),
  })
  const settling = createBatcher<{ settlement: Settlement; idle: boolean }, readonly number[]>({
    async write(items) {
      const idle = items.filter(item => item.idle).map(({ settlement }) => settlement.lane)
      const settlements = items.map(({ settlement }) => settlement)
      const remaining = well(await settle(options, settlements, [...new Set(idle)].sort()))
      return settlements.map(({ lane }) => remaining.get(lane) ?? [])
    },
    isPassing,
    pause: patience(Number.POSITIVE_INFINITY),
  })

  return {
    async take(intake) {
      if (pending >= MAX_PENDING) {
        throw new UserError('store', 'More is waiting to be taken than memory holds.')
      }
      pending += 1
      try {
        return await taking.add(intake)
      } finally {
        pending -= 1
      }
    },
    load: request => loading.add(request),
    settle: (settlement, idle) => settling.add({ settlement, idle }),
    claimOrphans: (platforms, lanes) => claimOrphans(options, platforms, lanes),
    ownWaiting: () => ownWaiting(options),
    stillOwned: lanes => stillOwned(options, lanes),
    limitRoom(limit) {
      hasRoom = limit
    },
    end() {
      ended = true
    },
  }
}
