// A language model behind LangChain: plans sentences over facts, or puts a question into plain English.
import type { BaseMessage } from '@langchain/core/messages'
import { initChatModel } from 'langchain/chat_models/universal'
import { z } from 'zod'
import type { CarriedSentence, Material, Plan, Rejection, Understood, Usage } from '#magnets'
import { faultOf, ModelFault } from './model-fault.ts'
import { messagesFor, type Task } from './prompt.ts'
import { explainOpening, providerNamed } from './providers.ts'
import { createSentenceReader } from './sentence-reader.ts'
import { asked, taken } from './shapes.ts'

export interface ModelOptions {
  readonly provider: string
  readonly model: string
  readonly key?: string
  /** Of a server that speaks the provider's protocol; default: the provider's own. */
  readonly url?: string
  /** Dollars for a million tokens. */
  readonly prices?: { readonly input: number; readonly output: number }
}

export interface Call {
  readonly signal: AbortSignal
  /** Told once for each call that got through, also where its output is of no use. */
  onUsage(usage: Usage): void
}

/** Throws a ModelFault; never anything else. */
export interface Planner {
  /** "provider:model". */
  readonly name: string
  understand(material: Material, call: Call): Promise<Understood>
  plan(
    material: Material,
    call: Call & {
      readonly rejected?: Rejection
      /** Called with each sentence as soon as it is whole; the answer is streamed then. */
      onSentence?(sentence: CarriedSentence, language: string): void
    },
  ): Promise<Plan>
}

/** What an answer may hold; a longer one is cut off and malformed. */
const MAX_OUTPUT_TOKENS = 1_000

export async function createPlanner(options: ModelOptions): Promise<Planner> {
  const { provider: name, model, key, url, prices } = options
  const provider = providerNamed(name, key, url)
  const chat = await initChatModel(model, {
    modelProvider: name,
    temperature: 0,
    // Tries again are ours, within the time that is left.
    maxRetries: 0,
    ...limitOf(name),
    ...provider.fields(key, url),
  }).catch((cause: unknown) => {
    throw explainOpening(name, provider, cause)
  })

  async function ask<T extends Task>(
    task: T,
    messages: BaseMessage[],
    { signal, onUsage, onText }: Call & { readonly onText?: (text: string) => void },
  ): Promise<z.output<(typeof taken)[T]>> {
    const structured = chat.withStructuredOutput(asked[task], { name: task, includeRaw: true })
    const result: { raw?: unknown; parsed?: unknown } = {}
    try {
      if (onText === undefined) {
        Object.assign(result, await structured.invoke(messages, { signal }))
      } else {
        const callbacks = [{ handleLLMNewToken: textHandler(onText) }]
        const stream = await structured.stream(messages, { signal, callbacks })
        for await (const part of stream) Object.assign(result, part)
      }
    } catch (error) {
      const fault = faultOf(error)
      // It was answered, or may have been: what nobody tells counts as the most that it can be.
      if (fault.code === 'malformed' || fault.code === 'timeout') onUsage(mostOf(messages, prices))
      throw fault
    }
    onUsage(usageOf(result.raw, prices))
    const parsed = taken[task].safeParse(result.parsed)
    if (parsed.success) return parsed.data as z.output<(typeof taken)[T]>
    throw new ModelFault('malformed', 'the output has another shape')
  }

  const cached = provider.marksCache
  return {
    name: `${name}:${model}`,
    understand: (material, call) =>
      ask('understand', messagesFor('understand', material, { cached }), call),
    plan(material, { rejected, onSentence, ...call }) {
      const messages = messagesFor('plan', material, { rejected, cached })
      const onText = onSentence && createSentenceReader(onSentence)
      return ask('plan', messages, { ...call, ...(onText && { onText }) })
    },
  }
}

const newToken = z.object({
  chunk: z.object({
    message: z.object({
      content: z.unknown(),
      tool_call_chunks: z.array(z.object({ args: z.string().optional() })).optional(),
    }),
  }),
})

/** What a new piece adds to the output, whether it comes as text or as arguments of a call. */
function textHandler(onText: (text: string) => void) {
  return (...args: readonly unknown[]): void => {
    const parsed = newToken.safeParse(args[5])
    if (!parsed.success) return
    const { content, tool_call_chunks: calls = [] } = parsed.data.chunk.message
    onText(
      (typeof content === 'string' ? content : '') +
        calls.map(({ args: part = '' }) => part).join(''),
    )
  }
}

const metered = z.object({
  usage_metadata: z.object({
    input_tokens: z.number(),
    output_tokens: z.number(),
    input_token_details: z.object({ cache_read: z.number().optional() }).optional(),
  }),
})

/** What a server does not tell counts as nothing; the time limit still holds. */
function usageOf(raw: unknown, prices: ModelOptions['prices']): Usage {
  const parsed = metered.safeParse(raw)
  const used = parsed.success ? parsed.data.usage_metadata : { input_tokens: 0, output_tokens: 0 }
  const { input_tokens: inputTokens, output_tokens: outputTokens } = used
  const cachedTokens = ('input_token_details' in used && used.input_token_details?.cache_read) || 0
  return priced({ inputTokens, outputTokens, cachedTokens }, prices)
}

function priced(usage: Omit<Usage, 'dollars'>, prices: ModelOptions['prices']): Usage {
  if (prices === undefined) return usage
  const { inputTokens, outputTokens } = usage
  return { ...usage, dollars: (inputTokens * prices.input + outputTokens * prices.output) / 1e6 }
}

/** Tokens of English are about four characters long. */
const CHARACTERS_A_TOKEN = 4

function mostOf(messages: readonly BaseMessage[], prices: ModelOptions['prices']): Usage {
  const length = messages.reduce((sum, { text }) => sum + text.length, 0)
  const inputTokens = Math.ceil(length / CHARACTERS_A_TOKEN)
  return priced({ inputTokens, outputTokens: MAX_OUTPUT_TOKENS, cachedTokens: 0 }, prices)
}

/** Each provider has its own name for the limit of an answer. */
function limitOf(provider: string): Readonly<Record<string, number>> {
  if (provider === 'ollama') return { numPredict: MAX_OUTPUT_TOKENS }
  return provider === 'google-genai'
    ? { maxOutputTokens: MAX_OUTPUT_TOKENS }
    : { maxTokens: MAX_OUTPUT_TOKENS }
}
