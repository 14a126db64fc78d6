// What a language model may do to the facts' own answer: word it anew, or find the facts of a question not understood.
import {
  type Base,
  type Conversation,
  type Fact,
  type FactId,
  MAX_OFFERED,
  type Material,
  type OfferedFact,
  type Part,
  type Reading,
  type Understood,
  type Wording,
} from '#magnets'
import type { Calculator } from '../arithmetic.ts'
import { composeReply } from '../compose-reply.ts'
import type { Answered } from '../engine.ts'
import { createWordingGuard, type WordingGuard } from './inspect-wording.ts'
import { unfitText } from './plain-text.ts'
import { OPERATIONS, toldDate, toldValue } from './render-plan.ts'
import { previewReply, wordReply } from './word-reply.ts'
import { wordableOf } from './wordable.ts'

/** Rules that refuse because a question was not understood; all others know what is missing. */
const UNSURE: readonly string[] = ['too-little-matched', 'a strange name', 'another thing']

const MAX_QUESTION = 240

export interface WordingOptions {
  readonly base: Base
  readonly calculator: Calculator
  read(text: string): Reading
  /** Facts that may have to do with a question, best first. */
  candidates(text: string, conversation: Conversation): readonly Fact[]
  /** Answers from these facts alone, with less of the question accounted for, or as always without them. */
  answer(text: string, conversation: Conversation, now: Date, picked?: readonly FactId[]): Answered
}

export function createWording(options: WordingOptions): Wording<Answered> {
  const { base, calculator } = options
  let built: WordingGuard | undefined
  const guard = (): WordingGuard => {
    built ??= createWordingGuard(base)
    return built
  }
  const foreign = ({ turn }: Answered): boolean => isForeign(options.read(turn.question), guard())

  return {
    material(answered, conversation, offered = []) {
      const { reply, turn } = answered
      const wordable = wordableOf(reply)
      const unsure = reply.outcome === 'refusal' && UNSURE.includes(answered.explanation.rule)
      if (wordable === undefined && !unsure) return undefined
      const facts =
        wordable === undefined
          ? [
              ...new Set([
                ...offered.flatMap(id => base.fact(id) ?? []),
                ...options.candidates(turn.question, conversation),
              ]),
            ]
          : wordable.facts.flatMap(id => base.fact(id) ?? [])
      return {
        question: turn.question,
        earlier: conversation.turns.map(({ question }) => question),
        facts: facts.slice(0, MAX_OFFERED).map(fact => offer(base, fact)),
        answer: wordable?.sentences.map(({ text, facts: by }) => ({ text, facts: by })) ?? [],
        workings: workingsOf(answered),
      }
    },

    reconsider(answered, understood, conversation, now) {
      const { question } = answered.turn
      const kept = lost(options, guard(), question, understood, conversation)
      if (kept !== undefined) return { reasons: [kept] }
      const own = options.answer(understood.question, conversation, now)
      const { plain, unknown } = options.read(understood.question)
      // A pick may not leave open what is asked: "fee" is not in a fact on how long a license lasts.
      const picked = understood.facts.filter(
        id => base.fact(id) && guard().unstated([...plain, ...unknown], id).length === 0,
      )
      const found =
        isFound(own) || picked.length === 0
          ? own
          : options.answer(understood.question, conversation, now, picked)
      if (!isFound(found))
        return { reasons: ['no fact answers the question as it was understood.'] }
      return { answered: { ...found, ...withReading(base, found, question, understood) } }
    },

    preview(answered, sofar) {
      const parts = { base, calculator, guard: guard() }
      return previewReply(parts, answered.reply, sofar, { foreign: foreign(answered) })
    },

    accept(answered, plan) {
      const parts = { base, calculator, guard: guard() }
      return wordReply(parts, answered.reply, plan, { foreign: foreign(answered) })
    },
  }
}

function isFound({ reply }: Answered): boolean {
  return reply.outcome === 'answer' || reply.outcome === 'correction'
}

