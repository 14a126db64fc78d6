// Every word of a worded sentence must be borne by its facts: stated there, equal to what is stated, or claiming nothing.
import { entitiesOf, isAhead } from '#magnets'
import { type Claims, type NameClaim, PLAIN, type WordClaim } from './read-claims.ts'
import type { Stated } from './stated.ts'
import { voiceAt } from './voice.ts'
import { EQUAL, NEGATION } from './wording-words.ts'

const MARK = 'mark:'
const DROPPABLE = 'droppable'
const YEARLY = 'mark:yearly'

/** `worked` are the facts that a working in the sentence rests on: its result carries them. */
export function accountFor(
  said: Claims,
  by: readonly Stated[],
  worked: ReadonlySet<string>,
): readonly string[] {
  const held = heldBy(by)
  const foreign = [...said.words, ...strangeNames(said, by)].filter(
    word =>
      // Whether they say the contrary is told by their number.
      !word.groups.includes(PLAIN) && !word.groups.includes(NEGATION) && !isHeld(held, word),
  )
  return [
    ...foreign.map(word => `"${word.words}" is not said by its facts.`),
    ...negationReasons(said, by),
    ...repeated(said, by),
    ...by.flatMap(stated => missingMarks(said, stated, by.length > 1)),
    ...by.flatMap(stated => missingWords(said, stated, by.length === 1)),
    ...(by.length === 1 && worked.size === 0
      ? by.filter(stated => stated.fact.value && !tellsFigure(said, stated))
      : []
    ).map(({ fact }) => `the figure of "${fact.id}" is left out.`),
    ...by
      .filter(stated => !worked.has(stated.fact.id) && !carries(said, stated))
      .map(({ fact }) => `"${fact.id}" does not carry it.`),
  ]
}

/** Words that neither stand in the fact nor say the same as one that does, nor claim nothing. */
export function notIn(stated: Stated, said: Claims): readonly string[] {
  const held = heldBy([stated])
  return said.words
    .filter(word => !word.groups.includes(PLAIN) && !isHeld(held, word))
    .map(({ words }) => words)
}

interface Held {
  readonly stems: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
}

/** All words of the facts, and the groups that these stand for. */
function heldBy(by: readonly Stated[]): Held {
  const claims = by.flatMap(({ claims: own, beside }) => [own, ...beside])
  const list = claims.flatMap(({ words: said }) => said)
  const names = claims.flatMap(({ names: found }) => found)
  return {
    stems: new Set([...list, ...names].flatMap(({ stems }) => stems)),
    groups: new Set(
      [
        ...(claims.some(({ yearly }) => yearly) ? [YEARLY] : []),
        ...list.flatMap(({ groups, single }) => [...groups, ...single.flat()]),
        ...names.flatMap(({ single }) => single.flat().filter(id => id.startsWith(EQUAL))),
      ].filter(counts),
    ),
  }
}

function counts(group: string): boolean {
  return group.startsWith(EQUAL) || group.startsWith(MARK)
}

function isHeld({ stems, groups }: Held, word: WordClaim): boolean {
  const own = word.groups.filter(counts)
  // How sure something is is never held by another word for what lies ahead.
  const sure = own.filter(group => SURE.has(group))
  if (sure.length > 0) return sure.some(group => groups.has(group))
  // What can be said in several ways is held as such: "a year" is not held by "a year earlier".
  if (own.some(group => groups.has(group))) return true
  if (own.some(group => group.startsWith(MARK))) return false
  if (own.length > 0 && word.stems.length === 1) return false
  // A phrase may be held word for word.
  return word.stems.every((stem, i) => {
    const alone = word.single[i] ?? []
    const equal = alone.filter(counts)
    if (alone.includes(PLAIN)) return true
    return equal.length > 0 ? equal.some(group => groups.has(group)) : stems.has(stem)
  })
}

/** A foreign thing's name without a capital may only be words of the statement, in their order. */
function strangeNames(said: Claims, by: readonly Stated[]): WordClaim[] {
  const own = new Set(
    by.flatMap(({ fact, claims }) => [
      ...entitiesOf(fact),
      ...claims.names.flatMap(({ ids }) => ids),
    ]),
  )
  const statements = by.map(({ claims }) => claims)
  return said.names
    .filter(name => !name.proper && !name.ids.some(id => own.has(id)))
    .flatMap(({ from, to, words: name }) => {
      const tokens = said.tokens.slice(from, to)
      const stems = tokens.flatMap(({ word, stem }) => (word === 'the' ? [] : [stem]))
      const strange = { words: name, stems: [UNHELD], single: [], from, strict: false }
      return stands(statements, stems) ? [] : [{ ...strange, groups: said.plainly(from, to) }]
    })
}

/** Whether the words follow each other in one of the texts. */
function stands(texts: readonly Claims[], stems: readonly string[]): boolean {
  const wanted = ` ${stems.join(' ')} `
  return texts.some(({ tokens }) =>
    ` ${tokens.map(({ stem }) => stem).join(' ')} `.includes(wanted),
  )
}

/** No word has this stem. */
const UNHELD = ''

function negationReasons(said: Claims, by: readonly Stated[]): readonly string[] {
  const stated = by.reduce((sum, { claims }) => sum + claims.negations, 0)
  return said.negations % 2 === stated % 2
    ? []
    : ['it says the contrary of its facts, or they of it.']
}

