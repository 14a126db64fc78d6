// The engine: a question and what was said before in, a guarded reply out.
import type {
  Account,
  Asker,
  Base,
  Command,
  CommandContext,
  Conversation,
  Fact,
  FactId,
  Reading,
  Reply,
  Turn,
  Wording,
} from '#magnets'
import { EMPTY_CONVERSATION, withTurn } from '#magnets'
import { createLexicon } from '../question/lexicon.ts'
import { readQuestion } from '../question/read-question.ts'
import { asks, isStatement, splitClaims, splitQuestions } from '../question/split-questions.ts'
import { accountOf } from './account.ts'
import { answerReading } from './answer-reading.ts'
import { answerSpread } from './answer-spread.ts'
import { createArithmetic } from './arithmetic.ts'
import { claimsIn, joinChecked, splitSentences } from './check-message.ts'
import { createCommandContext } from './command-context.ts'
import { composeReply, factsOfPart } from './compose-reply.ts'
import { type Explanation, explain } from './explain.ts'
import { createFrames } from './fact-frame.ts'
import { passGuard } from './guard.ts'
import { type Interpretation, interpret, type Understanding } from './interpret.ts'
import { joinClaims, joinDrafts } from './join-drafts.ts'
import type { Match } from './match-facts.ts'
import { createRelatedQuestions, type RelatedQuestions } from './related-questions.ts'
import { quietTalk } from './small-talk.ts'
import { asAnswer, asVerdict } from './verdict.ts'
import type { Decision } from './ways/situation.ts'
import { createWording } from './wording/create-wording.ts'

export interface Answered {
  readonly reply: Reply
  /** What a follow-up may need of this turn. */
  readonly turn: Turn
  readonly reading: Reading
  readonly explanation: Explanation
  /** What a receipt keeps of it. */
  account(): Account
}

export interface Retrieved {
  readonly fact: Fact
  /** Matched weight less what is missed; comparable within one question only. */
  readonly score: number
  /** Part of the question's weight that the fact accounts for, 0 to 1. */
  readonly coverage: number
}

export interface Engine {
  readonly base: Base
  answer(question: string, conversation: Conversation, now: Date): Answered
  /** The verdict on a claim, which need not be put as a question. */
  check(claim: string, now: Date): Reply
  context(of: { asker: Asker; now: Date; commands: readonly Command[] }): CommandContext
  /** What a language model may do to an answer; built when it is first asked for. */
  readonly wording: Wording<Answered>
  /** Facts that share something with the question, best first: offered, not chosen to answer it. */
  retrieve(question: string, conversation: Conversation): readonly Retrieved[]
  /** Questions to ask after a reply, three at most, each of which this engine answers. */
  related(reply: Reply, now: Date): readonly string[]
}

/** The kind of talk that wants to change how the bot answers. */
const INSTRUCTION = 'instruction'

interface Said extends Decision, Interpretation {}

