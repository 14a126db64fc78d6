// Whether two units measure the same kind of thing, so that their figures may be set side by side.
import type { Base } from '#magnets'

/** Mass stays mass where the source does not say which ton; it is comparable, only not convertible. */
export function sameDimension(base: Base, one: string, other: string): boolean {
  const of = (id: string) => base.unit(id)?.dimension.replace(/-unspecified$/, '')
  return of(one) !== undefined && of(one) === of(other)
}

/** Figures in the two may be put into one sum, quotient or order as they stand: no hours beside minutes. */
export function sameScale(base: Base, one: string, other: string): boolean {
  if (one === other) return true
  if (!sameDimension(base, one, other)) return false
  const [a, b] = [base.unit(one)?.toBase, base.unit(other)?.toBase]
  // A ton that may be any ton is near every ton, and near no pound.
  if (a === undefined || b === undefined) return nounOf(base, one) === nounOf(base, other)
  return a === b
}

/** "Ton" of "metric ton" and of "tons per year". */
function nounOf(base: Base, id: string): string | undefined {
  const unit = base.unit(id)
  return (base.unit(unit?.rateOf ?? id) ?? unit)?.singular.split(' ').at(-1)
}
