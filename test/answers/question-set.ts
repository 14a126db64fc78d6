// Reads sets of golden questions and asks them: the one runner for tests and for the report.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Conversation, EMPTY_CONVERSATION, type Reply, withTurn } from '#magnets'
import type { Answered, Engine } from '../../src/answer/engine.ts'
import { type GoldenQuestion, type Grade, goldenQuestion, gradeAnswer } from './grade-answer.ts'

export interface Asked {
  readonly question: GoldenQuestion
  readonly reply: Reply
  readonly grade: Grade
  /** For the last turn. */
  readonly ms: number
}

/** Two sets written beforehand, and two hundreds that were blind when they were opened. */
export const GOLDEN = [
  'golden-a.jsonl',
  'golden-b.jsonl',
  'golden-blind.jsonl',
  'golden-blind-2.jsonl',
]

/** Sets that other hands wrote blind, each opened once for its first figure and then practised on. */
export const PRACTICE = ['practice-a.jsonl', 'practice-b.jsonl', 'practice-c.jsonl']

/** The day on which the golden questions are asked: after the first plan has fallen due. */
export const ASKED_ON = new Date('2026-11-23T12:00:00Z')

/** Every question of a JSON Lines file, by path or by name beside this file. */
export function readQuestions(file: string): readonly GoldenQuestion[] {
  const path = file.startsWith('/') ? file : fileURLToPath(new URL(file, import.meta.url))
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => goldenQuestion.parse(JSON.parse(line)))
}

/** Ids of the checklist that the questions use, to the ids of this base's facts. */
export function readFactMap(): (id: string) => readonly string[] {
  const path = fileURLToPath(new URL('fact-map.json', import.meta.url))
  const map = new Map<string, string[]>(Object.entries(JSON.parse(readFileSync(path, 'utf8'))))
  return id => map.get(id) ?? []
}

type Say = (
  question: string,
  conversation: Conversation,
) => Pick<Answered, 'reply' | 'turn'> | Promise<Pick<Answered, 'reply' | 'turn'>>

export function askAll(
  engine: Engine,
  questions: readonly GoldenQuestion[],
  factsFor: (id: string) => readonly string[],
): readonly Asked[] {
  return questions.map(question => {
    let conversation = EMPTY_CONVERSATION
    let last: { reply: Reply; ms: number } | undefined
    for (const turn of question.turns) {
      const begun = performance.now()
      const { reply, turn: said } = engine.answer(turn, conversation, ASKED_ON)
      last = { reply, ms: performance.now() - begun }
      conversation = withTurn(conversation, said)
    }
    return graded(question, last, factsFor)
  })
}

/** The same by whoever answers, one question after the other. */
export async function askAllOf(
  say: Say,
  questions: readonly GoldenQuestion[],
  factsFor: (id: string) => readonly string[],
): Promise<readonly Asked[]> {
  const asked: Asked[] = []
  for (const question of questions) {
    let conversation = EMPTY_CONVERSATION
    let last: { reply: Reply; ms: number } | undefined
    for (const turn of question.turns) {
      const { reply, turn: said } = await say(turn, conversation)
      last = { reply, ms: 0 }
      conversation = withTurn(conversation, said)
    }
    asked.push(graded(question, last, factsFor))
  }
  return asked
}

function graded(
  question: GoldenQuestion,
  last: { readonly reply: Reply; readonly ms: number } | undefined,
  factsFor: (id: string) => readonly string[],
): Asked {
  if (last === undefined) throw new Error(`${question.id} has no turn`)
  return { question, ...last, grade: gradeAnswer(question, last.reply, factsFor) }
}
