// The providers that a model may come from: their package, and how each takes a key and an address.
import { UserError } from '#magnets'

export interface Provider {
  /** Its package, with the major that goes with this version of LangChain. */
  readonly install: string
  /** True where the provider's own servers answer nobody without a key. */
  readonly needsKey: boolean
  /** True where only what is marked for it is cached. */
  readonly marksCache: boolean
  fields(key: string | undefined, url: string | undefined): Readonly<Record<string, unknown>>
  /** True of models that think before they answer. */
  thinks?(model: string): boolean
  /** Steady answers of at most so many tokens, as far as the model takes such settings. */
  settings(model: string, outputTokens: number): Readonly<Record<string, number>>
}

/** Models that think first take no temperature. */
const THINKING = /^(?:o\d|gpt-5(?!-chat))/

export const PROVIDERS: Readonly<Record<string, Provider>> = {
  openai: {
    needsKey: true,
    install: '@langchain/openai@1',
    marksCache: false,
    thinks: model => THINKING.test(model),
    settings: (model, maxTokens) =>
      THINKING.test(model) ? { maxTokens } : { temperature: 0, maxTokens },
    // A server of one's own asks for no key, but the client wants one to send.
    fields: (key, url) => ({
      apiKey: key ?? (url === undefined ? undefined : 'none'),
      ...(url === undefined ? {} : { configuration: { baseURL: url } }),
    }),
  },
  anthropic: {
    needsKey: true,
    install: '@langchain/anthropic@1',
    marksCache: true,
    settings: (_, maxTokens) => ({ temperature: 0, maxTokens }),
    fields: (key, url) => ({ apiKey: key, ...(url === undefined ? {} : { anthropicApiUrl: url }) }),
  },
  ollama: {
    needsKey: false,
    install: '@langchain/ollama@1',
    marksCache: false,
    settings: (_, numPredict) => ({ temperature: 0, numPredict }),
    fields: (_, url) => (url === undefined ? {} : { baseUrl: url }),
  },
  'google-genai': {
    needsKey: true,
    install: '@langchain/google-genai@2',
    marksCache: false,
    settings: (_, maxOutputTokens) => ({ temperature: 0, maxOutputTokens }),
    fields: (key, url) => ({ apiKey: key, ...(url === undefined ? {} : { baseUrl: url }) }),
  },
}

/** Throws a UserError that says what to set where there is no such provider, or no key for it. */
export function providerNamed(name: string, key?: string, url?: string): Provider {
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined
  if (provider?.needsKey && key === undefined && url === undefined) {
    throw new UserError('model', `Models of ${name} need a key: set MAGNETS_MODEL_KEY.`)
  }
  if (provider !== undefined) return provider
  const known = Object.keys(PROVIDERS).join(', ')
  const words = `There is no provider "${name}" for MAGNETS_MODEL; it is one of: ${known}.`
  throw new UserError('model', words)
}

/** What LangChain says where a package is missing, with the command to run; anything else as it is. */
export function explainOpening(name: string, { install }: Provider, cause: unknown): unknown {
  const text = cause instanceof Error ? cause.message : ''
  if (!text.startsWith('Unable to import')) return cause
  const words = `The package for models of ${name} is not installed. Run "npm install ${install}" in this folder, then start again.`
  return new UserError('model', words, { cause })
}
