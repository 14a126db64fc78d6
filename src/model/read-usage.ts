// What a call of a model cost, as its provider told LangChain, or the most that it can have cost.
import type { BaseMessage } from '@langchain/core/messages'
import { z } from 'zod'
import type { Usage } from '#magnets'
import type { ModelOptions } from './open-chat.ts'

const metered = z.object({
  usage_metadata: z.object({
    input_tokens: z.number(),
    output_tokens: z.number(),
    input_token_details: z.object({ cache_read: z.number().optional() }).optional(),
  }),
})

/** Undefined where the server told nothing. */
export function usageOf(raw: unknown, prices: ModelOptions['prices']): Usage | undefined {
  const parsed = metered.safeParse(raw)
  if (!parsed.success) return undefined
  const { input_tokens, output_tokens, input_token_details } = parsed.data.usage_metadata
  const cachedTokens = input_token_details?.cache_read ?? 0
  return priced({ inputTokens: input_tokens, outputTokens: output_tokens, cachedTokens }, prices)
}

/** Tokens of English are about four characters long. */
const CHARACTERS_A_TOKEN = 4

/** Of a call whose cost nobody told, with an answer of at most so many tokens. */
export function mostOf(
  messages: readonly BaseMessage[],
  outputTokens: number,
  prices: ModelOptions['prices'],
): Usage {
  const length = messages.reduce((sum, { text }) => sum + text.length, 0)
  const inputTokens = Math.ceil(length / CHARACTERS_A_TOKEN)
  return priced({ inputTokens, outputTokens, cachedTokens: 0 }, prices)
}

function priced(usage: Omit<Usage, 'dollars'>, prices: ModelOptions['prices']): Usage {
  if (prices === undefined) return usage
  const { inputTokens, outputTokens } = usage
  return { ...usage, dollars: (inputTokens * prices.input + outputTokens * prices.output) / 1e6 }
}