/** Said more often than by its facts, "only" and "most", or twice "fell", speak of something else. */
function repeated(said: Claims, by: readonly Stated[]): readonly string[] {
  const more = (isOne: (word: WordClaim) => boolean, least: number): readonly string[] => {
    const own = said.words.filter(isOne)
    const stated = by.flatMap(({ claims }) => claims.words.filter(isOne))
    if (own.length < least || own.length <= stated.length) return []
    return [`"${own.map(({ words }) => words).join('" and "')}" say more than its facts.`]
  }
  const turns = (id: string) => more(({ groups }) => groups.includes(id), 2)
  // Negations are counted by themselves.
  const isStrict = ({ strict, single }: WordClaim) => strict && !single.flat().includes('negation')
  return [...more(isStrict, 1), ...turns('mark:rise'), ...turns('mark:fall')]
}

const SURE: ReadonlySet<string> = new Set([
  'mark:planned',
  'mark:projected',
  'mark:pledged',
  'mark:estimated',
  'mark:possible',
  'mark:would',
])

/** Of what has happened already, "will" and the like say no more than that it is so. */
const AHEAD: ReadonlySet<string> = new Set(['mark:planned', 'mark:projected', 'mark:pledged'])

/** How sure and how far along: what the statement holds of that, the sentence must hold. */
function missingMarks(said: Claims, { fact, claims }: Stated, several: boolean): readonly string[] {
  // Of several facts one may only lend its name to a comparison.
  if (several && !tellsFigure(said, { claims })) return []
  return claims.words.flatMap(({ groups, words }) => {
    const needed = groups.filter(id => id.startsWith(MARK) && (isAhead(fact) || !AHEAD.has(id)))
    if (needed.length === 0 || needed.some(id => said.groups.has(id))) return []
    return [`"${words}" of "${fact.id}" is lost.`]
  })
}

function tellsFigure(said: Claims, { claims }: Pick<Stated, 'claims'>): boolean {
  return claims.amounts.some(own => said.amounts.some(({ amount }) => amount === own.amount))
}

/**
 * Leaving out a word of the statement may claim more than the fact does, leaving out a name something
 * else. Of several facts in one sentence each must be whole where its figure or a word such as "only" is.
 */
function missingWords(
  said: Claims,
  { fact, claims, needed, measure }: Stated,
  alone: boolean,
): readonly string[] {
  const isStrict = ({ strict: is }: WordClaim): boolean => is
  const strict = said.words.some(isStrict) && claims.words.some(isStrict)
  const figure = tellsFigure(said, { claims })
  const held: Held = {
    stems: new Set(said.tokens.map(({ stem }) => stem)),
    groups: said.groups,
  }
  const measured = figure && namesMeasure(held, measure)
  const lost = claims.words.filter(
    ({ groups, ...word }) =>
      (strict || figure || alone) &&
      !(measured && isVerb(claims, word)) &&
      !groups.includes(PLAIN) &&
      !(groups.includes(DROPPABLE) && !strict) &&
      !isHeld(held, { groups, ...word }),
  )
  const ids = new Set(said.names.flatMap(name => name.ids))
  const wanted = strict ? claims.names : alone || figure ? needed : []
  // Whom it is about may have been named before.
  const pronoun = /^(?:it|its|they|their)$/.test(said.tokens[0]?.word ?? '')
  const unnamed = wanted.filter(
    name =>
      !(pronoun && name.ids.includes(fact.subject)) &&
      !name.ids.some(id => ids.has(id)) &&
      !tells(said, held, name),
  )
  return [...lost, ...unnamed].map(word => `"${word.words}" of "${fact.id}" must not be left out.`)
}

/** "Sailings in winter" tells of winter sailings; the words of a proper name stand side by side. */
function tells(said: Claims, { stems, groups }: Held, name: NameClaim): boolean {
  if (name.proper && name.stems.length > 1) return stands([said], name.stems)
  return name.stems.every(
    (stem, i) =>
      stems.has(stem) || name.single[i]?.some(group => counts(group) && groups.has(group)),
  )
}

/** "Its speed is 16 knots" tells what "it sails at 16 knots" does: the measure's name stands for the verb. */
function namesMeasure({ stems: said, groups }: Held, measure: Claims | undefined): boolean {
  // "Share of traffic": what it is a share of, the sentence may tell in its own words.
  const head = measure?.tokens.findIndex(({ word }) => word === 'of') ?? -1
  const name = (measure?.tokens ?? []).slice(0, head < 0 ? undefined : head)
  return (
    name.length > 0 &&
    name.every(({ word, stem }) => said.has(stem) || groups.has(`${EQUAL}${word}`))
  )
}

function isVerb(claims: Claims, { from, stems }: Pick<WordClaim, 'stems' | 'from'>): boolean {
  return voiceAt(claims, from, from + stems.length) !== undefined
}

/** A fact carries a sentence that tells its figure, or at least two of its words or names. */
function carries(said: Claims, { claims }: Stated): boolean {
  if (tellsFigure(said, { claims })) return true
  const groups = new Set(claims.words.flatMap(word => word.groups.filter(counts)))
  const stems = new Set(
    claims.words.flatMap(word => (word.groups.includes(PLAIN) ? [] : word.stems)),
  )
  const ids = new Set(claims.names.flatMap(name => name.ids))
  const shared = said.words.filter(
    word =>
      !word.groups.includes(PLAIN) &&
      (word.stems.some(stem => stems.has(stem)) || word.groups.some(group => groups.has(group))),
  )
  const named = said.names.filter(name => name.ids.some(id => ids.has(id)))
  return shared.length + named.length >= CARRIED
}

const CARRIED = 2
