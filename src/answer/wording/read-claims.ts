// What a sentence claims, piece by piece; read alike from a fact's statement and from a model's sentence.
import type { EntityId } from '#magnets'
import { type Token, tokenize } from '../../search/tokenize.ts'
import { type Amount, readAmounts } from './read-amounts.ts'
import { type DateClaim, readDates } from './read-dates.ts'
import { EQUAL, groupAt, NEGATION, type WordingWords } from './wording-words.ts'

export interface NameClaim {
  readonly ids: readonly EntityId[]
  readonly words: string
  readonly stems: readonly string[]
  /** True where the thing is meant, not merely said: by its capital, which at the beginning counts for little. */
  readonly proper: boolean
  /** Groups of each of its words by itself. */
  readonly single: readonly (readonly string[])[]
  readonly from: number
  readonly to: number
}

export interface WordClaim {
  readonly words: string
  readonly stems: readonly string[]
  /** Groups of equal words that hold it. */
  readonly groups: readonly string[]
  readonly from: number
  /** Groups of each of its words by itself. */
  readonly single: readonly (readonly string[])[]
  /** True where leaving out something beside it would change what is true. */
  readonly strict: boolean
}

export interface Claims {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly names: readonly NameClaim[]
  readonly dates: readonly DateClaim[]
  readonly amounts: readonly Amount[]
  /** All other words and set phrases. */
  readonly words: readonly WordClaim[]
  readonly negations: number
  /** Groups of all its phrases, those inside of names and figures included. */
  readonly groups: ReadonlySet<string>
  /** True where a figure is one of every year. */
  readonly yearly: boolean
  /** Groups that hold just these tokens, whatever else they name. */
  plainly(from: number, to: number): readonly string[]
}

export const PLAIN = 'plain'
const CANCELS = 'cancels'
const COMPARES = 'compares'

const STRICT = 'strict'

/** `told` are passages that the house itself worked out and wrote: they claim nothing anew. */
export function readClaims(
  words: WordingWords,
  text: string,
  told: readonly string[] = [],
): Claims {
  const shown = told.reduce((rest, passage) => rest.replaceAll(passage, blank), text)
  const tokens = tokenize(shown)
  const stems = tokens.map(({ stem }) => stem)
  const used = new Set<number>()
  const take = (from: number, to: number): void => {
    for (let i = from; i < to; i++) used.add(i)
  }
  const free = (from: number, to: number): boolean => {
    for (let i = from; i < to; i++) if (used.has(i)) return false
    return true
  }
  const dates = readDates(words, tokens)
  for (const { from, to } of dates) take(from, to)
  const names = readNames(words, tokens, free).map(name => ({
    ...name,
    stems: stems.slice(name.from, name.to),
    single: singleGroups(words, stems, name),
    ...properly(words, name, shown.slice(tokens[name.from]?.start, tokens[name.to - 1]?.end)),
  }))
  for (const { from, to } of names) take(from, to)
  const amounts = readAmounts(words, tokens, free)
  for (const { from, to } of amounts) take(from, to)
  const groups = new Set(
    stems.flatMap((_, i) => words.groups.at(stems, i).flatMap(({ values }) => values)),
  )
  const plainly = (from: number, to: number): readonly string[] =>
    words.groups.at(stems, from).findLast(hit => hit.to === to)?.values ?? []
  return {
    ...{ text, tokens, names, dates, amounts, groups, plainly },
    yearly: amounts.some(
      ({ units }) => units.length > 0 && units.every(id => words.base.unit(id)?.rateOf),
    ),
    ...readRest(words, shown, tokens, free),
  }
}

function blank(passage: string): string {
  return ' '.repeat(passage.length)
}

type Free = (from: number, to: number) => boolean

