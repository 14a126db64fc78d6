// Fills the placeholders of a planned sentence: figures, dates and arithmetic are written by the house alone.
import type { Base, CarriedSentence, Derived, Fact, Working } from '#magnets'
import type { Calculator } from '../arithmetic.ts'
import { formatQuantity } from '../format-quantity.ts'

export interface Rendered {
  readonly text: string
  readonly facts: CarriedSentence['facts']
  readonly workings: readonly Working[]
  /** What of it can't be filled in, or was written out where a placeholder belongs. */
  readonly problems: readonly string[]
}

/** "{fact-id}", "{fact-id.date}", "{share(fact-a, fact-b)}". */
const PLACEHOLDER = /\{([^{}]{1,200})\}/g
const DATE = '.date'
const CALL = /^([a-z-]{1,20})\(([^()]{1,160})\)$/

export function renderSentence(
  base: Base,
  calculator: Calculator,
  { text, facts }: CarriedSentence,
): Rendered {
  const problems: string[] = []
  const workings: Working[] = []
  const cited = new Set(facts)
  const fill = (_: string, inner: string): string => {
    const place = inner.trim()
    const [, operation, list] = CALL.exec(place) ?? []
    if (operation !== undefined && list !== undefined) {
      const derived = work(
        base,
        calculator,
        operation,
        list.split(',').map(part => part.trim()),
      )
      if (derived === undefined) {
        problems.push(`{${place}} can not be worked out from these facts.`)
        return ''
      }
      for (const id of derived.working.facts) cited.add(id)
      workings.push(derived.working)
      return derived.text
    }
    const dated = place.endsWith(DATE)
    const fact = base.fact(dated ? place.slice(0, -DATE.length) : place)
    const told = fact && (dated ? toldDate(fact) : toldValue(base, fact))
    if (fact === undefined || told === undefined) {
      const what = dated ? 'date' : 'figure'
      problems.push(`{${place}} names no fact with a ${what}.`)
      return ''
    }
    cited.add(fact.id)
    return told
  }
  const filled = text.replace(PLACEHOLDER, fill).replace(/\s+/g, ' ').trim()
  if (/[{}]/.test(withoutPlaceholders(text))) problems.push('a placeholder is not closed.')
  return { text: capital(tidy(base, filled)), facts: [...cited], workings, problems }
}

export function withoutPlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, ' ')
}

/** A sentence may begin with what was filled in. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "about about", "in in 2024", "by by 2040": what the model wrote before a placeholder that holds it already. */
function tidy({ vocabulary }: Base, text: string): string {
  const unit = vocabulary.units.map(({ suffix }) => suffix).filter(suffix => suffix === '%')
  const once = text.replace(/\b(in|by|since|about|nearly|over|early|late) (?=\1\b)/gi, '')
  return unit.length === 0 ? once : once.replace(/%\s?(?:percent|%)/g, '%')
}

export function toldValue(base: Base, { value }: Fact): string | undefined {
  return value && formatQuantity(base, value)
}

/** As it stands in running text: "in 2024", "by the end of 2025", "since 2020", "in early 2025". */
export function toldDate({ period }: Fact): string | undefined {
  if (period === undefined) return undefined
  return /^(?:by|since) /.test(period.text) ? period.text : `in ${period.text}`
}

/** The operations that a placeholder may name. */
export const OPERATIONS = [
  'share',
  'multiple',
  'difference',
  'sum',
  'remainder',
  'increase',
  'growth',
  'convert',
] as const

function work(
  base: Base,
  calculator: Calculator,
  operation: string,
  names: readonly string[],
): Derived | undefined {
  const [one, other, more] = names.map(name => base.fact(name))
  if (operation === 'convert') {
    const unit = names[1] ?? ''
    return one && names.length === 2 ? calculator.convert(one, unit) : undefined
  }
  const all = names.flatMap(name => base.fact(name) ?? [])
  if (one === undefined || all.length !== names.length) return undefined
  if (operation === 'sum') return calculator.sum(all)
  if (operation === 'remainder') return all.length === 1 ? calculator.remainder(one) : undefined
  if (operation === 'growth') return all.length === 1 ? calculator.growthMultiple(one) : undefined
  if (other === undefined || more !== undefined) return undefined
  switch (operation) {
    case 'share':
      return calculator.share(one, other)
    case 'multiple':
      return calculator.multiple(one, other)
    case 'difference':
      return calculator.difference(one, other)
    case 'increase':
      return calculator.increase(one, other)
    default:
      return undefined
  }
}
