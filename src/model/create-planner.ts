// A language model behind LangChain: plans sentences over facts, or puts a question into plain English.
import type { BaseMessage } from '@langchain/core/messages'
import { z } from 'zod'
import type { CarriedSentence, Material, Plan, Rejection, Understood, Usage } from '#magnets'
import { faultOf, ModelFault } from './model-fault.ts'
import { type ModelOptions, openChat } from './open-chat.ts'
import { messagesFor, type Task } from './prompt.ts'
import { mostOf, usageOf } from './read-usage.ts'
import { createSentenceReader } from './sentence-reader.ts'
import { asked, taken } from './shapes.ts'

export type { ModelOptions } from './open-chat.ts'

export interface Call {
  readonly signal: AbortSignal
  /** Told before the call goes out: the most that it can cost. */
  onBegin(most: Usage): void
  /** Told where the provider says what it did cost, also where the output is of no use. */
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
  const { provider: name, model, prices } = options
  const { chat, provider, outputTokens } = await openChat(options, MAX_OUTPUT_TOKENS)

  async function ask<T extends Task>(
    task: T,
    messages: BaseMessage[],
    { signal, onBegin, onUsage, onText }: Call & { readonly onText?: (text: string) => void },
  ): Promise<z.output<(typeof taken)[T]>> {
    const structured = chat.withStructuredOutput(asked[task], { name: task, includeRaw: true })
    const result: { raw?: unknown; parsed?: unknown } = {}
    onBegin(mostOf(messages, outputTokens, prices))
    try {
      if (onText === undefined) {
        Object.assign(result, await structured.invoke(messages, { signal }))
      } else {
        const callbacks = [{ handleLLMNewToken: textHandler(onText) }]
        const stream = await structured.stream(messages, { signal, callbacks })
        for await (const part of stream) Object.assign(result, part)
      }
    } catch (error) {
      throw faultOf(error)
    }
    const used = usageOf(result.raw, prices)
    if (used !== undefined) onUsage(used)
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
