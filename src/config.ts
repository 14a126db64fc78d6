// The only reader of the environment: every variable, checked, with all that is wrong said at once.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { UserError } from '#magnets'

/** The knowledge folder of this checkout, whatever the working directory is. */
const DEFAULT_KNOWLEDGE = fileURLToPath(new URL('../knowledge', import.meta.url))
const DEFAULT_PORT = 3000
/** Slack speaks HTTPS only, so a proxy stands in front anyway: nothing else needs to reach us. */
const DEFAULT_HOST = '127.0.0.1'
/** Message text never reaches the log at any level, so more than this is safe to ask for. */
const DEFAULT_LOG_LEVEL = 'info'
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const token = (prefix: string, where: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}[A-Za-z0-9-]{6,}$`),
      `must start with ${prefix}; copy it from ${where}`,
    )
    .optional()

const address = z
  .url({
    protocol: /^https?$/,
    error:
      'must be an address such as https://proxy.example/api/; leave it out for the real platform',
  })
  .optional()

/** Every variable that is read, in the order of `.env.example`. */
const variables = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'your Slack app, "OAuth & Permissions"'),
  SLACK_APP_TOKEN: token('xapp-', 'your Slack app, "Basic Information", "App-Level Tokens"'),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^[\w-]{16,}$/,
      'must be a word of 16 letters or more; copy it from your Slack app, "Basic Information"',
    )
    .optional(),
  SLACK_API_URL: address,
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine(port => port <= 65_535, 'must be a number from 0 to 65535')
    .default(DEFAULT_PORT),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or address without scheme, such as 0.0.0.0')
    .default(DEFAULT_HOST),
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^[\w-]{16,}\.[\w-]{4,}\.[\w-]{16,}$/,
      'must be three words joined by dots; copy it from the Discord developer portal, "Bot"',
    )
    .optional(),
  DISCORD_API_URL: address,
  MAGNETS_KNOWLEDGE: z.string().default(DEFAULT_KNOWLEDGE),
  MAGNETS_LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default(DEFAULT_LOG_LEVEL),
})

/** Names of every variable that is read. */
export const VARIABLES: readonly string[] = Object.keys(variables.shape)

/** Of these only the presence may be shown. */
export const SECRET_VARIABLES: readonly string[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DISCORD_TOKEN',
]

export type Environment = Readonly<Record<string, string | undefined>>
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface SlackConfig {
  readonly botToken: string
  /** Web API of Slack, or of what stands in for it. */
  readonly apiUrl?: string
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | {
        readonly kind: 'http'
        readonly signingSecret: string
        readonly host: string
        readonly port: number
      }
}

export interface DiscordConfig {
  readonly token: string
  readonly apiUrl?: string
}

export interface Config {
  /** Folder of the knowledge. */
  readonly knowledge: string
  readonly logLevel: LogLevel
  readonly slack?: SlackConfig
  readonly discord?: DiscordConfig
  /** What the log must never show. */
  readonly secrets: readonly string[]
}

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
    const value = environment[name]?.trim()
    if (value !== undefined && value !== '') given[name] = value
  }
  const parsed = variables.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map(problemOf)
  for (const { variable } of problems) delete given[variable]
  const read = parsed.success ? parsed.data : variables.parse(given)
  problems.push(...missing(environment))
  return {
    problems,
    config: {
      knowledge: read.MAGNETS_KNOWLEDGE,
      logLevel: read.MAGNETS_LOG_LEVEL,
      ...slackPart(read),
      ...discordPart(read),
      secrets: SECRET_VARIABLES.flatMap(name => environment[name]?.trim() || []),
    },
  }
}

type Read = z.infer<typeof variables>

function problemOf(issue: z.core.$ZodIssue): ConfigProblem {
  return { variable: String(issue.path[0]), message: issue.message }
}

function missing(environment: Environment): ConfigProblem[] {
  const has = (name: string): boolean => Boolean(environment[name]?.trim())
  const problems: ConfigProblem[] = []
  const wayIn = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
  if (wayIn && !has('SLACK_BOT_TOKEN')) {
    const message =
      'is missing; install your Slack app to the workspace and copy the token that starts with xoxb-'
    problems.push({ variable: 'SLACK_BOT_TOKEN', message })
  }
  if (has('SLACK_BOT_TOKEN') && !wayIn) {
    const message =
      'is missing; set it for Socket Mode (starts with xapp-), or SLACK_SIGNING_SECRET for HTTP'
    problems.push({ variable: 'SLACK_APP_TOKEN', message })
  }
  return problems
}

function slackPart(read: Read): { slack?: SlackConfig } {
  const mode = slackMode(read)
  if (read.SLACK_BOT_TOKEN === undefined || mode === undefined) return {}
  const apiUrl = read.SLACK_API_URL === undefined ? {} : { apiUrl: read.SLACK_API_URL }
  return { slack: { botToken: read.SLACK_BOT_TOKEN, mode, ...apiUrl } }
}

function slackMode(read: Read): SlackConfig['mode'] | undefined {
  if (read.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: read.SLACK_APP_TOKEN }
  const signingSecret = read.SLACK_SIGNING_SECRET
  if (signingSecret === undefined) return undefined
  return { kind: 'http', signingSecret, host: read.HOST, port: read.PORT }
}

function discordPart(read: Read): { discord?: DiscordConfig } {
  if (read.DISCORD_TOKEN === undefined) return {}
  const apiUrl = read.DISCORD_API_URL === undefined ? {} : { apiUrl: read.DISCORD_API_URL }
  return { discord: { token: read.DISCORD_TOKEN, ...apiUrl } }
}
