// Embedding models of several providers behind LangChain's one interface; their packages are imported when used.
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { UserError } from '#magnets'

export interface EmbeddingsOptions {
  readonly provider: string
  readonly model: string
  readonly key?: string
  /** Of a server that speaks the provider's protocol; default: the provider's own. */
  readonly url?: string
  /** Ends the calls that nobody waits for any more. */
  readonly signal?: AbortSignal
}

interface Provider {
  /** Its package, with the major that goes with this version of LangChain. */
  readonly install: string
  readonly needsKey: boolean
  open(options: EmbeddingsOptions): Promise<EmbeddingsInterface>
}

/** Tries again are ours, within the time that a question may wait. */
const maxRetries = 0
/** A client that nobody waits for any more lets go of its connection after this. */
const CLIENT_LIMIT_MS = 30_000

const PROVIDERS: Readonly<Record<string, Provider>> = {
  openai: {
    install: '@langchain/openai@1',
    needsKey: true,
    async open({ model, key, url, signal }) {
      const { OpenAIEmbeddings } = await import('@langchain/openai')
      return new OpenAIEmbeddings({
        model,
        // A server of one's own asks for no key, but the client wants one to send.
        apiKey: key ?? 'none',
        timeout: CLIENT_LIMIT_MS,
        maxRetries,
        // The client's own wish is base64, which not every server knows.
        encodingFormat: 'float',
        configuration: {
          ...(url === undefined ? {} : { baseURL: url }),
          ...(signal && { fetch: fetchUntil(signal) }),
        },
      })
    },
  },
  ollama: {
    install: '@langchain/ollama@1',
    needsKey: false,
    async open({ model, url }) {
      const { OllamaEmbeddings } = await import('@langchain/ollama')
      return new OllamaEmbeddings({ model, maxRetries, ...(url && { baseUrl: url }) })
    },
  },
  'google-genai': {
    install: '@langchain/google-genai@2',
    needsKey: true,
    async open({ model, key, url }) {
      const { GoogleGenerativeAIEmbeddings } = await import('@langchain/google-genai')
      const where = url === undefined ? {} : { baseUrl: url }
      return new GoogleGenerativeAIEmbeddings({
        model,
        maxRetries,
        apiKey: key ?? 'none',
        ...where,
      })
    },
  },
}

/** Throws a UserError where the provider, its key or its package is missing. Calls nobody yet. */
export async function openEmbeddings(options: EmbeddingsOptions): Promise<EmbeddingsInterface> {
  const { provider: name, key, url } = options
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined
  if (provider === undefined) {
    const known = Object.keys(PROVIDERS).join(', ')
    const words = `There is no provider "${name}" for MAGNETS_EMBEDDINGS; it is one of: ${known}.`
    throw new UserError('embeddings', words)
  }
  if (provider.needsKey && key === undefined && url === undefined) {
    throw new UserError(
      'embeddings',
      `Embeddings of ${name} need a key: set MAGNETS_EMBEDDINGS_KEY.`,
    )
  }
  try {
    return await provider.open(options)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND')) {
      throw cause
    }
    const words = `The package for embeddings of ${name} is not installed. Run "npm install ${provider.install}" in this folder, then start again.`
    throw new UserError('embeddings', words, { cause })
  }
}

/** The client takes no signal of ours: a call that hangs would keep a process alive that is done. */
function fetchUntil(ends: AbortSignal): typeof fetch {
  return (where, init) => {
    const own = init?.signal
    return fetch(where, { ...init, signal: own ? AbortSignal.any([own, ends]) : ends })
  }
}
