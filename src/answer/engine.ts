// The engine: a question and what was said before in, a guarded reply out.
import type {
  Asker,
  Base,
  Command,
  CommandContext,
  Conversation,
  Reading,
  Reply,
  Turn,
} from '#magnets'
import { EMPTY_CONVERSATION } from '#magnets'
import { resolveFollowUp } from '../question/follow-up.ts'
import { createLexicon } from '../question/lexicon.ts'
import { readQuestion } from '../question/read-question.ts'
import { answerReading } from './answer-reading.ts'
import { createArithmetic } from './arithmetic.ts'
import { createCommandContext } from './command-context.ts'
import { composeReply, factsOfPart } from './compose-reply.ts'
import { createFrames } from './fact-frame.ts'
import { guardReply } from './guard.ts'
import { type Match, matchFacts } from './match-facts.ts'

export interface Answered {
  readonly reply: Reply
  /** What a follow-up may need of this turn. */
  readonly turn: Turn
  readonly reading: Reading
}

export interface Engine {
  readonly base: Base
  answer(question: string, conversation: Conversation, now: Date): Answered
  /** The verdict on a claim, which need not be put as a question. */
  check(claim: string, now: Date): Reply
  context(of: { asker: Asker; now: Date; commands: readonly Command[] }): CommandContext
}

/** Builds everything that depends on the base alone; answering then reads only the question. */
export function createEngine(base: Base): Engine {
  const lexicon = createLexicon(base)
  const frames = createFrames(base)
  const calculator = createArithmetic(base)

  const answerRead = (read: Reading, conversation: Conversation, now: Date): Answered => {
    const plain = matchFacts(base, frames, read)
    const reading = resolveFollowUp(base, read, conversation)
    const matches = reading === read ? plain : matchFacts(base, frames, reading)
    const draft = answerReading({ base, calculator, now }, reading, matches)
    const reply = guardReply(base, composeReply(base, draft))
    return { reply, turn: turnOf(reading, reply, matches), reading }
  }

  const engine: Engine = {
    base,
    answer: (question, conversation, now) =>
      answerRead(readQuestion(base, lexicon, question), conversation, now),
    check: (claim, now) => {
      const read = readQuestion(base, lexicon, claim)
      const kinds: Reading['kinds'] = ['verify', ...read.kinds.filter(kind => kind !== 'open')]
      return answerRead({ ...read, kinds }, EMPTY_CONVERSATION, now).reply
    },
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

function turnOf(reading: Reading, reply: Reply, matches: readonly Match[]): Turn {
  const cited = [...new Set(reply.parts.flatMap(factsOfPart))]
  const fact = matches.find(match => match.frame.fact.id === cited[0])?.frame.fact
  return {
    question: reading.text,
    outcome: reply.outcome,
    facts: cited,
    entities: fact === undefined ? [] : [fact.subject, ...(fact.object ? [fact.object] : [])],
    measures: fact === undefined ? [] : [fact.measure],
  }
}
