// The only reader of the environment: every variable, checked, with all that is wrong said at once.
import { existsSync } from 'node:fs'
import type { z } from 'zod'
import { UserError } from '#magnets'
import type {
  Config,
  DiscordConfig,
  EmbeddingsConfig,
  ModelConfig,
  ProxyConfig,
  SlackConfig,
  StoreConfig,
} from './config-shape.ts'
import {
  DEFAULT_PORT,
  PROXY_VARIABLES,
  SECRET_VARIABLES,
  VARIABLES,
  variables,
} from './variables.ts'

export type * from './config-shape.ts'
export { SECRET_VARIABLES, VARIABLES } from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface ConfigProblem {
  readonly variable: string
  /** What is wrong and what to do. */
  readonly message: string
}

/** Reads `.env` of the working directory, if there is one; what is set already stays as it is. */
export function loadDotEnv(path = '.env'): void {
  if (!existsSync(path)) return
  try {
    process.loadEnvFile(path)
  } catch (cause) {
    const message = `${path} can't be read: it must be a text file that you may read.`
    throw new UserError('configuration', message, { cause })
  }
}

/** The configuration; throws one UserError ("configuration") that lists all that is wrong. */
export function readConfig(environment: Environment = process.env): Config {
  const { config, problems } = inspectConfig(environment)
  if (problems.length === 0) return config
  const lines = problems.map(problem => `- ${problem.variable} ${problem.message}`)
  throw new UserError('configuration', ['The configuration needs attention:', ...lines].join('\n'))
}

/** What of the configuration can be used, and everything that is missing or wrong. */
export function inspectConfig(environment: Environment = process.env): {
  readonly config: Config
  readonly problems: readonly ConfigProblem[]
} {
  const given: Record<string, string> = {}
  for (const name of VARIABLES) {
    // An empty line of .env means "not set".
    const value = settingOf(environment, name)
    if (value !== undefined) given[name] = value
  }
  const parsed = variables.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map(problemOf)
  for (const { variable } of problems) delete given[variable]
  const read = parsed.success ? parsed.data : variables.parse(given)
  problems.push(...missing(environment))
  // A proxy of another kind, set for other programs, matters only where something connects.
  const connects = ['SLACK_BOT_TOKEN', 'SLACK_CLIENT_ID', 'DISCORD_TOKEN'].some(name =>
    settingOf(environment, name),
  )
  return {
    problems: problems.filter(p => connects || !PROXY_VARIABLES.includes(p.variable)),
    config: {
      knowledge: read.MAGNETS_KNOWLEDGE,
      logLevel: read.MAGNETS_LOG_LEVEL,
      ...slackPart(read),
      ...discordPart(read),
      ...proxyPart(read),
      ...modelPart(read, environment),
      ...embeddingsPart(read),
      ...listenPart(read),
      store: storePart(read),
      limits: { person: read.MAGNETS_PERSON_LIMIT, channel: read.MAGNETS_CHANNEL_LIMIT },
      curators: read.MAGNETS_CURATORS,
      secrets: secretsOf(environment),
    },
  }
}

function settingOf(environment: Environment, name: string): string | undefined {
  const small = PROXY_VARIABLES.includes(name) ? environment[name.toLowerCase()]?.trim() : ''
  return small || environment[name]?.trim() || undefined
}

type Read = z.infer<typeof variables>

function problemOf(issue: z.core.$ZodIssue): ConfigProblem {
  return { variable: String(issue.path[0]), message: issue.message }
}

function missing(environment: Environment): ConfigProblem[] {
  const has = (name: string): boolean => Boolean(environment[name]?.trim())
  const problems: ConfigProblem[] = []
  const wayIn = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
  const installs = has('SLACK_CLIENT_ID') && has('SLACK_CLIENT_SECRET')
  if (has('SLACK_CLIENT_ID') !== has('SLACK_CLIENT_SECRET')) {
    const variable = has('SLACK_CLIENT_ID') ? 'SLACK_CLIENT_SECRET' : 'SLACK_CLIENT_ID'
    problems.push({ variable, message: 'is missing; installing by OAuth needs both' })
  }
  if (wayIn && !has('SLACK_BOT_TOKEN') && !installs) {
    const message =
      'is missing; install your Slack app to the workspace and copy the token that starts with xoxb-'
    problems.push({ variable: 'SLACK_BOT_TOKEN', message })
  }
  if ((has('SLACK_BOT_TOKEN') || installs) && !wayIn) {
    const message =
      'is missing; set it for Socket Mode (starts with xapp-), or SLACK_SIGNING_SECRET for HTTP'
    problems.push({ variable: 'SLACK_APP_TOKEN', message })
  }
  if (environment.DISCORD_GATEWAY?.trim() === 'off' && !has('DISCORD_PUBLIC_KEY')) {
    const message =
      'is missing; without the gateway (DISCORD_GATEWAY=off) Discord reaches the bot by HTTP only, which needs it'
    problems.push({ variable: 'DISCORD_PUBLIC_KEY', message })
  }
  if (has('DATABASE_URL') && !has('MAGNETS_KEY')) {
    const message =
      'is missing; with DATABASE_URL every machine needs the same key: make one with "openssl rand -base64 32"'
    problems.push({ variable: 'MAGNETS_KEY', message })
  }
  const prices = ['MAGNETS_MODEL_INPUT_PRICE', 'MAGNETS_MODEL_OUTPUT_PRICE']
  if (has('MAGNETS_MODEL_DAY_DOLLARS') && !prices.every(has)) {
    const message = `needs ${prices.join(' and ')}: without prices nobody knows what is spent`
    problems.push({ variable: 'MAGNETS_MODEL_DAY_DOLLARS', message })
  }
  return problems
}

