// The shapes of a model's output: as it is asked for, and within the bounds in which it is taken.
import { z } from 'zod'

/** Asked for without bounds, which not every provider's grammar knows. */
const tag = z.string().describe('BCP 47 tag of the language, such as en or pt-BR')

/** For `withStructuredOutput`. */
export const asked = {
  plan: z.object({
    language: tag,
    sentences: z.array(
      z.object({
        text: z.string().describe('One sentence, with {fact-id} in place of every figure'),
        facts: z.array(z.string()).describe('Ids of the facts that the sentence rests on'),
      }),
    ),
  }),
  understand: z.object({
    language: tag,
    question: z.string().describe('The question in plain English, complete by itself'),
    facts: z
      .array(z.string())
      .describe('Ids of the given facts that answer it, best first; empty where none does'),
  }),
}

/** Also of a plan that is still on its way. */
export const language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/)
const facts = z.array(z.string().min(1).max(120)).max(12)

/** Also by itself, while others are still on their way. */
export const sentence = z.object({ text: z.string().trim().min(1).max(400), facts })

/** For what comes back. */
export const taken = {
  plan: z.object({ language, sentences: z.array(sentence).min(1).max(8) }),
  understand: z.object({ language, question: z.string().trim().min(1).max(240), facts }),
}
