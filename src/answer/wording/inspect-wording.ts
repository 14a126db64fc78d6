// Holds a sentence that a language model worded against its facts: it may claim only what they state.
import { type Base, entitiesOf, type Fact, type FactId, formatMonth, type Working } from '#magnets'
import { accountFor, notIn } from './account-for.ts'
import { cutIntoClauses, eachCarried } from './clauses.ts'
import { foreignReasons } from './foreign-wording.ts'
import { misplacedFigures, type Told } from './pair-figures.ts'
import { unfitText } from './plain-text.ts'
import type { Amount } from './read-amounts.ts'
import { type Claims, type NameClaim, readClaims, roleBefore } from './read-claims.ts'
import { readRoles, turnedRoles } from './roles.ts'
import { createWordingWords, type WordingWords } from './wording-words.ts'

export interface WordingGuard {
  /** One plain sentence for each thing that the facts do not carry; empty where they carry all. */
  inspect(
    sentence: { readonly text: string; readonly facts: readonly FactId[] },
    asked?: {
      /** BCP 47. Other languages than English are held to figures, dates and names alone. */
      readonly language?: string
      readonly workings?: readonly Working[]
      /** What the facts' own answer begins with, where that is a verdict. */
      readonly verdict?: 'yes' | 'no' | undefined
    },
  ): readonly string[]
  /** Figures that stand in a text as digits or number words, dates and names aside. */
  figuresIn(text: string): readonly string[]
  /** Those of the words that the fact does not state in one way or another. */
  unstated(words: readonly string[], fact: FactId): readonly string[]
  /** Words of the text by which it is known to be English. */
  englishWords(text: string): readonly string[]
}

/** A fact as it stands, with everything that its statement claims. */
export interface Stated {
  readonly fact: Fact
  /** What its statement claims. */
  readonly claims: Claims
  /** Names that the statement can't do without: all but whom it is about, and places. */
  readonly needed: readonly NameClaim[]
  /** What may be said beside: its measure's name, what it is compared with, the kinds of its things. */
  readonly beside: readonly Claims[]
  /** Keys of the dates that may be told of it. */
  readonly dates: ReadonlySet<string>
}

export function createWordingGuard(base: Base): WordingGuard {
  const words = createWordingWords(base)
  const known = new Map<FactId, Stated>()
  const stated = (id: FactId): Stated | undefined => {
    const fact = base.fact(id)
    const held = known.get(id) ?? (fact && statedOf(words, fact))
    if (held !== undefined) known.set(id, held)
    return held
  }
  return {
    inspect({ text, facts }, { language = 'en', workings = [], verdict } = {}) {
      const unfit = unfitText(text)
      if (unfit !== undefined) return [`${unfit}.`]
      const missing = facts.filter(id => base.fact(id) === undefined)
      if (missing.length > 0) return missing.map(id => `there is no fact "${id}".`)
      if (facts.length === 0) return ['it names no fact that it rests on.']
      const { rest, problem } = withoutVerdict(text, verdict)
      if (problem !== undefined) return [problem]
      const own = workings.filter(working => working.facts.every(id => facts.includes(id)))
      const by = facts.flatMap(id => stated(id) ?? [])
      const said = readClaims(words, rest, own.flatMap(toldOf))
      if (!/^en\b/i.test(language)) {
        const reasons = [...figureReasons(words, said, by), ...nameReasons(said, by)]
        return [...reasons, ...foreignReasons(said, by, { language, verdict })]
      }
      const worked = new Set(own.flatMap(working => working.facts))
      const reasons = inspectClaims(words, said, by, worked)
      const joint = by.length > 1 && by.some(({ fact }) => !worked.has(fact.id))
      return reasons.length > 0 || !joint || inClauses(words, said, by) ? reasons : [JOINT]
    },
    figuresIn: text => readClaims(words, text).amounts.map(amount => amount.words),
    unstated(list, id) {
      const fact = stated(id)
      if (fact === undefined) return list
      return list.filter(word => notIn(fact, readClaims(words, word)).length > 0)
    },
    englishWords: text => {
      const marks = readClaims(words, text).words.filter(({ groups }) => groups.includes(ENGLISH))
      return [...new Set(marks.map(({ stems }) => stems.join(' ')))]
    },
  }
}

const ENGLISH = 'english'

const JOINT = 'its facts are mixed: tell each in a sentence of its own.'

/** `worked` are the facts of which only a result is told. */
function inspectClaims(
  words: WordingWords,
  said: Claims,
  by: readonly Stated[],
  worked: ReadonlySet<FactId>,
): readonly string[] {
  return [
    ...figureReasons(words, said, by),
    ...nameReasons(said, by),
    ...dateReasons(said, by),
    ...accountFor(said, by, worked),
    ...roleReasons(words, said, by),
  ]
}

/** Whether the sentence falls into clauses, each borne by one of its facts alone. */
function inClauses(
  words: WordingWords,
  { text, names, tokens }: Claims,
  by: readonly Stated[],
): boolean {
  const [first] = names
  const subject =
    first === undefined ? '' : text.slice(tokens[first.from]?.start, tokens[first.to - 1]?.end)
  const begins = (clause: string): boolean => (readClaims(words, clause).names[0]?.from ?? 9) <= 1
  return cutIntoClauses(text, by.length, { subject, names: begins }).some(clauses =>
    eachCarried(
      clauses,
      by,
      (clause, stated) =>
        inspectClaims(words, readClaims(words, clause), [stated], new Set()).length === 0,
    ),
  )
}

