// What the double has sent to the bot, what became of each, and Slack's sending it again.

/** Slack sends an event that was not acknowledged so often again, and never a command or button. */
const MAX_RETRIES = 3

export interface Delivery {
  /** As Socket Mode calls it: events_api, slash_commands or interactive. */
  readonly type: string
  readonly payload: unknown
  /** Late is what came after Slack had given up; a refusal is none at all. */
  readonly acknowledged: 'no' | 'in time' | 'late'
  /** How often it was sent again. */
  readonly retries: number
}

/** Sends once, as the nth repetition (0 for the first); resolves with the acknowledgement. */
export type Send = (retry: number) => Promise<unknown>

export interface Deliveries {
  readonly all: readonly Delivery[]
  /** Rejects where nothing acknowledges it in time. */
  deliver(type: string, payload: unknown, send: Send): Promise<unknown>
  /**
   * Sends every event again that was not acknowledged in time, once, as Slack does after a while;
   * resolves when each of them is acknowledged or given up.
   */
  redeliver(): Promise<void>
  /** Slack's patience with all that is on its way is over now, rather than when its time is. */
  giveUp(): void
}

interface Entry {
  readonly type: string
  readonly payload: unknown
  readonly send: Send
  acknowledged: Delivery['acknowledged']
  retries: number
}

export function createDeliveries(limitMs: number): Deliveries {
  const all: Entry[] = []
  const waiting = new Set<() => void>()

  async function deliver(entry: Entry): Promise<unknown> {
    const { promise: over, reject } = Promise.withResolvers<never>()
    let late = false
    const giveUp = (): void => {
      late = true
      reject(new Error(`${entry.type} was not acknowledged in time`))
    }
    const timer = setTimeout(giveUp, limitMs)
    waiting.add(giveUp)
    const sent = entry.send(entry.retries).then(answer => {
      if (entry.acknowledged !== 'in time') entry.acknowledged = late ? 'late' : 'in time'
      return answer
    })
    try {
      return await Promise.race([sent, over])
    } finally {
      clearTimeout(timer)
      waiting.delete(giveUp)
    }
  }

  return {
    all,
    deliver(type, payload, send) {
      const entry: Entry = { type, payload, send, acknowledged: 'no', retries: 0 }
      all.push(entry)
      return deliver(entry)
    },
    async redeliver() {
      const due = all.filter(
        ({ type, acknowledged, retries }) =>
          type === 'events_api' && acknowledged !== 'in time' && retries < MAX_RETRIES,
      )
      await Promise.allSettled(
        due.map(entry => {
          entry.retries += 1
          return deliver(entry)
        }),
      )
    },
    giveUp() {
      for (const giveUp of waiting) giveUp()
    },
  }
}
