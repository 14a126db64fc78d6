// A whole message put to the base: each claim in it with its verdict and the fact that decides, in order.
import type { Part, Reading, ReplyDraft, SentencePart } from '#magnets'
import { asks, splitClaims } from '../question/split-questions.ts'
import { type Verdict, withoutVerdict } from './draft.ts'
import { verdictOf } from './verdict.ts'
import type { Decision } from './ways/situation.ts'

/** More is more than anybody reads, and more than is worked out for one press of a button. */
const MOST_CLAIMS = 10
const MOST_SENTENCES = 40
/** Longer is no sentence that somebody claims something with. */
const MOST_LETTERS = 400

/** What the base says of one claim. */
export interface CheckedClaim extends Pick<Decision, 'draft'> {
  readonly words: string
  readonly reading: Reading
}

const SENTENCE_END = /(?<=[.!?…]["”’)]*)\s+(?=\S)|\n+/u
/** Marks of lists and quotations at the beginning of a line, fences, and the names of others. */
const MARKUP = /^\s*(?:[-*•>]+|\d+[.)])\s+|```\w*|`|@someone/gmu

/** The sentences of a message that may claim something, a clause each; and whether some were left out. */
export function claimsIn(message: string): { readonly claims: string[]; readonly cut: boolean } {
  const stated = splitSentences(message).filter(sentence => !asks(sentence))
  return {
    claims: stated.slice(0, MOST_SENTENCES).flatMap(sentence => splitClaims(sentence)),
    cut: stated.length > MOST_SENTENCES,
  }
}

/** Each at least two words long, without marks of lists and quotations. */
export function splitSentences(message: string): string[] {
  return message
    .replace(MARKUP, ' ')
    .split(SENTENCE_END)
    .map(sentence => sentence.replace(/\s+/g, ' ').trim())
    .filter(sentence => /\S+\s+\S+/.test(sentence) && sentence.length <= MOST_LETTERS)
}

/**
 * Whether there is something to decide: what is confirmed or put right is, and of all else, what
 * names a figure with its thing, or two things of the base.
 */
export function isCheckable({ draft, reading }: Pick<CheckedClaim, 'draft' | 'reading'>): boolean {
  if (draft.outcome === 'chat' || draft.outcome === 'notice') return false
  if (draft.parts.some(part => verdictOf(part) !== undefined)) return true
  const firm = reading.mentions.filter(
    ({ optional, span, senses }) =>
      !optional &&
      span.from >= 0 &&
      senses.some(({ type }) => type === 'entity' || type === 'measure'),
  )
  return firm.length > 1 || (firm.length > 0 && reading.figures.length > 0)
}

/** One reply over all of them; the asker's words stand in quotation marks. */
export function joinChecked(all: readonly CheckedClaim[], cut: boolean): ReplyDraft {
  const checked = all.filter(isCheckable)
  const shown = checked.slice(0, MOST_CLAIMS)
  if (shown.length === 0) return { outcome: 'refusal', parts: [note('answer', NOTHING)] }
  const outcomes = shown.map(({ draft }) => draft.outcome)
  const outcome = outcomes.includes('correction')
    ? 'correction'
    : outcomes.includes('answer')
      ? 'answer'
      : 'refusal'
  const left = cut || checked.length > shown.length
  const rest = checked.length < all.length ? [note('note', REST)] : []
  const more = left ? [note('note', MORE)] : []
  return {
    outcome,
    parts: [...shown.flatMap(partsOf), ...rest, ...more],
    workings: shown.flatMap(({ draft }) => draft.workings ?? []),
  }
}

const NOTHING = 'There is nothing in this message that the base could bear out or contradict.'
const REST = 'The rest of the message claims nothing that the base could bear out or contradict.'
const MORE = 'The message claims more than is checked at once; check the rest by itself.'

const VERDICTS: Readonly<Record<Verdict | 'open', string>> = {
  yes: 'Supported',
  no: 'Contradicted',
  open: 'Neither supported nor contradicted in so many words',
}

/** The claim and its verdict, and what the draft has beside. */
function partsOf({ words, draft }: CheckedClaim): readonly Part[] {
  const quoted = words.replace(/["“”]/g, "'").replace(/[.,;:]+$/, '')
  const quotes = [quoted]
  if (draft.outcome === 'refusal') {
    return [{ ...note('answer', `“${quoted}” Not in the base.`), quotes }]
  }
  const decisive = draft.parts.find(part => verdictOf(part) !== undefined)
  const verdict = VERDICTS[(decisive && verdictOf(decisive)) ?? 'open']
  const teller = decisive ?? draft.parts.find(isAnswer)
  const parts = draft.parts.flatMap((part): readonly Part[] => {
    const bare = withoutVerdict(part)
    if (bare.kind !== 'sentence' || part !== teller) {
      return bare.kind === 'sentence' && bare.role === 'nearest' ? [] : [bare]
    }
    const text = `“${quoted}” ${verdict}: ${bare.text}`
    return [{ ...bare, text, quotes: [...(bare.quotes ?? []), ...quotes] }]
  })
  // A list tells several facts at once; the claim stands above it.
  return teller === undefined
    ? [{ ...note('answer', `“${quoted}” ${verdict}:`), quotes }, ...parts]
    : parts
}

function isAnswer(part: Part): boolean {
  return part.kind === 'sentence' && part.role === 'answer' && part.facts.length > 0
}

function note(role: SentencePart['role'], text: string): SentencePart {
  return { kind: 'sentence', role, text, facts: [] }
}
