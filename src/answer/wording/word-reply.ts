// From a model's plan to a reply: sentences are filled in and checked, and what the facts' answer says stays said.
import type { Base, CarriedSentence, FactId, Part, Plan, Reply, SentencePart } from '#magnets'
import type { Calculator } from '../arithmetic.ts'
import { composeReply } from '../compose-reply.ts'
import { passGuard } from '../guard.ts'
import type { WordingGuard } from './inspect-wording.ts'
import { type Rendered, renderSentence, withoutPlaceholders } from './render-plan.ts'
import { isWordable, type Wordable, wordableOf } from './wordable.ts'

export interface WordingParts {
  readonly base: Base
  readonly calculator: Calculator
  readonly guard: WordingGuard
}

type Worded = { readonly reply: Reply } | { readonly reasons: readonly string[] }

/** `foreign`: the question is not in English, so that an answer in its language is welcome. */
export function wordReply(
  parts: WordingParts,
  reply: Reply,
  plan: Plan,
  { foreign }: { readonly foreign: boolean },
): Worded {
  const { base } = parts
  const wordable = wordableOf(reply)
  if (wordable === undefined) return { reasons: ['there is nothing here to word.'] }
  const english = isEnglish(plan.language)
  if (!english && !foreign) return { reasons: [IN_ENGLISH] }
  const { language } = plan
  const rendered = plan.sentences.map((sentence, place) =>
    inspectSentence(parts, { reply, wordable }, sentence, { language, place }),
  )
  const reasons = [
    ...rendered.flatMap(sentence => sentence.problems),
    ...leftOut(parts, wordable, reply, rendered),
  ]
  if (reasons.length > 0) return { reasons: [...new Set(reasons)].slice(0, MAX_REASONS) }
  const said = rendered.map(asPart)
  const fresh = freshWorkings(reply, rendered)
  const worded = composeReply(base, {
    outcome: reply.outcome,
    parts: english ? inPlace(reply, wordable, said, fresh) : translated(reply, said),
    workings: [...reply.workings, ...fresh],
    actions: reply.actions,
  })
  const { violations } = passGuard(base, worded)
  if (violations.length === 0) return { reply: worded }
  return {
    reasons: violations.map(({ rule, words }) => `the last check found a ${rule}: "${words}".`),
  }
}

/** The sentences so far, where each of them may go out. */
export function previewReply(
  parts: WordingParts,
  reply: Reply,
  { language, sentences }: Plan,
  { foreign }: { readonly foreign: boolean },
): Reply | undefined {
  const wordable = wordableOf(reply)
  const english = isEnglish(language)
  if (wordable === undefined || (!english && !foreign)) return undefined
  const rendered = sentences.map((sentence, place) =>
    inspectSentence(parts, { reply, wordable }, sentence, { language, place }),
  )
  if (rendered.some(({ problems }) => problems.length > 0)) return undefined
  const [first, ...rest] = rendered.map(asPart)
  if (first === undefined) return undefined
  const lead = english ? { ...first, text: opened(wordable, first.text) } : first
  const preface = reply.parts.slice(0, reply.parts.findIndex(isWordable))
  const more: Part = { kind: 'sentence', role: 'note', text: MORE, facts: [] }
  const sofar = composeReply(parts.base, {
    outcome: reply.outcome,
    parts: [...preface, lead, ...rest, more],
    workings: [...reply.workings, ...freshWorkings(reply, rendered)],
  })
  return passGuard(parts.base, sofar).violations.length === 0 ? sofar : undefined
}

const MORE = 'More is on its way…'

const IN_ENGLISH = 'the question is in English: answer in English.'

/** A model that is told twenty things at once mends none. */
const MAX_REASONS = 8

export function isEnglish(language: string): boolean {
  return /^en\b/i.test(language)
}

