// What stands on which side of a verb: who does it, and to what, whichever way a sentence tells it.
import { type Concepts, clauseBegin, clauseEnd, conceptsOf } from './concepts.ts'
import { type Claims, PLAIN } from './read-claims.ts'
import {
  BE,
  isPreposition,
  isPresent,
  PRONOUN,
  pastOf,
  RELATIVE,
  type Voice,
  voiceAt,
} from './voice.ts'
import { CONVERSE } from './wording-words.ts'

/** Who does it, and to what. */
export interface Sides {
  readonly doer: Concepts
  readonly done: Concepts
  /** Where it goes: what stands behind "to". */
  readonly target?: Concepts
  /** What else stands behind a verb that tells it from the other side. */
  readonly rest?: Concepts
  /** True where the word tells it from the other side than its group does. */
  readonly turned: boolean
}

/** One verb of a sentence. */
export interface Deed {
  readonly words: string
  /** Each way of saying it, a group of equal words or a stem, with the sides as that one has them. */
  readonly says: ReadonlyMap<string, Sides>
  /** True where it is said to have happened, false where it does or will; undefined where nothing tells. */
  readonly past: boolean | undefined
  /** True where what it is done to may stand in the doer's place: "production began". */
  readonly either: boolean
  /** True of verbs that may carry no more than their noun does: "made a pledge". */
  readonly light: boolean
  /** True behind "to". */
  readonly purpose: boolean
  /** True where it is said to happen now. */
  readonly present: boolean
  /** True where it only has what it is said of. */
  readonly holds: boolean
  /** True where it is why there is what it is done to. */
  readonly causes: boolean
}

const NOTHING: Concepts = new Set()
const EITHER = 'either'
const HOLDS = 'holding'
const CAUSES = 'cause'
/** What a verb may say; other marks tell how sure or how far along. */
const SAYS = /^(?:same:|mark:(?:pledged|rise|fall)$)/
/** Of plans only who has them tells something: what is planned may be told in many ways. */
const PLANS = 'mark:planned'
const AHEAD = /^mark:(?:planned|projected|estimated)$/

/** `self` are the concepts that "it" stands for: those of what the fact is about. */
export function readDeeds(
  claims: Claims,
  self: Concepts,
  { stated }: { readonly stated: boolean },
): readonly Deed[] {
  const verbs = verbsIn(claims)
  // What is said of things is none of them.
  const concepts = conceptsOf(claims, self).map((ids, i) =>
    verbs.some(({ from, to }) => i >= from && i < to) ? NOTHING : ids,
  )
  return verbs.map(({ word, groups, ...verb }) => {
    const sides = sidesOf(claims, concepts, { ...verb, stated })
    const says = groups.length > 0 ? groups : word.stems
    return {
      words: word.words,
      says: new Map(
        says.map(id => [id, word.groups.includes(CONVERSE + id) ? sides.converse : sides.direct]),
      ),
      past: pastOf(claims, word.from, verb.voice),
      light: word.groups.includes(PLAIN),
      purpose: isPurpose(claims, word.from),
      present: isPresent(claims, word.from),
      either: word.groups.includes(EITHER),
      holds: word.groups.includes(HOLDS),
      causes: word.groups.includes(CAUSES),
    }
  })
}

/** What a sentence speaks of, beside what it says of it. */
export function thingsIn(claims: Claims): Concepts {
  const verbs = verbsIn(claims)
  return new Set(
    conceptsOf(claims).flatMap((ids, i) =>
      verbs.some(({ from, to }) => i >= from && i < to) ? [] : [...ids],
    ),
  )
}

/** "To close the gap", but not "is estimated to cost". */
function isPurpose({ tokens, words }: Claims, from: number): boolean {
  const before = words.find(({ from: begin, stems }) => begin + stems.length === from)
  return tokens[from - 1]?.word === 'to' && !before?.groups.includes(ESTIMATED)
}

const ESTIMATED = 'mark:estimated'

function verbsIn(claims: Claims) {
  return claims.words.flatMap(word => {
    const to = word.from + word.stems.length
    const voice = voiceAt(claims, word.from, to)
    const ahead = word.groups.filter(id => AHEAD.test(id))
    const groups =
      ahead.length > 0
        ? ahead.filter(id => id === PLANS && voice === 'active')
        : word.groups.filter(id => SAYS.test(id))
    if (ahead.length > 0 && groups.length === 0) return []
    if (voice === undefined || (groups.length === 0 && word.groups.includes(PLAIN))) return []
    return [{ word, groups, from: word.from, to, voice }]
  })
}

interface Verb {
  readonly from: number
  readonly to: number
  readonly voice: Voice
  readonly stated: boolean
}