/** Builds everything that depends on the base alone; answering then reads only the question. */
export function createEngine(base: Base): Engine {
  const lexicon = createLexicon(base)
  const frames = createFrames(base)
  const calculator = createArithmetic(base)

  const say = (text: string, understanding: Understanding, now: Date): Said => {
    const read = interpret({ base, lexicon, frames }, text, understanding)
    const parts = { base, frames, calculator, now }
    const whole = answerReading(parts, read)
    return { ...(answerSpread(parts, read, whole) ?? whole), ...read }
  }

  const sayAll = (text: string, conversation: Conversation, claim: boolean, now: Date): Said => {
    const whole = say(text, { conversation, claim, presumed: false }, now)
    const verifies = claim || whole.reading.kinds.includes('verify')
    const questions = claim ? [text] : splitQuestions(text)
    const parts = questions.flatMap(part =>
      verifies && (claim || questions.length < 2 || !asks(part)) ? splitClaims(part) : part,
    )
    // A guess asked for at the end colours all that stands before it.
    if (parts.length < 2 || whole.rule === 'opinion') return whole
    let context = conversation
    let lost = false
    const drafts = parts.flatMap(part => {
      const verified = verifies && (questions.length < 2 || !asks(part))
      const presumed = !verified && isBackground(part, parts)
      const said = say(part, { conversation: context, claim: verified, presumed }, now)
      if (!saysSomething(said.reading) || isInstruction(said.reading)) return []
      if (presumed && said.draft.outcome !== 'correction') {
        context = withTurn(context, turnOf(base, said.reading, said.draft))
        return []
      }
      // What leans on a question that was refused has lost what it is about.
      if (lost && !namesSomething(said.reading)) return []
      lost = said.draft.outcome === 'refusal'
      context = withTurn(context, turnOf(base, said.reading, said.draft))
      return said.draft
    })
    if (drafts.length === 0) return whole
    const decided = drafts.every(({ outcome }) => outcome !== 'refusal')
    const draft =
      claim || (verifies && decided) ? joinClaims(drafts) : joinDrafts(whole.draft, drafts)
    return draft === whole.draft
      ? whole
      : { ...whole, draft, rule: `read in ${parts.length} parts` }
  }

  const answer = (
    text: string,
    conversation: Conversation,
    claim: boolean,
    now: Date,
    picked?: readonly FactId[],
  ): Answered => {
    const said =
      picked === undefined
        ? sayAll(text, conversation, claim, now)
        : say(text, { conversation, claim, presumed: false, picked }, now)
    const { reading } = said
    const draft = claim ? asVerdict(said.draft) : asAnswer(said.draft)
    const { reply, violations } = passGuard(base, composeReply(base, draft))
    const explanation = explain(said, violations)
    const turn = turnOf(base, reading, reply)
    return { reply, turn, reading, explanation, account: () => accountOf(base, explanation) }
  }

  let related: RelatedQuestions | undefined
  /** Built when the first answer wants some; a question that is answered today is answered tomorrow. */
  const relatedAt = (now: Date): RelatedQuestions => {
    related ??= createRelatedQuestions({
      base,
      answers(question, fact) {
        const { reply } = answer(question, EMPTY_CONVERSATION, false, now)
        return reply.outcome === 'answer' && reply.citations.some(cited => cited.fact === fact)
      },
    })
    return related
  }

  /** Undefined for a single sentence, which is a claim by itself. */
  const checkMessage = (message: string, now: Date): Reply | undefined => {
    const { claims, cut } = claimsIn(message)
    if (splitSentences(message).length < 2) return undefined
    const understanding = { conversation: EMPTY_CONVERSATION, claim: true, presumed: false }
    const checked = claims.map(words => ({ words, ...say(words, understanding, now) }))
    return passGuard(base, composeReply(base, joinChecked(checked, cut))).reply
  }

  const matching = (text: string, conversation: Conversation): readonly Match[] => {
    const understanding = { conversation, claim: false, presumed: false }
    return interpret({ base, lexicon, frames }, text, understanding).matches
  }

  const engine: Engine = {
    base,
    answer: (question, conversation, now) => answer(question, conversation, false, now),
    check: (claim, now) =>
      checkMessage(claim, now) ?? answer(claim, EMPTY_CONVERSATION, true, now).reply,
    related: (reply, now) => relatedAt(now).after(reply),
    wording: createWording({
      base,
      calculator,
      read: text => readQuestion(base, lexicon, text),
      candidates: (text, conversation) =>
        matching(text, conversation).map(({ frame }) => frame.fact),
      answer: (text, conversation, now, picked) => answer(text, conversation, false, now, picked),
    }),
    retrieve: (question, conversation) =>
      matching(question, conversation)
        .filter(({ matched }) => matched > 0)
        .map(({ frame, score, coverage }) => ({ fact: frame.fact, score, coverage })),
    context: ({ asker, now, commands }) =>
      createCommandContext({
        base,
        commands,
        asker,
        now,
        ask: question => engine.answer(question, EMPTY_CONVERSATION, now).reply,
        check: claim => engine.check(claim, now),
        findEntity: words => {
          const { mentions } = readQuestion(base, lexicon, words)
          return mentions.flatMap(({ senses }) => senses).find(ref => ref.type === 'entity')?.id
        },
      }),
  }
  return engine
}

/** "I'm filling in a table. How big is the plant?": what is said beside a question is none. */
function isBackground(part: string, parts: readonly string[]): boolean {
  return isStatement(part) && !asks(part) && parts.some(asks)
}

/** A part without a firm word of its own ("give me the number") belongs to the question beside it. */
function saysSomething(reading: Reading): boolean {
  return (
    reading.unknown.length > 0 ||
    reading.figures.length > 0 ||
    reading.mentions.some(mention => !mention.optional && mention.span.from >= 0)
  )
}

/** Told how to behave instead of asked: there is nothing to answer. */
function isInstruction({ mentions }: Reading): boolean {
  return mentions.some(({ senses }) => senses.some(ref => ref.id === INSTRUCTION))
}

function namesSomething(reading: Reading): boolean {
  return reading.mentions.some(
    ({ optional, span, senses }) =>
      !optional && span.from >= 0 && senses.some(ref => ref.type === 'entity'),
  )
}

function turnOf(base: Base, reading: Reading, reply: Pick<Reply, 'outcome' | 'parts'>): Turn {
  const cited = [...new Set(reply.parts.flatMap(factsOfPart))]
  const fact = base.fact(cited[0] ?? '')
  const focus =
    fact === undefined
      ? namedIn(base, reading)
      : [fact.subject, fact.object, ...saidOf(reading, fact)]
  return {
    ...(quietTalk(base, reading.text) === undefined ? {} : { quiet: true }),
    question: reading.text,
    outcome: reply.outcome,
    facts: cited,
    entities: [...new Set(focus.filter(id => id !== undefined))],
    measures: fact === undefined ? [] : [fact.measure],
  }
}

/** What was asked about in vain may be asked about again. */
function namedIn(base: Base, { mentions }: Reading): readonly string[] {
  return mentions.flatMap(({ senses, optional, span }) =>
    optional || span.from < 0
      ? []
      : senses.flatMap(ref => base.entity(ref.id)?.id ?? []).slice(0, 1),
  )
}

/** Other things that the question named and the fact is about: "it" may well mean one of them. */
function saidOf(reading: Reading, fact: Fact): readonly string[] {
  return reading.mentions
    .filter(mention => !mention.optional)
    .flatMap(({ senses }) => senses.map(ref => ref.id))
    .filter(id => fact.related.includes(id))
}
