// Compares what was asked and taken with what stands: lost, twice, wrong, out of order, not taken away.
import type { Row } from './data.ts'
import type { Answers, Handed, Question, Wording } from './questions.ts'
import { topicIn } from './topics.ts'

export type BreachKind =
  | 'lost'
  | 'twice'
  | 'other words'
  | 'out of order'
  | 'still stands'
  | 'unfinished'
  | 'never asked'

export interface Breach {
  readonly kind: BreachKind
  readonly what: string
}

export interface Verdict {
  readonly asked: number
  readonly taken: number
  readonly edited: number
  readonly removed: number
  readonly answered: number
  readonly breaches: readonly Breach[]
}

export interface Evidence {
  readonly questions: readonly Question[]
  /** By the key of the question's first wording. */
  readonly answers: ReadonlyMap<string, Answers>
  /** Undefined where the bot keeps none: then a gateway's messages can't be judged. */
  readonly inbox: ReadonlyMap<string, Row> | undefined
}

const NONE: Answers = { standing: [], posts: 0, order: 0 }

export function judge({ questions, answers, inbox }: Evidence): Verdict {
  const has = (handed: Handed | undefined): boolean =>
    handed !== undefined && (handed.takenAt !== undefined || (inbox?.has(handed.key) ?? false))
  /** Commands and interactions that failed before a person's eyes were never taken. */
  const taken = (question: Question): boolean => {
    const [first] = question.wordings
    const live = question.kind === 'slack command' || question.kind === 'discord interaction'
    return live ? first.takenAt !== undefined : has(first)
  }
  const breaches: Breach[] = []
  const note = (kind: BreachKind, question: Question, more: string): void => {
    breaches.push({ kind, what: `${question.kind} ${question.wordings[0].key}: ${more}` })
  }
  const counts = { taken: 0, edited: 0, removed: 0, answered: 0 }

  for (const question of questions) {
    const [first, ...edits] = question.wordings
    const { standing, posts } = answers.get(first.key) ?? NONE
    const wordings: Wording[] = [first, ...edits.filter(has)]
    const wanted = wordings.at(-1)?.topic.phrase ?? ''
    const gone = has(question.removed)
    if (posts > 1 || standing.length > 1) {
      note('twice', question, `posted ${posts} times, ${standing.length} stand`)
    }
    if (!taken(question)) continue
    counts.taken += 1
    counts.edited += wordings.length - 1
    if (gone) {
      counts.removed += 1
      if (standing.length > 0) note('still stands', question, 'its question was deleted')
      continue
    }
    if (standing.length === 0) {
      const row = inbox?.get(first.key)
      note('lost', question, `taken, ${row ? `in the inbox as ${row.state}` : 'not in the inbox'}`)
      continue
    }
    counts.answered += 1
    for (const { text } of standing) {
      const said = topicIn(text)?.phrase
      if (said !== wanted) {
        note('other words', question, `"${wanted}" was wanted, "${said ?? text}" stands`)
      }
    }
  }
  breaches.push(...disorder(questions.filter(taken), answers))
  breaches.push(...strangers(questions, answers))
  for (const [key, { state }] of inbox ?? []) {
    if (state === 'waiting') breaches.push({ kind: 'unfinished', what: `${key} still waits` })
  }
  return { asked: questions.length, ...counts, breaches }
}

/** In a conversation, what was taken before something else was said is answered before it. */
function disorder(
  questions: readonly Question[],
  answers: ReadonlyMap<string, Answers>,
): readonly Breach[] {
  const breaches: Breach[] = []
  // An edit is worked on when it comes; commands and interactions are answered where they stand.
  const plain = questions.filter(
    ({ kind, wordings, removed }) => kind.endsWith('message') && !wordings[1] && !removed,
  )
  for (const group of Map.groupBy(plain, question => question.conversation).values()) {
    const placed = group.flatMap(question => {
      const order = answers.get(question.wordings[0].key)?.order
      return order === undefined ? [] : [{ question, order }]
    })
    for (const [index, { question, order }] of placed.entries()) {
      const late = placed
        .slice(0, index)
        .find(before => saidBefore(before.question, question) && before.order > order)
      if (late === undefined) continue
      const what = `${question.wordings[0].key} before ${late.question.wordings[0].key}`
      breaches.push({ kind: 'out of order', what })
    }
  }
  return breaches
}

/** A gateway keeps the order in which it tells; over HTTP only an acknowledgement makes one. */
function saidBefore(a: Question, b: Question): boolean {
  if (a.kind === 'discord message') return a.sentAt < b.sentAt
  return (a.wordings[0].takenAt ?? Number.POSITIVE_INFINITY) < b.sentAt
}

function strangers(
  questions: readonly Question[],
  answers: ReadonlyMap<string, Answers>,
): readonly Breach[] {
  const known = new Set(questions.map(({ wordings: [first] }) => first.key))
  return [...answers.keys()]
    .filter(key => !known.has(key))
    .map(key => ({ kind: 'never asked' as const, what: `an answer to ${key}` }))
}
