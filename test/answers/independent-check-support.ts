// What the YAML and the shown workings allow a text with these facts to say.
import type { Quantity, Reply } from '#magnets'
import type { Claim } from './independent-check-claims.ts'
import { type Figure, readDates } from './independent-check-figures.ts'
import { type Knowledge, slotsOf, type TrueFact } from './independent-check-knowledge.ts'
import { namesIn } from './independent-check-names.ts'
import { faultOfWorking } from './independent-check-workings.ts'

export interface FigureSupport {
  readonly amount: number
  /** Any of these; none where the base gives the figure no unit. */
  readonly units: readonly string[]
  /** Absent where it is no fact's value: then its hedge is the statement's affair. */
  readonly hedge?: string
  /** The two words before it in the fact's own statement. */
  readonly wording: string
  /** Worked out: "about" may stand between its hedge and the figure. */
  readonly rounded: boolean
}

export interface Support {
  readonly figures: readonly FigureSupport[]
  /** `open` where the base says "by" or "since" that year. */
  readonly years: ReadonlyMap<number, 'open' | 'plain'>
  readonly dates: ReadonlySet<string>
  /** Statements, notes and periods, in lower case: "early 2025" must stand there as a whole. */
  readonly stated: readonly string[]
  /** Longest first. */
  readonly names: readonly string[]
  /** Texts of the base that may stand as they are: titles, the bot's own words. */
  readonly whole: readonly string[]
  readonly equations: readonly string[]
  /** True for words, in lower case, that may begin a sentence. */
  readonly opens: (word: string) => boolean
}

type Read = (text: string) => readonly Figure[]

interface FactSupport extends Omit<Support, 'equations' | 'opens'> {
  readonly opening: ReadonlySet<string>
}

export function supportReader(knowledge: Knowledge, read: Read) {
  const texts = textsOfTheBase(knowledge)
  const facts = new Map(
    [...knowledge.facts.values()].map(fact => [fact.id, supportOf(knowledge, fact, read)]),
  )
  const openers = openersOf(knowledge)

  return (claim: Claim, reply: Reply): Support => {
    const own = claim.facts.flatMap(id => facts.get(id) ?? [])
    const near = claim.near.flatMap(id => facts.get(id) ?? [])
    const notice = reply.outcome === 'notice'
    const workings = reply.workings.filter(
      working =>
        working.facts.every(id => claim.facts.includes(id)) &&
        isShown(reply, working.shown) &&
        faultOfWorking(knowledge, working, read) === undefined,
    )
    const speaksOfNone = near.length === 0
    return {
      figures: [
        ...own.flatMap(({ figures }) => figures),
        ...workings.map(({ result }) => figureOf(result)),
        ...(notice ? countsFor(knowledge, claim.text) : []),
      ],
      years: new Map(own.flatMap(({ years }) => [...years])),
      dates: new Set([...own.flatMap(({ dates }) => [...dates]), ...(notice ? texts.dates : [])]),
      stated: own.flatMap(({ stated }) => stated),
      names: longestFirst([
        ...near.flatMap(({ names }) => names),
        ...(speaksOfNone ? texts.names : []),
      ]),
      whole: longestFirst([
        ...near.flatMap(({ whole }) => whole),
        ...(speaksOfNone ? texts.own : []),
        ...(notice ? texts.sources : []),
      ]),
      equations: workings.map(({ shown }) => shown),
      opens: word =>
        near.some(({ opening }) => opening.has(word)) ||
        ((claim.heading || notice) && openers.has(word)),
    }
  }
}

