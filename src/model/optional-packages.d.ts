// The parts that are used of packages which whoever wants them installs; without them the types still check.

declare module '@langchain/ollama' {
  import type { EmbeddingsInterface } from '@langchain/core/embeddings'
  export const OllamaEmbeddings: new (fields: {
    readonly model: string
    readonly baseUrl?: string
    readonly maxRetries?: number
  }) => EmbeddingsInterface
}

declare module '@langchain/google-genai' {
  import type { EmbeddingsInterface } from '@langchain/core/embeddings'
  export const GoogleGenerativeAIEmbeddings: new (fields: {
    readonly model: string
    readonly apiKey?: string
    readonly baseUrl?: string
    readonly maxRetries?: number
  }) => EmbeddingsInterface
}
