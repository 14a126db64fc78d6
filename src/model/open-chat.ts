// Opens a chat model of any provider through LangChain; nobody is called yet.
import { initChatModel } from 'langchain/chat_models/universal'
import { explainOpening, providerNamed } from './providers.ts'

export interface ModelOptions {
  readonly provider: string
  readonly model: string
  readonly key?: string
  /** Of a server that speaks the provider's protocol; default: the provider's own. */
  readonly url?: string
  /** Dollars for a million tokens. */
  readonly prices?: { readonly input: number; readonly output: number }
}

/** Thoughts count as output. */
const THOUGHTS_TOKENS = 4_000

/**
 * `outputTokens` is the most that an answer can hold, thoughts included. Throws a UserError where the
 * provider, its package or its key is missing.
 */
export async function openChat(options: ModelOptions, maxOutputTokens: number) {
  const { provider: name, model, key, url } = options
  const provider = providerNamed(name, key, url)
  const outputTokens = maxOutputTokens + (provider.thinks?.(model) ? THOUGHTS_TOKENS : 0)
  const chat = await initChatModel(model, {
    modelProvider: name,
    // Tries again are ours, within the time that is left.
    maxRetries: 0,
    ...provider.settings(model, outputTokens),
    ...provider.fields(key, url),
  }).catch((cause: unknown) => {
    throw explainOpening(name, provider, cause)
  })
  return { chat, provider, outputTokens }
}
