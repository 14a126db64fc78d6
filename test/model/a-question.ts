// What tests of the model's room share: an engine over the real base, a question, and honest plans for it.
import { EMPTY_CONVERSATION, type Material, type Plan } from '#magnets'
import { createEngine } from '../../src/answer/engine.ts'
import { loadBase } from '../../src/knowledge/load.ts'

export const NOW = new Date('2026-11-01T12:00:00Z')
export const engine = createEngine(loadBase('knowledge'))

export const OXIDES = 'How much rare earth oxide did Mountain Pass produce in 2024?'
export const OXIDES_FACT = 'mountain-pass-oxides-2024'

export const answeredTo = (question: string) => engine.answer(question, EMPTY_CONVERSATION, NOW)

export function materialOf(question: string): Material {
  const material = engine.wording.material(answeredTo(question), EMPTY_CONVERSATION)
  if (material === undefined) throw new Error(`there is nothing to word in "${question}"`)
  return material
}

/** True, in words of its own. */
export const HONEST: Plan = {
  language: 'en',
  sentences: [
    {
      text: 'Mountain Pass turned out {mountain-pass-oxides-2024} of rare earth oxides {mountain-pass-oxides-2024.date}.',
      facts: [OXIDES_FACT],
    },
  ],
}
export const HONEST_TEXT =
  'Mountain Pass turned out more than 45,000 metric tons of rare earth oxides in 2024.'

export const planOf = (text: string, ...facts: readonly string[]): Plan => ({
  language: 'en',
  sentences: [{ text, facts: facts.length === 0 ? [OXIDES_FACT] : facts }],
})