function readNames(words: WordingWords, tokens: readonly Token[], free: Free) {
  const stems = tokens.map(({ stem }) => stem)
  // A name ends where a clause does, unless it is a place and where that lies.
  const whole = (from: number, to: number): boolean =>
    free(from, to) && !tokens.slice(from, to - 1).some(({ closes }) => closes)
  const names: { ids: readonly EntityId[]; to: number; from: number }[] = []
  for (let i = 0; i < stems.length; i++) {
    const hit = words.names.at(stems, i).findLast(({ to }) => whole(i, to))
    const phrase = [i - 1, i]
      .flatMap(at => (at < 0 ? [] : words.groups.at(stems, at)))
      .findLast(({ to }) => to > i)
    // "According to plan" names no accord.
    if (hit === undefined || (phrase !== undefined && phrase.to > hit.to)) continue
    // "The Ministry" is a name, but in "the Ministry of Islands" the longer one counts.
    const longer = words.names.at(stems, i + 1).findLast(({ to }) => free(i + 1, to))
    if (stems[i] === ARTICLE && longer !== undefined && longer.to > hit.to) continue
    names.push({ ids: hit.values, from: i, to: hit.to })
    i = hit.to - 1
  }
  return names
}

const ARTICLE = 'the'

function properly(
  { base }: WordingWords,
  { ids, from }: Pick<NameClaim, 'ids' | 'from'>,
  text: string,
) {
  const named = ids.some(id => /^\p{Lu}/u.test(base.entity(id)?.name ?? ''))
  return { words: text, proper: /\p{Lu}/u.test(text) && (from > 0 || named) }
}

/** The groups of each single word. */
function singleGroups(
  words: WordingWords,
  stems: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly (readonly string[])[] {
  return stems.slice(from, to).map((_, n) => {
    const at = from + n
    return words.groups.at(stems, at).find(hit => hit.to === at + 1)?.values ?? []
  })
}

function readRest(words: WordingWords, text: string, tokens: readonly Token[], free: Free) {
  const stems = tokens.map(({ stem }) => stem)
  const rest: WordClaim[] = []
  let negations = 0
  for (let i = 0; i < tokens.length; i++) {
    if (!free(i, i + 1)) continue
    const hits = words.groups.at(stems, i).filter(({ to }) => free(i, to))
    const to = hits.at(-1)?.to ?? i + 1
    const groups = hits.filter(hit => hit.to === to).flatMap(({ values }) => values)
    const single = singleGroups(words, stems, { from: i, to })
    negations += negationsIn(words, groups, single)
    rest.push({
      words: text.slice(tokens[i]?.start, tokens[to - 1]?.end),
      stems: stems.slice(i, to),
      groups,
      from: i,
      single,
      strict: single.some(ids => ids.includes(STRICT)),
    })
    i = to - 1
  }
  return { words: rest, negations }
}

/** A phrase with equals denies what they deny: "did not give up" no more than "kept". */
function negationsIn(
  { denying }: WordingWords,
  groups: readonly string[],
  single: readonly (readonly string[])[],
): number {
  // "No ferry other than A" says that A is one.
  if (groups.includes(CANCELS)) return -1
  if (groups.some(id => id === NEGATION || denying.has(id))) return 1
  if (single.length > 1 && groups.some(id => id.startsWith(EQUAL))) return 0
  return single.filter(ids => ids.includes(NEGATION)).length
}

/** The kind of role that the words right before token `at` give what stands there: "by", "to", "in". */
export function roleBefore(words: WordingWords, claims: Claims, at: number): string | undefined {
  const stems = claims.tokens.map(({ stem }) => stem)
  // The longest phrase begins first: "belongs to" before "to".
  for (let i = Math.max(0, at - ROLE_REACH); i < at; i++) {
    const role = groupAt(words, stems, i, 'role:')
    if (role === undefined || role.to > at || endsComparing(words, stems, i, role.to)) continue
    const small = claims.tokens.slice(role.to, at).every(({ word }) => SMALL.has(word))
    if (small) return role.ids[0]?.slice('role:'.length)
  }
  return undefined
}

/** "Fall short of" compares, and owns nothing. */
function endsComparing(
  { groups }: WordingWords,
  stems: readonly string[],
  from: number,
  to: number,
): boolean {
  return stems
    .slice(Math.max(0, from - ROLE_REACH), from)
    .some((_, i) =>
      groups
        .at(stems, Math.max(0, from - ROLE_REACH) + i)
        .some(hit => hit.to === to && hit.values.includes(COMPARES)),
    )
}

const ROLE_REACH = 6
const SMALL: ReadonlySet<string> = new Set(['the', 'a', 'an', 'its', 'both'])
