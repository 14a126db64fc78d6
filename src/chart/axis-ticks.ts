// Where an axis is marked: at round figures, few enough to be read.

/** About so many on a linear axis. */
const TICKS = 5
/** Quotients of decimals miss whole numbers by a hair. */
const HAIR = 1e-9

/** Within the domain, from its beginning; powers of ten on a logarithmic axis. */
export function axisTicks([least, most]: readonly [number, number], log: boolean): number[] {
  if (log) {
    const first = Math.round(Math.log10(least))
    const last = Math.floor(Math.log10(most))
    return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index))
  }
  const step = roundStep((most - least) / TICKS)
  const first = Math.ceil(least / step - HAIR)
  const last = Math.floor(most / step + HAIR)
  // Multiplied, not added up, so that no tick reads 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** The next larger of 1, 2, 2.5 and 5 times a power of ten. */
function roundStep(rough: number): number {
  if (!(rough > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5].find(candidate => candidate * power >= rough) ?? 10
  return factor * power
}
