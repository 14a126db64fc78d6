// Holds a sentence that a language model worded against its facts: it may claim only what they state.
import { type Base, entitiesOf, type Fact, type FactId, type Working } from '#magnets'
import { accountFor, notIn } from './account-for.ts'
import { cutIntoClauses, eachCarried } from './clauses.ts'
import { foreignReasons } from './foreign-wording.ts'
import { misplacedFigures, type Told } from './pair-figures.ts'
import { unfitText } from './plain-text.ts'
import type { Amount } from './read-amounts.ts'
import { type Claims, type NameClaim, readClaims } from './read-claims.ts'
import { type Stated, statedOf } from './stated.ts'
import { roleReasons } from './who-does-what.ts'
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
  if (one.step !== own.step && one.step !== undefined && own.step !== undefined) return false
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

/** "Miners in the town" are the town's miners: the rest of the longer name stands there as common words. */
function isPart(said: Claims, { ids }: NameClaim, { longer }: Stated): boolean {
  const common = new Set(
    said.tokens.flatMap(({ start, stem }) =>
      start === 0 || /\p{Ll}/u.test(said.text[start] ?? '') ? [stem] : [],
    ),
  )
  const whole = (outer: readonly string[], length: number): boolean =>
    said.names.some(name => name.stems.length > length && name.ids.some(id => outer.includes(id)))
  return longer.some(
    ({ outer, inner, rest }) =>
      !whole(outer, rest.length) &&
      ids.some(id => inner.includes(id)) &&
      rest.every(stem => common.has(stem)),
  )
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
    .filter(name => !by.some(stated => isPart(said, name, stated)))
    .map(({ words }) => `its facts are not about "${words}".`)
}
