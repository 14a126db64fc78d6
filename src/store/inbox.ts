// The inbox as work sees it: batches in and out, patience while the data can't be reached.
import type { Transaction } from 'kysely'
import { UserError } from '#magnets'
import { createBatcher } from './batcher.ts'
import { claimOrphans, ownWaiting, stillOwned, type Work } from './claim.ts'
import { type Loaded, type LoadRequest, load } from './load.ts'
import type { Schema } from './schema.ts'
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
/** As long as an answer is of use. An end that waited longer is written by whoever finds its row. */
const WRITE_LIMIT_MS = 10 * 60_000
/** Further events than these would only fill memory while the data can't be reached. */
const MAX_PENDING = 10_000

/** What is written: an event that comes in, or the end of one that was worked on. */
type Item =
  | { readonly intake: Intake }
  | { readonly settlement: Settlement; readonly idle: boolean }

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

  const writer = () =>
    createBatcher<Item, Taken | readonly number[]>({
      write: async items => well(await options.db.transaction().execute(db => write(db, items))),
      isPassing,
      pause: patience(WRITE_LIMIT_MS),
    })
  const taking = writer()
  // SQLite has one writer: one flush of the disk is for both. PostgreSQL writes them side by side.
  const settling = options.engine.locks ? writer() : taking

  async function write(
    db: Transaction<Schema>,
    items: readonly Item[],
  ): Promise<readonly (Taken | readonly number[])[]> {
    const intakes = items.flatMap(item => ('intake' in item ? item.intake : []))
    const ends = items.flatMap(item => ('settlement' in item ? item : []))
    const idle = ends.filter(end => end.idle).map(({ settlement }) => settlement.lane)
    const taken = await take({ ...options, db, hasRoom }, intakes)
    const remaining = await settle(
      { ...options, db },
      ends.map(({ settlement }) => settlement),
      [...new Set(idle)].sort(),
    )
    // Who handed these in goes on with them.
    const own = new Set(taken.flatMap(({ row }) => row?.id ?? []))
    const results = taken.values()
    return items.map(item => {
      if ('intake' in item) return results.next().value ?? { outcome: 'repeat' }
      return (remaining.get(item.settlement.lane) ?? []).filter(id => !own.has(id))
    })
  }

  const loading = createBatcher<LoadRequest, Loaded>({
    write: requests => load(options, requests),
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
        return (await taking.add({ intake })) as Taken
      } finally {
        pending -= 1
      }
    },
    load: request => loading.add(request),
    settle: async (settlement, idle) =>
      (await settling.add({ settlement, idle })) as readonly number[],
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