function offer(base: Base, fact: Fact): OfferedFact {
  const { id, statement, status, asOf, note } = fact
  const value = toldValue(base, fact)
  const date = toldDate(fact)
  return {
    ...{ id, statement, status, asOf },
    ...(value === undefined ? {} : { value }),
    ...(date === undefined ? {} : { date }),
    ...(note === undefined ? {} : { note }),
  }
}

/** Only what a placeholder can name; a number of the asker's own never leaves its quotation marks. */
function workingsOf({ reply }: Answered): Material['workings'] {
  return reply.workings.flatMap(({ operation, facts, shown, given }) =>
    given === undefined && OPERATIONS.some(name => name === operation)
      ? [
          {
            expression: `${operation}(${facts.join(', ')})`,
            told: shown.slice(shown.lastIndexOf(' = ') + ' = '.length),
          },
        ]
      : [],
  )
}

/** What a restated question has lost or gained against the one that was asked; undefined where nothing. */
function lost(
  { base, read }: WordingOptions,
  guard: WordingGuard,
  question: string,
  understood: Understood,
  conversation: Conversation,
): string | undefined {
  const restated = understood.question
  if (restated.length > MAX_QUESTION || unfitText(restated) !== undefined) {
    return 'the question as understood is no plain sentence.'
  }
  const [before, after] = [read(question), read(restated)]
  const earlier = conversation.turns.map(turn => turn.question).join(' ')
  const [asked, said] = [numbersIn(question), numbersIn(restated)]
  const spoken = new Set([...asked, ...numbersIn(earlier)])
  if (asked.some(number => !said.includes(number)) || said.some(number => !spoken.has(number))) {
    return 'the question as understood has other numbers than the one that was asked.'
  }
  const known = namesIn(base, after)
  if (namesIn(base, before).some(id => !known.includes(id))) {
    return 'the question as understood leaves out what was asked about.'
  }
  if (isForeign(before, guard)) return undefined
  const words = restated.toLowerCase()
  if (before.unknown.some(word => !words.includes(word.toLowerCase()))) {
    return 'the question as understood leaves out a word that was asked about.'
  }
  const talked = namesIn(base, read(`${question} ${earlier}`))
  const focus = conversation.turns.flatMap(({ entities }) => entities)
  return known.some(id => !talked.includes(id) && !focus.includes(id))
    ? 'the question as understood names what was not asked about.'
    : undefined
}

/** As digits alone, whatever marks stand between thousands. */
function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(/\d+(?:[.,'’\s]\d{3})*(?:[.,]\d+)?/g)].map(([number]) =>
    number.replace(/[^\d]/g, ''),
  )
}

/** Things that words name for certain, each by its proper name. */
function namesIn(base: Base, { mentions }: Reading): readonly string[] {
  return mentions.flatMap(({ senses, optional, certainty }) =>
    optional || certainty < 1
      ? []
      : senses.flatMap(({ type, id }) =>
          type === 'entity' && /^\p{Lu}/u.test(base.entity(id)?.name ?? '') ? [id] : [],
        ),
  )
}

/** Another script than Latin, or many words that no English list holds and hardly an English one among them. */
function isForeign({ text, unknown, plain }: Reading, guard: WordingGuard): boolean {
  const words = text.match(/\p{L}+/gu) ?? []
  if (words.some(word => /\p{L}/u.test(word) && !/\p{Script=Latin}/u.test(word))) return true
  const english = guard.englishWords(text).length
  const strange = unknown.length / Math.max(1, unknown.length + plain.length)
  return (
    unknown.length > 1 && (english === 0 ? strange >= 1 / 3 : english === 1 && strange >= 1 / 2)
  )
}

/** Says how the question was read, since it was put otherwise. */
function withReading(
  base: Base,
  { reply, turn }: Answered,
  question: string,
  understood: Understood,
): Pick<Answered, 'reply' | 'turn'> {
  const preface: Part = {
    kind: 'sentence',
    role: 'note',
    text: `I read the question as: “${understood.question}”`,
    facts: [],
    quotes: [understood.question],
  }
  const { outcome, parts, workings, actions } = reply
  return {
    reply: composeReply(base, { outcome, parts: [preface, ...parts], workings, actions }),
    turn: { ...turn, question },
  }
}
