// Writes in batches: what arrives while one transaction runs goes into the next, together.

export interface Batcher<I, O> {
  /** Resolves with the item's own result once its transaction is committed. */
  add(item: I): Promise<O>
}

export interface BatcherOptions<I, O> {
  /** Writes all or nothing; one result an item, in their order. */
  write(items: readonly I[]): Promise<readonly O[]>
  /** Whether the same may work later; then it is tried again until it does or `until` says no. */
  isPassing(error: unknown): boolean
  /** Waits before another try; resolves to false to give up. */
  pause(failures: number, error: unknown): Promise<boolean>
  /** Items of one transaction. */
  readonly size?: number
}

const SIZE = 200

interface Waiting<I, O> {
  readonly item: I
  resolve(result: O): void
  reject(error: unknown): void
}

export function createBatcher<I, O>(options: BatcherOptions<I, O>): Batcher<I, O> {
  const { size = SIZE } = options
  let queue: Waiting<I, O>[] = []
  let writing = false

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, size)
      queue = queue.slice(size)
      await settle(batch)
    }
    writing = false
  }

  async function settle(batch: readonly Waiting<I, O>[]): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        const results = await options.write(batch.map(({ item }) => item))
        for (const [index, waiting] of batch.entries()) waiting.resolve(results[index] as O)
        return
      } catch (error) {
        if (options.isPassing(error) && (await options.pause(failures, error))) continue
        // One that can't be written must not take the others with it.
        if (batch.length > 1 && !options.isPassing(error)) {
          for (const waiting of batch) await settle([waiting])
        } else for (const waiting of batch) waiting.reject(error)
        return
      }
    }
  }

  return {
    add(item) {
      const { promise, resolve, reject } = Promise.withResolvers<O>()
      queue.push({ item, resolve, reject })
      if (!writing) {
        writing = true
        // What else is handed over in this turn of the event loop comes along.
        setImmediate(drain)
      }
      return promise
    },
  }
}
