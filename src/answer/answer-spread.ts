// Answers a question about several things at once, each for itself, where no single fact covers them all.
import type { Reading } from '#magnets'
import { hasSense } from '../question/has-sense.ts'
import { spread } from '../question/spread.ts'
import { answerReading } from './answer-reading.ts'
import { compareFacts } from './compare-facts.ts'
import { factsOfPart } from './compose-reply.ts'
import { type Draft, type DraftPart, type Verdict, withoutVerdict } from './draft.ts'
import { comparisonDraft } from './drafts.ts'
import type { FactFrames } from './fact-frame.ts'
import type { Interpretation } from './interpret.ts'
import { matchFacts } from './match-facts.ts'
import { wantedKinds } from './slots.ts'
import { REPLACED } from './ways/corrected.ts'
import type { Decision, Parts } from './ways/situation.ts'

interface Told {
  readonly id: string
  readonly draft: Draft
  readonly fact: string
}

/** Undefined where the question is about one thing, or fewer than two things get an answer of their own. */
export function answerSpread(
  parts: Parts,
  read: Interpretation,
  whole: Decision,
): Decision | undefined {
  const { reading } = read
  if (!isSettled(reading, whole)) return undefined
  const items = spread(parts.base, reading)
  // One fact about them all needs no spreading.
  const best = read.matches[0]?.frame.entities
  if (items.every(({ id }) => best?.has(id))) return undefined
  const told = items.flatMap((item): readonly Told[] => {
    const matches = matchFacts(parts.base, parts.frames, item.reading)
    const { draft } = answerReading(parts, { reading: item.reading, matches })
    const [fact] = draft.outcome === 'answer' ? draft.parts.flatMap(factsOfPart) : []
    return fact === undefined ? [] : [{ id: item.id, draft, fact }]
  })
  if (new Set(told.map(({ fact }) => fact)).size < 2) return undefined
  const compared = comparison(parts, reading, told)
  if (compared !== undefined) return { draft: compared, rule: 'compared, one by one' }
  const verdict = sameness(parts, reading, told)
  const workings = told.flatMap(({ draft }) => draft.workings ?? [])
  const draft = { outcome: 'answer' as const, parts: side(told, verdict), workings }
  return { draft, rule: 'answered one by one' }
}

/** A look-up or refusal may be bettered; what was worked out or talked may not. */
function isSettled({ kinds, presumed }: Reading, { draft, rule }: Decision): boolean {
  // "Which of the two": the other one is no wrong name.
  if (rule === REPLACED) return !presumed && !kinds.includes('verify')
  if (draft.outcome === 'correction') return false
  const several = kinds.includes('compare') || kinds.includes('list')
  return draft.outcome === 'refusal' || (several && rule !== 'compared') || rule === 'looked-up'
}

function comparison(
  { base, now }: Parts,
  reading: Reading,
  told: readonly Told[],
): Draft | undefined {
  const [one, other] = told.flatMap(({ fact }) => base.fact(fact) ?? [])
  if (one === undefined || other === undefined || told.length > 2) return undefined
  const asks =
    reading.kinds.includes('compare') || reading.mentions.some(m => hasSense(m, 'compare:'))
  const found = asks ? compareFacts(base, reading, one, other) : undefined
  return found && comparisonDraft(base, found, { asked: reading, now })
}

/** "In the same state?": yes where the facts name the same thing of the kind asked for. */
function sameness(
  { base, frames }: Parts,
  reading: Reading,
  told: readonly Told[],
): Verdict | undefined {
  const kinds = wantedKinds(reading)
  if (kinds === undefined || !reading.mentions.some(mention => hasSense(mention, 'same'))) {
    return undefined
  }
  const values = told.map(({ fact }) => {
    const spoken = frameOf(frames, fact)?.spoken ?? new Set()
    return [...spoken].filter(id => base.entity(id)?.kind === reading.asks).join()
  })
  return new Set(values).size === 1 ? 'yes' : 'no'
}

function frameOf(frames: FactFrames, id: string) {
  return frames.all.find(({ fact }) => fact.id === id)
}

/** Answer sentences first, in the order of the question, then what they leave open; nothing twice. */
function side(told: readonly Told[], verdict: Verdict | undefined): readonly DraftPart[] {
  const all = told.flatMap(({ draft }) => draft.parts)
  const isAnswer = (part: DraftPart): boolean => part.kind !== 'sentence' || part.role === 'answer'
  const said = new Set<string>()
  const sorted = [...all.filter(isAnswer), ...all.filter(part => !isAnswer(part))]
  return sorted.flatMap((part, i): readonly DraftPart[] => {
    if (part.kind !== 'sentence') return [part]
    if (said.has(part.text)) return []
    said.add(part.text)
    return [i === 0 && verdict !== undefined ? { ...part, verdict } : withoutVerdict(part)]
  })
}
