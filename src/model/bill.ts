// What one call of a model costs: as its provider says, and where nobody says, the most that it can have been.
import type { Usage } from '#magnets'

export interface Bill {
  /** Before the call goes out. */
  most(usage: Usage): void
  /** As the provider says. */
  told(usage: Usage): void
  /** The call is over, or nobody waits for it any more: what was not told counts as the most. */
  settle(): void
  /** Nothing was done for us. */
  drop(): void
}

/** `book` is told once at most. */
export function createBill(book: (usage: Usage) => void): Bill {
  let most: Usage | undefined
  let closed = false
  const close = (usage: Usage | undefined): void => {
    if (closed) return
    closed = true
    if (usage !== undefined) book(usage)
  }
  return {
    most(usage) {
      most = usage
    },
    told: close,
    settle: () => close(most),
    drop: () => close(undefined),
  }
}
