// Slots beside entity and measure: time, place, share, and what a kind of question wants told.
import type { Base, Fact, Reading } from '#magnets'
import { hasSense } from '../question/read-question.ts'
import type { FactFrame } from './fact-frame.ts'

/** An open-ended period ("by 2040", "since 2020") is met only in the year that it names. */
export function fitsTime({ fact }: FactFrame, time: { from: string; to: string }): boolean {
  const { period } = fact
  const from = period?.from ?? period?.to
  const to = period?.to ?? period?.from
  if (from === undefined || to === undefined) return false
  const open = period?.from === undefined || period.to === undefined
  if (open)
    return from.slice(0, 4) >= time.from.slice(0, 4) && to.slice(0, 4) <= time.to.slice(0, 4)
  return from <= time.to && time.from <= to
}

/** Kinds of entity that answer who and where. */
const TELLS: Readonly<Record<string, readonly string[]>> = {
  who: ['company', 'agency', 'country', 'group'],
  where: ['place', 'site', 'country', 'use'],
  name: ['site', 'law', 'company', 'agency'],
}

/** True where the fact lacks what the kind of question wants: a date, a teller, a figure, a reason. */
export function lacksSlot(
  base: Base,
  { fact, spoken }: FactFrame,
  reading: Reading,
  said: ReadonlySet<string>,
): boolean {
  const kind = reading.kinds[0]
  const tells = TELLS[kind ?? '']
  const told = (id: string): boolean =>
    !said.has(id) && tells?.includes(base.entity(id)?.kind ?? '') === true
  return (
    (kind === 'when' && fact.period === undefined) ||
    (tells !== undefined && ![...spoken].some(told)) ||
    ((kind === 'value' || kind === 'duration') && fact.value === undefined) ||
    (kind === 'share' && base.unit(fact.value?.unit ?? '')?.dimension !== 'ratio') ||
    (kind === 'why' && fact.because.length === 0)
  )
}

/** The question asks for a share, by its kind or as an operation. */
export function asksShare(reading: Reading): boolean {
  return reading.kinds.includes('share') || reading.mentions.some(m => hasSense(m, 'op:share'))
}

/** A share that stands, not one by which something rose or fell. */
export function isShare(base: Base, { value, measure }: Fact): boolean {
  return (
    value !== undefined &&
    base.unit(value.unit)?.dimension === 'ratio' &&
    base.measure(measure)?.direction === undefined
  )
}

/** A country asked for where the fact speaks of another place. */
export function isElsewhere(base: Base, { place }: Fact, id: string): boolean {
  return place !== undefined && base.entity(id)?.kind === 'country'
}
