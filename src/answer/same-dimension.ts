// Whether two units measure the same kind of thing, so that their figures may be set side by side.
import type { Base } from '#magnets'

/** Mass stays mass where the source does not say which ton; it is comparable, only not convertible. */
export function sameDimension(base: Base, one: string, other: string): boolean {
  const of = (id: string) => base.unit(id)?.dimension.replace(/-unspecified$/, '')
  return of(one) !== undefined && of(one) === of(other)
}
