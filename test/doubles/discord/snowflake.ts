// Gives out ids as Discord does: the time in front, a serial number behind.

const EPOCH_MS = 1_420_070_400_000

/** Ids that grow, at the given time. */
export function snowflakes(now: () => number = Date.now): () => string {
  let serial = 0n
  return () => {
    serial += 1n
    return String((BigInt(now() - EPOCH_MS) << 22n) + (serial % 4096n))
  }
}

/** When an id was given out. */
export function bornAt(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH_MS
}
