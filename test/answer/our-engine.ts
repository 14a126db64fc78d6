// The engine over the project's own base, built once for the tests that ask it questions.
import { fileURLToPath } from 'node:url'
import { EMPTY_CONVERSATION, type Reply, withTurn } from '#magnets'
import { createEngine } from '../../src/answer/engine.ts'
import { loadBase } from '../../src/knowledge/index.ts'

export const base = loadBase(fileURLToPath(new URL('../../knowledge', import.meta.url)))
export const engine = createEngine(base)

/** Asks the turns one after the other and gives the last reply. */
export function ask(turns: string | readonly string[], now = new Date('2025-07-01')): Reply {
  let conversation = EMPTY_CONVERSATION
  let reply: Reply | undefined
  for (const turn of [turns].flat()) {
    const answered = engine.answer(turn, conversation, now)
    conversation = withTurn(conversation, answered.turn)
    reply = answered.reply
  }
  if (reply === undefined) throw new Error('no question was asked')
  return reply
}
