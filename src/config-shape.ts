// What the configuration holds once it has been read and checked.
import type { LOG_LEVELS } from './variables.ts'

export type LogLevel = (typeof LOG_LEVELS)[number]

export interface SlackConfig {
  /** Of one workspace; absent where the app is installed by OAuth. */
  readonly botToken?: string
  readonly oauth?: {
    readonly clientId: string
    readonly clientSecret: string
    readonly publicUrl?: string
  }
  /** Web API of Slack, or of what stands in for it. */
  readonly apiUrl?: string
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string }
}

export interface DiscordConfig {
  readonly token: string
  readonly apiUrl?: string
  /** Connections to the gateway over all machines. */
  readonly shards: number
  /** With it interactions may come by HTTP. */
  readonly publicKey?: string
  /** Whether messages are heard; interactions alone need no gateway. */
  readonly gateway: boolean
  /** Whether the application has the privileged intent of this name. */
  readonly messageContent: boolean
}

/** Where state is kept. */
export interface StoreConfig {
  /** Folder of the file, and of the key where none is in the environment. */
  readonly folder: string
  /** PostgreSQL in place of the file. */
  readonly databaseUrl?: string
  /** Seals tokens: 32 bytes in base64 or hex. */
  readonly key?: string
  /** Keys of before, for reading alone. */
  readonly oldKeys: readonly string[]
  readonly keepDays: number
}

/** The way to the platforms, where it isn't a direct one. */
export interface ProxyConfig {
  /** For https:// addresses; where it is missing, the other serves for them too. */
  readonly https?: string
  /** For http:// addresses. */
  readonly http?: string
  /** Hosts that are reached directly, with all below them; "*" for all. */
  readonly except: readonly string[]
}

/** An optional language model. */
export interface ModelConfig {
  readonly provider: string
  readonly model: string
  readonly key?: string
  /** Of a server in place of the provider's. */
  readonly url?: string
  readonly timeoutMs: number
  /** Tokens and dollars; 0 for no limit. */
  readonly budgets: {
    readonly questionTokens: number
    readonly personTokens: number
    readonly dayTokens: number
    readonly dayDollars: number
  }
  /** Dollars for a million tokens; absent where nobody said. */
  readonly prices?: { readonly input: number; readonly output: number }
  /** True where LangChain sends what passes to LangSmith too. */
  readonly traced: boolean
}

/** Optional embeddings, by which search finds what is near in meaning. */
export interface EmbeddingsConfig {
  readonly provider: string
  readonly model: string
  readonly key?: string
  /** Of a server in place of the provider's. */
  readonly url?: string
  /** How long a question may wait for its vector. */
  readonly timeoutMs: number
}

export interface Config {
  /** Folder of the knowledge. */
  readonly knowledge: string
  readonly logLevel: LogLevel
  readonly slack?: SlackConfig
  readonly discord?: DiscordConfig
  readonly proxy?: ProxyConfig
  readonly model?: ModelConfig
  readonly embeddings?: EmbeddingsConfig
  /** The one HTTP listener: there where Slack needs it, or a port was named. */
  readonly listen?: { readonly host: string; readonly port: number }
  readonly store: StoreConfig
  /** Questions a minute by one person and in one channel; 0 for no limit. */
  readonly limits: { readonly person: number; readonly channel: number }
  /** Who runs the bot: "<platform>:<id>". */
  readonly curators: readonly string[]
  /** What the log must never show. */
  readonly secrets: readonly string[]
}