/** As the verb itself tells it, and as one that tells the same from the other side. */
function sidesOf(
  claims: Claims,
  concepts: readonly Concepts[],
  verb: Verb,
): { readonly direct: Sides; readonly converse: Sides } {
  const { tokens } = claims
  // Where the verb closes its clause, nothing stands behind it.
  const end = tokens[verb.to - 1]?.closes ? verb.to : clauseEnd(claims, verb.to)
  const before = standsBefore(claims, concepts, verb, end)
  // "As the firm sees it": what "it" is done to tells nothing.
  const behind = within(
    concepts.map((ids, i) => (PRONOUN.has(tokens[i]?.word ?? '') ? NOTHING : ids)),
    verb.to,
    end,
  )
  // The verb may end with it: "belongs to".
  const ends = /^(?:to|through|of|from)$/.test(tokens[verb.to - 1]?.word ?? '')
  const from = (words: ReadonlySet<string>): Concepts => {
    const at =
      ends && words === SOURCES
        ? verb.to - 1
        : tokens.findIndex(({ word }, i) => i >= verb.to && i < end && words.has(word))
    return at < 0 ? NOTHING : within(concepts, at + 1, end)
  }
  const target = goesTo(claims, concepts, verb.to, end)
  if (verb.voice === 'passive') {
    return {
      direct: { doer: from(AGENTS), done: before, turned: false },
      // "Funds were given to the firm", "the firm was given funds".
      converse:
        target.size > 0
          ? { doer: target, done: before, turned: true }
          : { doer: before, done: behind, turned: true },
    }
  }
  // "The purity that they reached".
  const relative = clauseBegin(claims, verb.from) - 1
  const object =
    RELATIVE.has(tokens[relative]?.word ?? '') && within(concepts, relative + 1, verb.from).size > 0
  const done = object ? new Set([...behind, ...antecedent(claims, concepts, relative)]) : behind
  const rest = isPreposition(tokens[verb.to]?.word) || ends ? NOTHING : behind
  return {
    direct: { doer: before, done, target, turned: false },
    converse: { doer: from(SOURCES), done: before, rest, turned: true },
  }
}

/** Before who does it, in the passive and of what comes or goes: "by", "comes from", "goes through", "belongs to". */
const AGENTS: ReadonlySet<string> = new Set(['by'])
const SOURCES: ReadonlySet<string> = new Set(['through', 'of', 'from'])

/** What stands behind "to", where that is a thing and no verb. */
function goesTo(
  { tokens, names }: Claims,
  concepts: readonly Concepts[],
  from: number,
  end: number,
): Concepts {
  const at = tokens.findIndex(({ word }, i) => i >= from && i < end && word === 'to')
  const named = names.some(name => name.from > at && name.from <= at + 2)
  return at < 0 || !named ? NOTHING : within(concepts, at + 1, end)
}

function within(concepts: readonly Concepts[], begin: number, end: number): Concepts {
  return new Set(concepts.slice(Math.max(0, begin), end).flatMap(ids => [...ids]))
}

function standsBefore(
  claims: Claims,
  concepts: readonly Concepts[],
  { from, to, voice, stated }: Verb,
  end: number,
): Concepts {
  const { tokens, names } = claims
  const word = (at: number): string => tokens[at]?.word ?? ''
  // "A expects B to deliver": B does. A statement's "B" may be what A does it with.
  const begin = (stated ? undefined : objectBefore(claims, from)) ?? clauseBegin(claims, from)
  // "Silt to dredge", "in a bid to close it": nothing there does it.
  const anybody = names.some(name => name.from >= begin && name.to < from)
  if (word(from - 1) === 'to' && (end === to || word(to) === 'than' || !anybody)) return NOTHING
  const before = within(concepts, begin, from)
  // "It has been pledged that": "it" is nobody.
  if (voice === 'passive' && PRONOUN.has(word(begin)) && before.size === concepts[begin]?.size) {
    return NOTHING
  }
  const relative = begin - 1
  if (!RELATIVE.has(word(relative))) return before
  // "The licenses that the state grants are restricted": the clause in between has its own verb.
  if (word(from - 1) !== 'to' && hasVerbBetween(claims, begin, from)) {
    return within(concepts, clauseBegin(claims, relative), relative)
  }
  if (before.size > 0) return before
  // "The firm that runs it is B", "what drives it is growth": behind the clause stands who it is.
  const is = tokens.findIndex((_, i) => i >= to && BE.has(word(i)))
  const named = is < 0 ? NOTHING : within(concepts, is + 1, clauseEnd(claims, is + 1))
  if (word(relative) === 'what' && !BE.has(word(relative - 1))) return named
  return new Set([...antecedent(claims, concepts, relative), ...named])
}

/** What a relative clause tells more of: the last thing before it, and what that is: "A is a ship that". */
function antecedent(claims: Claims, concepts: readonly Concepts[], relative: number): Concepts {
  const last = concepts.slice(0, relative).findLast(ids => ids.size > 0) ?? NOTHING
  const begin = clauseBegin(claims, relative)
  const is = claims.tokens.findIndex(({ word }, i) => i >= begin && i < relative && BE.has(word))
  return is < 0 ? last : new Set([...last, ...within(concepts, begin, is)])
}

function hasVerbBetween(claims: Claims, begin: number, end: number): boolean {
  return claims.tokens.slice(begin + 1, end - 1).some(({ word }, i) => {
    const at = begin + 1 + i
    // "That the state grants are".
    const closes = BE.has(claims.tokens[at + 1]?.word ?? '') && /[^s]s$|ed$/.test(word)
    return closes || voiceAt(claims, at, at + 1) === 'active'
  })
}

/** Where the object of the verb before an infinitive begins; undefined where there is none. */
function objectBefore(claims: Claims, from: number): number | undefined {
  const { tokens, names } = claims
  if (tokens[from - 1]?.word !== 'to') return undefined
  const begin = clauseBegin(claims, from)
  for (let at = from - 2; at > begin; at--) {
    const inName = names.some(name => at >= name.from && at < name.to)
    if (inName || voiceAt(claims, at, at + 1) !== 'active') continue
    return names.some(name => name.from > at && name.to < from) ? at + 1 : undefined
  }
  return undefined
}
