// Who or what a sentence is about, what is counted, where it is, and who else is named.
import type { EntityId, MeasureId } from '#magnets'
import { findPhrases } from '../knowledge/phrases.ts'
import type { Range } from '../search/sentences.ts'
import { hitsIn, type Role, type Wordbook } from './wordbook.ts'

export interface Named extends Range {
  readonly id: EntityId
  readonly written: string
}

export interface Roles {
  readonly subject?: EntityId
  readonly object?: EntityId
  readonly place?: EntityId
  readonly related: readonly EntityId[]
  readonly doubts: readonly string[]
}

/** What earlier sentences of the passage have named, latest last. */
export type Memory = readonly Named[]

/** The names in a sentence, from left to right. */
export function namesIn(text: string, { names }: Wordbook): readonly Named[] {
  return findPhrases(text, names).flatMap(({ ids: [id], from, to }) =>
    id === undefined ? [] : [{ id, from, to, written: text.slice(from, to) }],
  )
}

/** Characters at the beginning of a sentence among which a pronoun stands for its subject. */
const OPENING = 40
/** What stands first is more often the subject; what stands before the figure as well. */
const FIRST = 0.3
const BEFORE_FIGURE = 0.15
/** "of" right behind the figure's unit: what comes then is what is counted. */
const COUNTED = 0.6
/** "to the plant", "in the valley": seldom what the sentence is about. */
const LED = 0.25
/** A thing of a kind that hardly ever has the role doesn't get it. */
const LEAST = 0.2

export function chooseRoles(
  book: Wordbook,
  given: {
    readonly text: string
    readonly named: readonly Named[]
    readonly memory: Memory
    readonly measure?: MeasureId
    /** Characters of the figure, and where the next one begins. */
    readonly figure?: Range & { readonly next: number }
  },
): Roles {
  const { text, named, memory, measure, figure } = given
  const share = (id: EntityId, role: Role): number => book.roleShare(id, role, measure)
  const [recalled] = recall(book, text, memory)
  const own = best(named, ({ id, from, to }, n) => {
    if (share(id, 'subject') < LEAST) return 0
    const bonus = (n === 0 ? FIRST : 0) + (figure && from < figure.from ? BEFORE_FIGURE : 0)
    const counted = figure !== undefined && isCounted(text, figure, from) ? COUNTED : 0
    const owns = figure !== undefined && isOwner(text, figure, to) ? COUNTED : 0
    const led = isLed(text, from) ? LED : 0
    return Math.max(LEAST, share(id, 'subject') + bonus + owns - counted - led)
  })
  const stands = recalled !== undefined && (own === undefined || recalled.from < own.from)
  const owner = own !== undefined && figure !== undefined && isOwner(text, figure, own.to)
  const subject = stands && !owner ? recalled : own
  const others = named.filter(({ id }) => id !== subject?.id)
  const near = others.filter(({ from }) => figure === undefined || from < figure.next)
  const object = best(near, ({ id, from, to }) => {
    if (share(id, 'object') < LEAST) return 0
    const counted = figure !== undefined && isCounted(text, figure, from) ? COUNTED : 0
    return share(id, 'object') + counted + closeness(figure, from, to)
  })
  const place = best(
    others.filter(({ id }) => id !== object?.id),
    ({ id }) => (share(id, 'place') < LEAST ? 0 : share(id, 'place')),
  )
  const taken = [subject?.id, object?.id, place?.id]
  const related = [...new Set(others.map(({ id }) => id))].filter(
    // What another figure of the sentence counts is no part of this fact.
    id => !taken.includes(id) && (figure === undefined || share(id, 'object') < LEAST),
  )
  return {
    ...(subject === undefined ? {} : { subject: subject.id }),
    ...(object === undefined ? {} : { object: object.id }),
    ...(place === undefined ? {} : { place: place.id }),
    related,
    doubts: doubtsOn(book, text, { subject, recalled, own }),
  }
}

function doubtsOn(
  { base }: Wordbook,
  text: string,
  { subject, recalled, own }: Readonly<Record<'subject' | 'recalled' | 'own', Named | undefined>>,
): readonly string[] {
  if (subject === undefined) return []
  if (subject === recalled) {
    return [`"${recalled.written}" was read as ${base.entity(recalled.id)?.name ?? recalled.id}`]
  }
  const led = subject === own && isLed(text, own.from)
  return led ? [`"${own.written}" may not be what the sentence is about`] : []
}

function best(named: readonly Named[], score: (named: Named, n: number) => number) {
  const scored = named.map((each, n) => ({ each, score: score(each, n) }))
  const [first] = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  return first?.each
}

function isCounted(text: string, figure: Range, from: number): boolean {
  return from >= figure.to && /^[^.,;:]{0,30}\bof\s+(?:the\s+)?$/i.test(text.slice(figure.to, from))
}

/** "Their rival's 300,000 tons": who has what is counted. */
function isOwner(text: string, figure: Range, to: number): boolean {
  const between = text.slice(to, figure.from)
  return to <= figure.from && /['’]s?$/.test(text.slice(0, to)) && /^[^.,;:]{0,30}$/.test(between)
}

function isLed(text: string, from: number): boolean {
  return /\b(?:to|from|in|of|at|for|with|on|near|into|against|than)\s+(?:the\s+)?$/i.test(
    text.slice(0, from),
  )
}

function closeness(figure: Range | undefined, from: number, to: number): number {
  if (figure === undefined) return 0
  const gap = Math.max(0, from - figure.to, figure.from - to)
  return 1 / (2 + gap / 20)
}

/** What "it" or "the plant" stands for: the latest thing named before, of that kind where one is said. */
function recall(book: Wordbook, text: string, memory: Memory): readonly Named[] {
  const hits = hitsIn(text, book.senses)
  for (const hit of hits) {
    const kinds = hit.ids.flatMap(id =>
      id.startsWith('of-kind:') ? [id.slice('of-kind:'.length)] : [],
    )
    const article = /\b(the|this|its|their)\s+$/i.exec(text.slice(0, hit.from))
    const of = memory.findLast(({ id }) => kinds.includes(book.base.entity(id)?.kind ?? ''))
    if (article !== null && of !== undefined) {
      const from = hit.from - article[0].length
      return [{ ...of, from, to: hit.to, written: text.slice(from, hit.to) }]
    }
    const stands = hit.ids.includes('pronoun') && isOpening(text, hit)
    const last = memory.findLast(({ id }) => book.roleShare(id, 'subject') >= LEAST)
    if (stands && last !== undefined) {
      return [{ ...last, from: hit.from, to: hit.to, written: text.slice(hit.from, hit.to) }]
    }
  }
  return []
}

/** A pronoun later in a sentence mostly stands for something in it; "its" says whose the next thing is. */
function isOpening(text: string, { from, to }: Range): boolean {
  const before = text.slice(0, from).trimEnd()
  const first = before === '' || (before.endsWith(',') && from < OPENING)
  return first && !/^(?:its|their|his|her)$/i.test(text.slice(from, to))
}
