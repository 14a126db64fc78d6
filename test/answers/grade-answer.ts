// Grades a reply against a golden question: outcome, what must and must not be said, length, citations.
import { z } from 'zod'
import type { Reply } from '#magnets'

export const goldenQuestion = z.object({
  id: z.string(),
  category: z.string(),
  turns: z.array(z.string()).min(1),
  expect: z.enum(['answer', 'refuse', 'correct', 'chat']),
  /** One alternative of every group must stand in the reply. */
  must: z.array(z.array(z.string()).min(1)),
  must_not: z.array(z.string()),
  facts: z.array(z.string()),
  note: z.string(),
})

export type GoldenQuestion = z.infer<typeof goldenQuestion>

export interface Grade {
  readonly ok: boolean
  /** Why it is wrong; empty where it is right. */
  readonly why: string
  readonly refused: boolean
  /** Every essential fact is among the citations. */
  readonly cited: boolean
  /** Part of the citations that are essential; absent where none is asked or given. */
  readonly precision?: number
  readonly words: number
}

/** An answer may be this long, and this much longer for each essential fact. */
const WORDS = 70
const WORDS_A_FACT = 40

/** `factsFor` gives the base's fact ids, any of which serves, for an id of the question. */
export function gradeAnswer(
  question: GoldenQuestion,
  reply: Reply,
  factsFor: (id: string) => readonly string[],
): Grade {
  const text = normalise(reply.text)
  const words = text.split(' ').length
  const refused = reply.outcome === 'refusal'
  const cited = reply.citations.map(citation => citation.fact)
  const essential = new Set(question.facts.flatMap(factsFor))
  const factual = question.expect === 'answer' || question.expect === 'correct'
  const why = wrong(question, { text, words, refused, outcome: reply.outcome })
  return {
    ok: why === '',
    why,
    refused,
    words,
    cited: !factual || question.facts.every(id => factsFor(id).some(fact => cited.includes(fact))),
    ...(factual && essential.size > 0 && cited.length > 0
      ? { precision: cited.filter(fact => essential.has(fact)).length / cited.length }
      : {}),
  }
}

function wrong(
  question: GoldenQuestion,
  said: { text: string; words: number; refused: boolean; outcome: string },
): string {
  if (question.expect === 'refuse' && !said.refused) return `outcome ${said.outcome}, not a refusal`
  const factual = question.expect === 'answer' || question.expect === 'correct'
  if (factual && said.refused) return 'refused'
  const missing = question.must.find(
    group => !group.some(one => said.text.includes(normalise(one))),
  )
  if (question.expect !== 'refuse' && missing !== undefined) return `does not say “${missing[0]}”`
  const forbidden = question.must_not.find(one => said.text.includes(normalise(one)))
  if (forbidden !== undefined) return `says “${forbidden}”`
  const limit = WORDS + WORDS_A_FACT * Math.max(1, question.facts.length)
  return factual && said.words > limit ? `rambles: ${said.words} words of ${limit}` : ''
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
}
