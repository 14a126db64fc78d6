// What an engine tells, reduced to what the tests compare: the rule that decided, the facts and the text.
import { fileURLToPath } from 'node:url'
import { EMPTY_CONVERSATION, type Reply, withTurn } from '#magnets'
import { createEngine, type Engine } from '../../src/answer/engine.ts'
import { loadBase } from '../../src/knowledge/index.ts'
import { engine } from './our-engine.ts'

/** Of ports and ferries: units, kinds and names of its own. */
export const islands = createEngine(
  loadBase(fileURLToPath(new URL('../fixtures/second-base', import.meta.url))),
)

export interface Told {
  readonly outcome: Reply['outcome']
  readonly rule: string
  readonly facts: readonly string[]
  readonly text: string
  readonly reply: Reply
}

/** The answer to the last of the turns. */
export function told(
  turns: string | readonly string[],
  from: Engine = engine,
  now = new Date('2025-07-01'),
): Told {
  let conversation = EMPTY_CONVERSATION
  let last: Told | undefined
  for (const turn of [turns].flat()) {
    const { reply, explanation, turn: said } = from.answer(turn, conversation, now)
    conversation = withTurn(conversation, said)
    const facts = reply.citations.map(({ fact }) => fact)
    last = { outcome: reply.outcome, rule: explanation.rule, facts, text: reply.text, reply }
  }
  if (last === undefined) throw new Error('no question was asked')
  return last
}

/** "Yes", "No" or neither, as the reply begins. */
export function opener({ text }: Told): string {
  return /^(Yes|No|None|One)\b/.exec(text)?.[1] ?? ''
}

/** What the working gives, without the way there: "about 420 tons a month". */
export function results({ reply }: Told): readonly string[] {
  return reply.workings.map(({ shown }) => shown.slice(shown.lastIndexOf(' = ') + 3))
}
