// Takes each event once and hands them out: in order within a conversation, conversations side by side.
import type { Accepted, Incoming } from '#magnets'

/** Platforms repeat an event for minutes, not for days: older keys may be forgotten. */
const REMEMBERED_KEYS = 10_000
/** What waits lives in memory: more than this is a flood, not a team. */
const MAX_WAITING = 1_000

export interface InboxOptions {
  /** Works on one event. What it throws is dropped: it reports for itself. */
  work(incoming: Incoming): Promise<void>
  readonly remembered?: number
  readonly maxWaiting?: number
}

export interface Inbox {
  /**
   * Resolves when the event is kept: `repeat` for a key seen before, `ignored` when full. `noted`
   * is called once it is sure to be worked on, before the work begins.
   */
  take(incoming: Incoming, lane: string, noted?: () => void): Promise<Accepted>
  /** True for an event that was taken before. */
  knows(incoming: Incoming): boolean
  /** True while work of this lane waits or runs. */
  busy(lane: string): boolean
  /** Events that wait or run. */
  waiting(): number
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
}

/** An inbox in memory. What takes its place later keeps rows; nothing else changes. */
export function createInbox(options: InboxOptions): Inbox {
  const { remembered = REMEMBERED_KEYS, maxWaiting = MAX_WAITING } = options
  const seen = new Set<string>()
  const lanes = new Map<string, Promise<void>>()
  let waiting = 0

  const remember = (key: string): void => {
    seen.add(key)
    const [oldest] = seen
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest)
  }

  const queue = (incoming: Incoming, lane: string): void => {
    waiting += 1
    const before = lanes.get(lane) ?? Promise.resolve()
    const work = before
      .then(() => options.work(incoming))
      .catch(() => undefined)
      .then(() => {
        waiting -= 1
        if (lanes.get(lane) === work) lanes.delete(lane)
      })
    lanes.set(lane, work)
  }

  return {
    async take(incoming, lane, noted) {
      if (seen.has(keyOf(incoming))) return 'repeat'
      if (waiting >= maxWaiting) return 'ignored'
      remember(keyOf(incoming))
      noted?.()
      queue(incoming, lane)
      return 'taken'
    },
    knows: incoming => seen.has(keyOf(incoming)),
    busy: lane => lanes.has(lane),
    waiting: () => waiting,
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values())
    },
  }
}

function keyOf(incoming: Incoming): string {
  return `${incoming.place.platform}/${incoming.key}`
}
