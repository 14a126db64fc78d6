// The providers that a model may come from: their package, and how each takes a key and an address.
import { UserError } from '#magnets'

interface Provider {
  readonly package: string
  /** With the major that goes with this version of LangChain. */
  readonly install: string
  /** True where nothing answers without a key. */
  readonly needsKey: boolean
  /** True where only what is marked for it is cached. */
  readonly marksCache: boolean
  fields(key: string | undefined, url: string | undefined): Readonly<Record<string, unknown>>
}

export const PROVIDERS: Readonly<Record<string, Provider>> = {
  openai: {
    package: '@langchain/openai',
    install: '@langchain/openai@1',
    needsKey: true,
    marksCache: false,
    // A server of one's own asks for no key, but the client wants one to send.
    fields: (key, url) => ({
      apiKey: key ?? (url === undefined ? undefined : 'none'),
      ...(url === undefined ? {} : { configuration: { baseURL: url } }),
    }),
  },
  anthropic: {
    package: '@langchain/anthropic',
    install: '@langchain/anthropic@1',
    needsKey: true,
    marksCache: true,
    fields: (key, url) => ({ apiKey: key, ...(url === undefined ? {} : { anthropicApiUrl: url }) }),
  },
  ollama: {
    package: '@langchain/ollama',
    install: '@langchain/ollama@1',
    needsKey: false,
    marksCache: false,
    fields: (_, url) => (url === undefined ? {} : { baseUrl: url }),
  },
  'google-genai': {
    package: '@langchain/google-genai',
    install: '@langchain/google-genai@2',
    needsKey: true,
    marksCache: false,
    fields: (key, url) => ({ apiKey: key, ...(url === undefined ? {} : { baseUrl: url }) }),
  },
}

/** Throws a UserError with the command to run where the provider's package is not installed. */
export async function requireProvider(name: string): Promise<Provider> {
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined
  if (provider === undefined) {
    const known = Object.keys(PROVIDERS).join(', ')
    throw new UserError(
      'model',
      `There is no provider "${name}" for MAGNETS_MODEL; it is one of: ${known}.`,
    )
  }
  try {
    await import(provider.package)
  } catch (cause) {
    const code = (cause as { code?: unknown } | null)?.code
    if (code !== 'ERR_MODULE_NOT_FOUND') throw cause
    const words = `The package for models of ${name} is not installed. Run "npm install ${provider.install}" in this folder, then start again.`
    throw new UserError('model', words, { cause })
  }
  return provider
}