function supportOf(knowledge: Knowledge, fact: TrueFact, read: Read): FactSupport {
  const source = knowledge.sources.get(fact.source.id)
  const stated = [fact.statement, fact.note, fact.compared_with].filter(text => text !== undefined)
  const dated = [...stated, fact.period ?? '', source?.title ?? '']
  const found = dated.map(text => readDates(text))
  const figures = found.flatMap(({ rest }) => read(rest))
  const value = fact.value
  const inStatement = read(readDates(fact.statement).rest)
  const before = inStatement.find(({ amount }) => amount === value?.amount)?.before ?? ''
  const wording = before.toLowerCase().split(' ').slice(-2).join(' ')
  const others = figures
    .filter(({ isYear }) => !isYear)
    .map(({ amount, units }) => ({
      ...{ amount, units, rounded: false },
      ...(amount === value?.amount ? { hedge: value.hedge, wording } : { wording: '' }),
    }))
  const isOpen = /^(?:by|since|until|before|after)\b/.test(fact.period ?? '')
  const years = figures
    .filter(({ isYear }) => isYear)
    .map(({ amount }) => {
      const open = isOpen && fact.period?.includes(String(amount)) === true
      return [amount, open && !fact.statement.includes(`in ${amount}`) ? 'open' : 'plain'] as const
    })
  const entities = slotsOf(fact).flatMap(id => knowledge.entities.get(id) ?? [])
  const unit = knowledge.units.get(value?.unit ?? '')
  return {
    figures: [
      ...(value === undefined ? [] : [{ ...figureOf(value), wording, rounded: false }]),
      ...others,
    ],
    years: new Map(years),
    stated: dated.map(text => text.toLowerCase()),
    dates: new Set([
      ...found.flatMap(({ dates }) =>
        dates.flatMap(({ iso }) => [...coarser(iso), iso.slice(4, 7)]),
      ),
      ...[fact.as_of, source?.published ?? ''].flatMap(coarser),
    ]),
    names: [
      ...entities.flatMap(({ name, aliases }) => [name, ...aliases]),
      ...[unit?.singular ?? '', unit?.plural ?? ''],
      ...[...stated, source?.publisher ?? ''].flatMap(namesIn),
    ].filter(name => /\p{Lu}/u.test(name)),
    whole: [
      ...[source?.title, source?.publisher].filter(text => text !== undefined),
      ...knowledge.about.topics.filter(({ id }) => id === fact.topic).map(({ title }) => title),
    ],
    opening: new Set([...stated, ...entities.map(({ name }) => name)].flatMap(wordsOf)),
  }
}

/** What the base says of itself, and what it names at all. */
function textsOfTheBase({ about, sources, facts, entities, sayings, measures }: Knowledge) {
  const named = [...new Set([...facts.values()].flatMap(slotsOf))]
  const told = [...sources.values()].map(({ title, byline, publisher, underlying }) =>
    [title, byline, publisher, underlying].filter(text => text !== undefined),
  )
  const days = [...sources.values()].map(({ published }) => published)
  return {
    own: [about.scope, ...about.examples, ...about.topics.map(({ title }) => title), ...sayings],
    names: [
      ...named.flatMap(id => entities.get(id)?.name ?? []),
      ...measures.map(({ name }) => name),
    ].filter(name => /\p{Lu}/u.test(name)),
    sources: told.flat(),
    dates: [...days, ...Array.from(facts.values(), fact => fact.as_of)].flatMap(coarser),
  }
}

/** Ordinary words of the language, without those that begin a name here. */
function openersOf({ ordinary, entities }: Knowledge): ReadonlySet<string> {
  const names = [...entities.values()].flatMap(({ name, aliases }) => [name, ...aliases])
  const first = names.flatMap(name => /^\p{Lu}[\p{L}\p{N}]*/u.exec(name)?.[0].toLowerCase() ?? [])
  const taken = new Set(first)
  return new Set([...ordinary].filter(word => !taken.has(word)))
}

/** How many facts there are in all, of a source, or of a topic that the text names. */
function countsFor({ facts, about, sources }: Knowledge, text: string): readonly FigureSupport[] {
  const all = [...facts.values()]
  const topics = about.topics.filter(({ id, title }) => text.startsWith(`${id}: ${title}`))
  const counts = [
    ...topics.map(({ id }) => all.filter(({ topic }) => topic === id).length),
    ...(topics.length > 0
      ? []
      : Array.from(sources.keys(), id => all.filter(fact => fact.source.id === id).length)),
  ]
  if (!/\d facts?\b/.test(text)) return []
  return counts.map(amount => ({ amount, units: [], wording: '', rounded: false }))
}

function figureOf({
  amount,
  unit,
  hedge,
}: Quantity | NonNullable<TrueFact['value']>): FigureSupport {
  return { amount, units: unit === '' ? [] : [unit], hedge, wording: '', rounded: true }
}

function isShown(reply: Reply, shown: string): boolean {
  return reply.parts.some(part => part.kind === 'sentence' && part.text.includes(shown))
}

function coarser(iso: string): readonly string[] {
  return [iso, iso.slice(0, 7)]
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+(?:[-'’]\p{L}+)*/gu) ?? []
}

function longestFirst(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort((a, b) => b.length - a.length)
}