/** The sentence filled in, with all that speaks against it. */
function inspectSentence(
  { base, calculator, guard }: WordingParts,
  { reply, wordable }: { readonly reply: Reply; readonly wordable: Wordable },
  sentence: CarriedSentence,
  { language, place }: { readonly language: string; readonly place: number },
): Rendered {
  const rendered = renderSentence(base, calculator, sentence)
  const { text, facts: cited, workings } = rendered
  // The facts' own words are right as they stand.
  const isOwn = wordable.sentences.some(
    own => own.text === text && own.facts.join() === cited.join(),
  )
  if (isOwn) return { ...rendered, problems: [] }
  const allowed = new Set([...wordable.facts, ...reply.citations.map(({ fact }) => fact)])
  const strange = cited.filter(id => base.fact(id) !== undefined && !allowed.has(id))
  const written = guard.figuresIn(withoutPlaceholders(sentence.text))
  const verdict = place === 0 ? wordable.verdict : undefined
  const problems = [
    ...rendered.problems,
    ...written.map(figure => `"${figure}" is written out; use a placeholder.`),
    ...strange.map(id => `"${id}" is no fact of this answer.`),
  ]
  const found =
    problems.length > 0
      ? problems
      : guard.inspect({ text, facts: cited }, { language, workings, verdict })
  return { ...rendered, problems: found.map(reason => `sentence ${place + 1}: ${reason}`) }
}

/** The substance of the facts' own answer: every fact, every figure, every result. */
function leftOut(
  { base }: WordingParts,
  { facts }: Wordable,
  reply: Reply,
  rendered: readonly Rendered[],
): readonly string[] {
  const cited = new Set(rendered.flatMap(sentence => sentence.facts))
  const text = rendered.map(sentence => sentence.text).join(' ')
  const told = (id: FactId): boolean => {
    const value = base.fact(id)?.value
    return value === undefined || reply.workings.length > 0 || hasFigure(text, value.amount)
  }
  const results = reply.workings.map(({ shown }) => shown.slice(shown.lastIndexOf(' = ') + 3))
  return [
    ...facts.filter(id => !cited.has(id)).map(id => `"${id}" of the answer is left out.`),
    ...facts.filter(id => cited.has(id) && !told(id)).map(id => `the figure {${id}} is left out.`),
    ...results
      .filter(result => !text.toLowerCase().includes(result.toLowerCase()))
      .map(result => `the result "${result}" is left out; use its placeholder.`),
  ]
}

function hasFigure(text: string, amount: number): boolean {
  const digits = text.replace(/(?<=\d),(?=\d{3})/g, '')
  const scaled = [1, 1e3, 1e6, 1e9, 1e12].map(scale => String(Number((amount / scale).toFixed(6))))
  return scaled.some(number =>
    new RegExp(`(?<![\\d.])${number.replace('.', '\\.')}(?![\\d])`).test(digits),
  )
}

function asPart({ text, facts }: Rendered): SentencePart {
  return { kind: 'sentence', role: 'answer', text, facts }
}

/** The new sentences where the old ones began; all other parts stay, basis sentences that are told anew go. */
function inPlace(
  reply: Reply,
  { opener }: Wordable,
  said: readonly SentencePart[],
  fresh: Reply['workings'],
): readonly Part[] {
  const first = reply.parts.findIndex(isWordable)
  const [head, ...rest] = said
  const led = head && { ...head, text: opened({ opener }, head.text) }
  const worked = fresh.map(
    (working): Part => ({
      kind: 'sentence',
      role: 'working',
      text: `${working.shown}.`,
      facts: working.facts,
    }),
  )
  const sentences = [...(led === undefined ? rest : [led, ...rest]), ...worked]
  return reply.parts.flatMap((part, i): readonly Part[] => {
    if (i === first) return sentences
    return isWordable(part) ? [] : [part]
  })
}

/** The house's own "Yes." or "No." in place of the model's. */
function opened({ opener }: Pick<Wordable, 'opener'>, text: string): string {
  if (opener === '') return text
  const bare = text.replace(/^(?:yes|no)\b[,.:;–—-]*\s*/i, '')
  return opener + bare.charAt(0).toUpperCase() + bare.slice(1)
}

/** In another language only figures, dates and names can be checked: the facts' own words stand below. */
function translated(reply: Reply, said: readonly SentencePart[]): readonly Part[] {
  const note: Part = { kind: 'sentence', role: 'note', text: ORIGINAL, facts: [] }
  return [...said, note, ...reply.parts]
}

const ORIGINAL =
  'The sentences above are a translation by a language model; what the base says, in English:'

function freshWorkings(reply: Reply, rendered: readonly Rendered[]): Reply['workings'] {
  const shown = new Set(reply.workings.map(working => working.shown))
  return rendered.flatMap(({ workings }) => workings).filter(working => !shown.has(working.shown))
}
