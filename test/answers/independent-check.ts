// Holds a finished reply against the YAML itself: every number, unit, date and name of it must stand there.
import type { Quantity, Reply } from '#magnets'
import { type Claim, claimsOf, linesOf } from './independent-check-claims.ts'
import { type Figure, figureReader, readDates } from './independent-check-figures.ts'
import type { Knowledge } from './independent-check-knowledge.ts'
import { strayNames, withoutNames } from './independent-check-names.ts'
import { type Support, supportReader } from './independent-check-support.ts'
import { faultOfWorking } from './independent-check-workings.ts'

export interface Finding {
  readonly rule:
    | 'number'
    | 'unit'
    | 'hedge'
    | 'date'
    | 'name'
    | 'quote'
    | 'citation'
    | 'working'
    | 'text'
  /** What nothing supports. */
  readonly words: string
  /** Which part of the reply. */
  readonly where: string
  readonly text: string
}

export interface Checker {
  /** Everything in the reply that neither its facts nor a shown working carry; `asked` are all turns. */
  check(reply: Reply, asked: readonly string[]): readonly Finding[]
}

/** What a figure may be preceded by for each hedge, beside the wording of the fact's own statement. */
const HEDGE_WORDS: Readonly<Record<string, RegExp>> = {
  about: /\b(?:about|around|roughly|approximately)$/i,
  nearly: /\b(?:nearly|almost)$/i,
  'more than': /\b(?:more than|over)$/i,
  'at least': /\bat least$/i,
  'less than': /\b(?:less than|under)$/i,
  'at most': /\bat most$/i,
  'up to': /\bup to$/i,
}

const ANY_HEDGE =
  /\b(?:about|around|roughly|approximately|nearly|almost|more than|over|at least|less than|under|below|above|at most|up to|exactly)$/i

export function createChecker(knowledge: Knowledge): Checker {
  const read = figureReader(knowledge.units.values())
  const supports = supportReader(knowledge, read)

  const inspect = (claim: Claim, reply: Reply, asked: string): readonly Finding[] => {
    const found: Finding[] = []
    const add = (rule: Finding['rule'], words: string): void => {
      found.push({ rule, words, where: claim.where, text: claim.text })
    }
    const support = supports(claim, reply)
    if (claim.quantity !== undefined) {
      const fault = faultOf(drawn(claim.quantity), support)
      return fault === undefined
        ? []
        : [
            {
              rule: fault,
              words: String(claim.quantity.amount),
              where: claim.where,
              text: claim.text,
            },
          ]
    }
    let text = claim.text.normalize('NFC')
    for (const shown of support.equations) text = text.replaceAll(shown, ' ')
    text = text.replace(/“([^“”]*)”/g, (whole, quoted: string) => {
      if (asked.includes(plain(quoted))) return ' '.repeat(whole.length)
      // A title of the base may stand in quotation marks too.
      if (support.whole.includes(quoted)) return whole
      add('quote', quoted)
      return whole
    })
    text = withoutNames(text, support.whole)
    const { dates, rest } = readDates(text)
    for (const date of dates) if (!support.dates.has(date.iso)) add('date', date.words)
    const named = withoutNames(rest, support.names)
    for (const figure of read(named)) {
      // A notice may count what it asks for ("choose two"); it measures nothing.
      if (reply.outcome === 'notice' && figure.isWord && figure.units.length === 0) continue
      const fault = faultOf(figure, support)
      if (fault !== undefined) add(fault, figure.words)
    }
    for (const name of strayNames(named, support.opens)) add('name', name)
    return found
  }

  return {
    check(reply, asked) {
      const said = plain(asked.join(' | '))
      const claims = claimsOf(reply)
      return [
        ...reply.workings.flatMap(working => {
          const fault = faultOfWorking(knowledge, working, read)
          const text = working.shown
          return fault === undefined
            ? []
            : [{ rule: 'working' as const, words: fault, where: 'working', text }]
        }),
        ...citationFaults(knowledge, reply),
        ...claims.flatMap(claim => inspect(claim, reply, said)),
        ...linesOf(reply, claims).flatMap(line =>
          'fault' in line ? [line.fault] : inspect(line, reply, said),
        ),
      ]
    },
  }
}

function drawn({ amount, unit, hedge }: Quantity): Figure {
  const before = hedge === 'exact' ? '' : hedge
  return { amount, words: String(amount), units: [unit], before, isYear: false, isWord: false }
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim()
}

/** Which law the figure breaks: the nearest miss is named. */
function faultOf(figure: Figure, support: Support): Finding['rule'] | undefined {
  if (figure.isYear) {
    const period = support.years.get(figure.amount)
    if (period === undefined) return 'date'
    const part = /\b(?:early|mid|late|half of|quarter of|end of)$/i.exec(figure.before)?.[0]
    const whole = `${part} ${figure.amount}`.toLowerCase()
    if (part !== undefined && !support.stated.some(text => text.includes(whole))) return 'date'
    // "by 2040" and "since 2020" are not "in" these years.
    return period === 'open' && /\bin$/i.test(figure.before) ? 'date' : undefined
  }
  const equal = support.figures.filter(({ amount }) => amount === figure.amount)
  if (equal.length === 0) return 'number'
  const alike = equal.filter(({ units }) =>
    units.length === 0 ? figure.units.length === 0 : units.some(id => figure.units.includes(id)),
  )
  if (alike.length === 0) return 'unit'
  return alike.some(({ hedge, wording, rounded }) => {
    const before = rounded ? figure.before.replace(/\s*\babout$/, '') : figure.before
    if (hedge === undefined) return true
    if (hedge === 'exact') return !ANY_HEDGE.test(before)
    if (wording !== '' && before.toLowerCase().endsWith(wording)) return true
    return (hedge === 'about' ? figure.before : before).search(HEDGE_WORDS[hedge] ?? /$^/) >= 0
  })
    ? undefined
    : 'hedge'
}

function citationFaults(knowledge: Knowledge, reply: Reply): readonly Finding[] {
  const fault = (words: string): Finding => ({
    rule: 'citation',
    words,
    where: 'citations',
    text: reply.text,
  })
  const facts = reply.citations.flatMap(({ fact }) => knowledge.facts.get(fact) ?? [])
  const asOf = facts
    .map(fact => fact.as_of)
    .toSorted()
    .at(-1)
  return [
    ...reply.citations.flatMap((citation, n) => {
      const fact = knowledge.facts.get(citation.fact)
      const source = fact && knowledge.sources.get(fact.source.id)
      const right =
        citation.number === n + 1 &&
        source?.id === citation.source &&
        source.title === citation.title &&
        source.published === citation.published &&
        source.publisher === citation.publisher &&
        fact?.source.section === citation.section
      return right ? [] : [fault(citation.fact)]
    }),
    ...(reply.asOf === asOf ? [] : [fault(`as of ${reply.asOf}`)]),
  ]
}
