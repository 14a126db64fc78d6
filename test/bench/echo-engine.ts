// Stands in for the engine in `echo-main.ts`: says each question back as an answer that cites nothing.
import { type Base, EMPTY_CONVERSATION, type Reply } from '#magnets'
import { createEngine as createRealEngine, type Engine } from '../../src/answer/engine.ts'

export function createEngine(base: Base): Engine {
  const real = createRealEngine(base)
  const like = real.answer('', EMPTY_CONVERSATION, new Date(0))
  return {
    ...real,
    answer(question) {
      const reply: Reply = {
        outcome: 'answer',
        parts: [{ kind: 'sentence', role: 'answer', text: question, facts: [] }],
        workings: [],
        citations: [],
        actions: [],
        text: question,
      }
      const turn = { question, outcome: reply.outcome, facts: [], entities: [], measures: [] }
      return { ...like, reply, turn }
    },
  }
}