/** A working as it was worked out and as its result is told. */
function toldOf({ shown }: Working): readonly string[] {
  return [shown, shown.slice(shown.lastIndexOf(' = ') + ' = '.length)]
}

const VERDICT = /^(yes|no)\b[,.:;–—-]*\s*/i

function withoutVerdict(text: string, verdict: 'yes' | 'no' | undefined) {
  const [head, word] = VERDICT.exec(text) ?? []
  if (head === undefined || /^no\s/i.test(head)) return { rest: text }
  const rest = text.slice(head.length)
  if (word?.toLowerCase() === verdict) return { rest }
  return { rest, problem: `it says "${word}", which the facts' own answer doesn't.` }
}

function statedOf(words: WordingWords, fact: Fact): Stated {
  const { base } = words
  const claims = readClaims(words, fact.statement)
  const kinds = entitiesOf(fact).map(id => base.entity(id)?.kind ?? '')
  const texts = [base.measure(fact.measure)?.name, fact.comparedWith, ...kinds]
  const beside = texts.flatMap(text => (text && readClaims(words, text.replaceAll('-', ' '))) || [])
  const dates = [fact.period?.text ?? '', `as of ${formatMonth(fact.asOf)}`]
  const more = dates.flatMap(date => readClaims(words, date).dates)
  const needed = claims.names.filter(
    name => !name.ids.includes(fact.subject) && roleBefore(words, claims, name.from) !== 'place',
  )
  return {
    fact,
    claims,
    needed,
    beside,
    dates: new Set([...claims.dates, ...more].map(({ key }) => key)),
  }
}

function figureReasons(
  words: WordingWords,
  said: Claims,
  by: readonly Stated[],
): readonly string[] {
  const reasons: string[] = []
  const told: Told[] = []
  for (const amount of said.amounts) {
    const owners = by.filter(({ claims }) =>
      claims.amounts.some(own => equalAmount(words, said, amount, own)),
    )
    if (owners.length > 0) told.push({ amount, owners: owners.map(({ fact }) => fact) })
    else reasons.push(`"${amount.words}" is not a figure of its facts with their unit and hedge.`)
  }
  const misplaced = misplacedFigures(said, told, {
    name: (fact, ids) => ids.some(id => namesOf(fact).has(id)),
    date: (fact, key) => by.some(one => one.fact === fact && one.dates.has(key)),
  })
  return [
    ...reasons,
    ...misplaced.map(
      ({ words: figure }) => `"${figure}" stands beside what another fact is about.`,
    ),
  ]
}

function equalAmount({ base }: WordingWords, said: Claims, one: Amount, own: Amount): boolean {
  if (Math.abs(one.amount - own.amount) > 1e-9 * Math.abs(own.amount)) return false
  if (one.hedge !== own.hedge) return false
  if (one.units.length === 0 || own.units.length === 0) return one.units.length === own.units.length
  const yearly = said.words.some(({ groups }) => groups.includes(YEARLY))
  return one.units.some(
    id =>
      own.units.includes(id) || (yearly && own.units.some(unit => base.unit(unit)?.rateOf === id)),
  )
}

const YEARLY = 'mark:yearly'

function dateReasons(said: Claims, by: readonly Stated[]): readonly string[] {
  const wrong = said.dates
    .filter(({ key }) => !by.some(({ dates }) => dates.has(key)))
    .map(({ key }) => `"${key}" is not the date of its facts.`)
  const undated = by.filter(
    ({ fact, claims, dates }) =>
      fact.period !== undefined &&
      claims.amounts.some(own => said.amounts.some(({ amount }) => amount === own.amount)) &&
      !said.dates.some(({ key }) => dates.has(key)),
  )
  return [
    ...wrong,
    ...undated.map(({ fact }) => `the date of "${fact.id}" is missing: ${fact.period?.text}.`),
  ]
}

/** The things that may be named where a fact is told. */
function namesOf(fact: Fact): ReadonlySet<string> {
  return new Set(entitiesOf(fact))
}

function nameReasons(said: Claims, by: readonly Stated[]): readonly string[] {
  const allowed = new Set(
    by.flatMap(({ fact, claims }) => [...namesOf(fact), ...claims.names.flatMap(({ ids }) => ids)]),
  )
  return said.names
    .filter(name => name.proper && !name.ids.some(id => allowed.has(id)))
    .map(({ words }) => `its facts are not about "${words}".`)
}

function roleReasons(words: WordingWords, said: Claims, by: readonly Stated[]): readonly string[] {
  const sorted = ({ tokens }: Claims): string =>
    tokens
      .map(({ word }) => word)
      .sort()
      .join(' ')
  const turned = turnedRoles(
    readRoles(words, said),
    by.map(({ claims }) => readRoles(words, claims)),
    { reordered: by.some(({ claims }) => sorted(claims) === sorted(said)) },
  )
  return turned.map(names => `who does it to whom is turned round: ${names}.`)
}
