// Quantiles of measured values.

/** The value that this share of all values does not exceed; NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const inOrder = values.toSorted((a, b) => a - b)
  return inOrder[Math.min(inOrder.length - 1, Math.ceil(inOrder.length * share) - 1)] ?? Number.NaN
}
