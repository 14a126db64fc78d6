// Slots beside entity and measure: time, place, share, and what a kind of question wants told.
import { type Base, type Entity, type Fact, isAhead, type Mention, type Reading } from '#magnets'
import { hasSense, OF_KIND } from '../question/has-sense.ts'
import { stemsOf } from '../search/tokenize.ts'
import type { FactFrame } from './fact-frame.ts'

/** A fact without a date of its own is dated by those that it is the reason for. */
export function fitsTime({ fact, dating }: FactFrame, time: Days): boolean {
  if (fact.period !== undefined) return holdsIn(fact, time)
  return dating.some(other => holdsIn(other, time))
}

interface Days {
  readonly from: string
  readonly to: string
}

/** An open-ended period ("by 2040", "since 2020") is met only in the year that it names. */
export function holdsIn(fact: Fact, time: Days): boolean {
  const { period } = fact
  // "By 2030" asks for what lies ahead, once that year is beyond the source's own.
  if (time.from.startsWith('0000') && time.to.slice(0, 4) > fact.asOf.slice(0, 4) && !isAhead(fact))
    return false
  const from = period?.from ?? period?.to
  const to = period?.to ?? period?.from
  if (from === undefined || to === undefined) return false
  const open = period?.from === undefined || period.to === undefined
  if (open)
    return from.slice(0, 4) >= time.from.slice(0, 4) && to.slice(0, 4) <= time.to.slice(0, 4)
  return from <= time.to && time.from <= to
}

/** The time against which the fact's change is measured: a year before its own. */
export function isBaseline({ fact }: FactFrame, time: Days): boolean {
  const yearOn = /\byear (?:earlier|before|ago)\b/.test(fact.comparedWith ?? '')
  const before = (day = ''): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return yearOn && time.from === before(fact.period?.from) && time.to === before(fact.period?.to)
}

/** The question speaks of the time against which the fact's change is measured, and of a number then. */
export function meansBaseline(frame: FactFrame, reading: Reading): boolean {
  if (frame.fact.comparedWith === undefined || reading.figures.length === 0) return false
  return (
    reading.mentions.some(mention => hasSense(mention, 'baseline')) ||
    reading.times.some(time => isBaseline(frame, time))
  )
}

/** Kinds of entity that answer a question of this kind. */
const TELLS: Readonly<Record<string, readonly string[]>> = {
  who: ['company', 'agency', 'country', 'group'],
  where: ['place', 'site', 'country', 'use'],
  name: ['site', 'law', 'company', 'agency', 'material', 'product'],
}

/** Kinds that also answer when one of a kind is asked for: a town may be known by its site alone. */
const ALSO_TELLS: Readonly<Record<string, readonly string[]>> = {
  place: ['site'],
  town: ['site'],
  company: ['agency'],
  country: ['group'],
  group: ['country'],
}

/** The kinds of entity that the question wants named, or undefined where it wants none. */
export function wantedKinds(reading: Reading): readonly string[] | undefined {
  const { asks } = reading
  return asks === undefined ? TELLS[reading.kinds[0] ?? ''] : [asks, ...(ALSO_TELLS[asks] ?? [])]
}

/**
 * Entities that the question itself calls by name, so that naming them again tells nothing. One that
 * is only described ("the carmaker", "the magnet plant") has yet to be named.
 */
export function namedEntities(base: Base, reading: Reading): ReadonlySet<string> {
  const named = new Set<string>()
  const asksAt = SCENE.test(reading.text) ? whoAt(reading) : 0
  for (const mention of reading.mentions) {
    const { senses, span, denied } = mention
    if (span.to <= asksAt || denied) continue
    for (const ref of senses) {
      const entity = ref.type === 'entity' ? base.entity(ref.id) : undefined
      if (entity !== undefined && span.from >= 0 && !isRole(entity, mention)) named.add(entity.id)
    }
  }
  return named
}

/** "After the deal with this country, who decides?": what only sets the scene may still be the answer. */
const SCENE =
  /^\W*(?:(?:so|and|but|ok|then)\s+)*(?:after|since|despite|following|once|when|with|under|during|even after|now that)\b/i

/** Where the question asks who, as a token number; 0 where it does not. */
function whoAt({ mentions }: Reading): number {
  return mentions.find(mention => hasSense(mention, 'kind:who'))?.span.from ?? 0
}

/** Kinds of which people speak by a role. */
const DESCRIBED_KINDS: readonly string[] = ['company', 'site']

/** An alias with a word in small letters is no name but a role, where the thing has a proper name. */
function isRole({ name, kind, aliases }: Entity, mention: Mention): boolean {
  const { words, stems } = mention
  if (hasSense(mention, OF_KIND)) return true
  if (!DESCRIBED_KINDS.includes(kind) || !/^\p{Lu}/u.test(name)) return false
  const typed = words.toLowerCase()
  const alias = aliases.find(candidate => stemsOf(candidate).join() === stems.join())
  if (alias === undefined) return false
  const proper = name.toLowerCase().split(' ')[0] ?? ''
  return /(?:^|\s)\p{Ll}/u.test(alias) && !typed.includes(proper)
}

/** The statement names one of the kind that the question wants named, and has not named itself. */
export function tellsAsked(
  base: Base,
  { spoken }: FactFrame,
  reading: Reading,
  named: ReadonlySet<string>,
): boolean {
  const kinds = wantedKinds(reading) ?? []
  return [...spoken].some(id => !named.has(id) && kinds.includes(base.entity(id)?.kind ?? ''))
}

const ASKING: ReadonlySet<string> = new Set(['what', 'which', 'whats'])

/** A verb behind "what" asks who or what did it ("what drives ..."), a noun for the measure itself. */
const VERB = /(?:ed|ing|s)$/

/** "What purity", "which capacity": the very measure that is asked for. */
export function isAskedMeasure({ before, words }: Mention): boolean {
  return ASKING.has(before) && !VERB.test(words)
}

/** "What drives it", "what's behind it": the measure by which the asker says what moves what. */
export function isAskedCause({ before, words }: Mention): boolean {
  return ASKING.has(before) && VERB.test(words)
}

/** True where the fact lacks what the kind of question wants: a date, a teller, a reason. */
export function lacksSlot(
  base: Base,
  frame: FactFrame,
  reading: Reading,
  named: ReadonlySet<string>,
): boolean {
  const { fact } = frame
  const kind = reading.kinds[0]
  return (
    (kind === 'when' && fact.period === undefined) ||
    (wantedKinds(reading) !== undefined && !tellsAsked(base, frame, reading, named)) ||
    (kind === 'share' && base.unit(fact.value?.unit ?? '')?.dimension !== 'ratio') ||
    (kind === 'why' && fact.because.length === 0)
  )
}

/** A figure is asked for and the fact has none. */
export function lacksFigure({ fact }: FactFrame, { kinds }: Reading): boolean {
  return (kinds[0] === 'value' || kinds[0] === 'duration') && fact.value === undefined
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
