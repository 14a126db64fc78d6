// Works through the conversations that are ours: in order within each, side by side between them.
import type { Incoming } from '#magnets'
import type { Settlement } from '../store/settle.ts'
import { createRecent } from './recent.ts'
import type { Slots } from './slots.ts'

/** One row of the inbox that is ours to work on. */
export interface Job {
  readonly id: number
  readonly lane: string
  readonly person: string
  /** Set where the event is in hand already. */
  readonly incoming?: Incoming
  /** Epoch milliseconds when it was taken; goes with `incoming`. */
  readonly takenAt?: number
  /** Another process, or we before, may have worked on it. */
  readonly recovered: boolean
}

/** What a job may do with its turn. */
export interface Turnstile {
  /** Lets others work while this one waits. */
  rest(waiting: Promise<unknown>): Promise<void>
  /** False once another process has taken the conversation over: nothing more may be posted. */
  ours(): boolean
}

export interface LanesOptions {
  readonly slots: Slots
  /** Never rejects; undefined where nothing is to be written, because the lane is not ours any more. */
  work(job: Job, turnstile: Turnstile): Promise<Settlement | undefined>
  /** Writes the end of a job; `idle` gives the lane back where no rows wait there, with which it resolves. */
  settle(settlement: Settlement, idle: boolean): Promise<readonly number[]>
  onLost(error: unknown, job: Job): void
}

export interface Lanes {
  /** Takes a job in hand, unless it is or was. */
  add(job: Job): void
  /** Jobs in hand. */
  count(): number
  names(): readonly string[]
  /** Stops what goes on in lanes that are another's now. */
  abandon(lanes: ReadonlySet<string>): void
  /** Starts nothing new; resolves when what is under way has ended. */
  finish(): Promise<void>
}

interface Lane {
  readonly queue: Job[]
  /** Set where what stands on the platform is not known for sure. */
  recovered: boolean
  lost: boolean
}

/** What was settled is asked for again only by a look that is moments old. */
const REMEMBERED = 10_000

export function createLanes({ slots, work, settle, onLost }: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>()
  const running = new Set<Promise<void>>()
  const held = new Set<number>()
  const settled = createRecent<number>(REMEMBERED)
  let finishing = false

  const add = (job: Job): void => {
    if (finishing || held.has(job.id) || settled.has(job.id)) return
    held.add(job.id)
    const known = lanes.get(job.lane)
    if (known !== undefined && !known.lost) {
      known.recovered ||= job.recovered
      enqueue(known.queue, job)
      return
    }
    const lane: Lane = { queue: [job], recovered: job.recovered, lost: false }
    lanes.set(job.lane, lane)
    const run = runLane(job.lane, lane).finally(() => running.delete(run))
    running.add(run)
  }

  async function runLane(name: string, lane: Lane): Promise<void> {
    for (let job = lane.queue.shift(); job !== undefined; job = lane.queue.shift()) {
      if (finishing || lane.lost) {
        held.delete(job.id)
        continue
      }
      await runJob({ ...job, recovered: lane.recovered }, lane)
    }
    if (lanes.get(name) === lane) lanes.delete(name)
  }

  async function runJob(job: Job, lane: Lane): Promise<void> {
    const { person } = job
    await slots.acquire(person)
    const turnstile: Turnstile = {
      async rest(waiting) {
        slots.release(person)
        await waiting.catch(() => undefined)
        await slots.acquire(person)
      },
      ours: () => !lane.lost,
    }
    let settlement: Settlement | undefined
    try {
      settlement = await work(job, turnstile)
    } finally {
      slots.release(person)
    }
    if (settlement === undefined || lane.lost) {
      held.delete(job.id)
      return
    }
    try {
      const more = await settle(settlement, lane.queue.length === 0)
      settled.add(job.id)
      held.delete(job.id)
      for (const id of more) add({ id, lane: job.lane, person, recovered: false })
    } catch (error) {
      // The row waits on; whoever takes it over will find what was posted.
      held.delete(job.id)
      onLost(error, job)
    }
  }

  return {
    add,
    count: () => held.size,
    names: () => [...lanes.keys()],
    abandon(names) {
      for (const name of names) {
        const lane = lanes.get(name)
        if (lane === undefined) continue
        lane.lost = true
        lanes.delete(name)
      }
    },
    async finish() {
      finishing = true
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** In the order in which they were taken, by whichever process. */
function enqueue(queue: Job[], job: Job): void {
  const after = queue.findLastIndex(({ id }) => id < job.id)
  queue.splice(after + 1, 0, job)
}