function slackPart(read: Read): { slack?: SlackConfig } {
  const mode = slackMode(read)
  const apiUrl = read.SLACK_API_URL === undefined ? {} : { apiUrl: read.SLACK_API_URL }
  const { SLACK_BOT_TOKEN: botToken, MAGNETS_PUBLIC_URL: publicUrl } = read
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = read
  if (mode === undefined) return {}
  if (botToken !== undefined) return { slack: { botToken, mode, ...apiUrl } }
  if (clientId === undefined || clientSecret === undefined) return {}
  const oauth = { clientId, clientSecret, ...(publicUrl === undefined ? {} : { publicUrl }) }
  return { slack: { oauth, mode, ...apiUrl } }
}

function slackMode(read: Read): SlackConfig['mode'] | undefined {
  if (read.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: read.SLACK_APP_TOKEN }
  const signingSecret = read.SLACK_SIGNING_SECRET
  if (signingSecret === undefined) return undefined
  return { kind: 'http', signingSecret }
}

function listenPart(read: Read): { listen?: NonNullable<Config['listen']> } {
  const installs = read.SLACK_BOT_TOKEN === undefined && read.SLACK_CLIENT_ID !== undefined
  const called =
    installs || slackMode(read)?.kind === 'http' || read.DISCORD_PUBLIC_KEY !== undefined
  const needed = called || read.PORT !== undefined
  return needed ? { listen: { host: read.HOST, port: read.PORT ?? DEFAULT_PORT } } : {}
}

function storePart(read: Read): StoreConfig {
  return {
    folder: read.MAGNETS_DATA,
    ...(read.DATABASE_URL === undefined ? {} : { databaseUrl: read.DATABASE_URL }),
    ...(read.MAGNETS_KEY === undefined ? {} : { key: read.MAGNETS_KEY }),
    oldKeys: read.MAGNETS_OLD_KEYS,
    keepDays: read.MAGNETS_KEEP_DAYS,
  }
}

/** Whole values, and of an address its password alone as well: a driver may name that by itself. */
function secretsOf(environment: Environment): readonly string[] {
  const secrets = SECRET_VARIABLES.flatMap(name => {
    const value = settingOf(environment, name)
    if (value === undefined) return []
    const password = /^(?:\w+:\/\/)?[^:/@]*:([^@]*)@/.exec(value)?.[1] ?? ''
    return [value, ...value.split(/[\s,]+/), password, decoded(password)]
  })
  return [...new Set(secrets)].filter(secret => secret !== '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function proxyPart({ HTTPS_PROXY: https, HTTP_PROXY: http, NO_PROXY: except }: Read) {
  if (https === undefined && http === undefined) return {}
  const proxy: ProxyConfig = {
    ...(https === undefined ? {} : { https }),
    ...(http === undefined ? {} : { http }),
    except,
  }
  return { proxy }
}

function discordPart(read: Read): { discord?: DiscordConfig } {
  if (read.DISCORD_TOKEN === undefined) return {}
  const { DISCORD_API_URL: apiUrl, DISCORD_PUBLIC_KEY: publicKey } = read
  const discord: DiscordConfig = {
    token: read.DISCORD_TOKEN,
    shards: read.DISCORD_SHARDS,
    gateway: read.DISCORD_GATEWAY === 'on',
    messageContent: read.DISCORD_MESSAGE_CONTENT === 'on',
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(publicKey === undefined ? {} : { publicKey }),
  }
  return { discord }
}

/** Each of these turns LangSmith's tracing on by itself. */
const TRACING = [
  'LANGSMITH_TRACING',
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING',
  'LANGCHAIN_TRACING_V2',
]

function modelPart(read: Read, environment: Environment): { model?: ModelConfig } {
  const { MAGNETS_MODEL: named, MAGNETS_MODEL_KEY: key, MAGNETS_MODEL_URL: url } = read
  if (named === undefined) return {}
  const { MAGNETS_MODEL_INPUT_PRICE: input, MAGNETS_MODEL_OUTPUT_PRICE: output } = read
  const model: ModelConfig = {
    ...named,
    ...(key === undefined ? {} : { key }),
    ...(url === undefined ? {} : { url }),
    timeoutMs: read.MAGNETS_MODEL_TIMEOUT_MS,
    budgets: {
      questionTokens: read.MAGNETS_MODEL_QUESTION_TOKENS,
      personTokens: read.MAGNETS_MODEL_PERSON_TOKENS,
      dayTokens: read.MAGNETS_MODEL_DAY_TOKENS,
      dayDollars: read.MAGNETS_MODEL_DAY_DOLLARS,
    },
    ...(input + output > 0 ? { prices: { input, output } } : {}),
    traced: TRACING.some(name => environment[name]?.trim() === 'true'),
  }
  return { model }
}

function embeddingsPart(read: Read): { embeddings?: EmbeddingsConfig } {
  const { MAGNETS_EMBEDDINGS: named, MAGNETS_EMBEDDINGS_KEY: key } = read
  const { MAGNETS_EMBEDDINGS_URL: url, MAGNETS_EMBEDDINGS_TIMEOUT_MS: timeoutMs } = read
  if (named === undefined) return {}
  const access = { ...(key === undefined ? {} : { key }), ...(url === undefined ? {} : { url }) }
  return { embeddings: { ...named, ...access, timeoutMs } }
}
