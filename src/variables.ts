// Every environment variable that is read: its shape, its default, and what to say where it is wrong.
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The knowledge folder of this checkout, whatever the working directory is. */
const DEFAULT_KNOWLEDGE = fileURLToPath(new URL('../knowledge', import.meta.url))
const DEFAULT_DATA = fileURLToPath(new URL('../data', import.meta.url))
export const DEFAULT_PORT = 3000
/** As long as a conversation may be taken up again, and a receipt asked for. */
const DEFAULT_KEEP_DAYS = 30
/** Questions a minute: more than a person reads, fewer than a loop sends. */
const DEFAULT_PERSON_LIMIT = 20
/** About as many answers a minute as a platform takes in one channel. */
const DEFAULT_CHANNEL_LIMIT = 60
const DEFAULT_SHARDS = 1
/** People wait that long in a chat before they ask whether anybody is there. */
const DEFAULT_MODEL_TIMEOUT_MS = 8_000
/** A question's vector comes in less, or search does without. */
const DEFAULT_EMBEDDINGS_TIMEOUT_MS = 2_000
/** Three calls of about three thousand tokens. */
const DEFAULT_QUESTION_TOKENS = 12_000
/** About sixty questions of one person a day. */
const DEFAULT_PERSON_TOKENS = 300_000
const DEFAULT_DAY_TOKENS = 5_000_000
/** Slack speaks HTTPS only, so a proxy stands in front anyway: nothing else needs to reach us. */
const DEFAULT_HOST = '127.0.0.1'
/** Message text never reaches the log at any level, so more than this is safe to ask for. */
const DEFAULT_LOG_LEVEL = 'info'
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

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

const whole = (what: string, least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a number from ${least} to ${most}`)
    .transform(Number)
    .refine(n => n >= least && n <= most, `must be a ${what} from ${least} to ${most}`)

const decodes = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== ''
  } catch {
    return false
  }
}

const proxy = z
  .string()
  // The customary form leaves the scheme out at times.
  .transform(text => (text.includes('://') ? text : `http://${text}`))
  .refine(
    text => URL.canParse(text) && /^https?:\/\/[^/]/.test(text) && decodes(text),
    'must be an address such as http://name:password@proxy.example:3128, with special characters of name and password percent-encoded',
  )
  .optional()

const onOff = (fallback: 'on' | 'off') =>
  z.enum(['on', 'off'], 'must be on or off').default(fallback)

const SECRET_KEY = /^(?:[0-9a-f]{64}|[A-Za-z0-9+/_-]{43}=?)$/
const KEY_ADVICE = 'must be 32 bytes in base64 or hex; make one with "openssl rand -base64 32"'

const list = (item: RegExp, advice: string) =>
  z
    .string()
    .transform(text => text.split(/[\s,]+/).filter(word => word !== ''))
    .refine(words => words.every(word => item.test(word)), advice)
    .default([])

/** "openai:gpt-4o-mini": who, and which of theirs; a model's own name may hold more colons. */
const MODEL = /^([a-z][a-z-]{1,30}):(\S{1,120})$/

const providerAndModel = (text: string) => {
  const [, provider = '', model = ''] = MODEL.exec(text) ?? []
  return { provider, model }
}

const providerKey = z
  .string()
  .regex(/^\S{1,400}$/, 'must be a key without blanks')
  .optional()

const amount = (of: string, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}(?:\.\d{1,6})?$/, `must be ${of}, such as 0.15`)
    .transform(Number)
    .default(fallback)

/** Every variable that is read, in the order of `.env.example`. */
export const variables = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'your Slack app, "OAuth & Permissions"'),
  SLACK_APP_TOKEN: token('xapp-', 'your Slack app, "Basic Information", "App-Level Tokens"'),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^[\w-]{16,}$/,
      'must be a word of 16 letters or more; copy it from your Slack app, "Basic Information"',
    )
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(
      /^\d+\.\d+$/,
      'must be two numbers with a dot; copy it from your Slack app, "Basic Information"',
    )
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(
      /^[\w-]{16,}$/,
      'must be a word of 16 letters or more; copy it from your Slack app, "Basic Information"',
    )
    .optional(),
  SLACK_API_URL: address,
  PORT: whole('port', 0, 65_535).optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or address without scheme, such as 0.0.0.0')
    .default(DEFAULT_HOST),
  MAGNETS_PUBLIC_URL: z
    .url({
      protocol: /^https$/,
      error: 'must be an address that begins with https://, under which people reach the bot',
    })
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^[\w-]{16,}\.[\w-]{4,}\.[\w-]{16,}$/,
      'must be three words joined by dots; copy it from the Discord developer portal, "Bot"',
    )
    .optional(),
  DISCORD_API_URL: address,
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(
      /^[0-9a-f]{64}$/i,
      'must be 64 hexadecimal digits; copy it from the Discord developer portal, "General Information"',
    )
    .optional(),
  DISCORD_GATEWAY: onOff('on'),
  DISCORD_MESSAGE_CONTENT: onOff('off'),
  DISCORD_SHARDS: whole('number of shards', 1, 1000).default(DEFAULT_SHARDS),
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  NO_PROXY: list(/^[\w.:*[\]-]+$/, 'must be hosts, such as localhost,.example.com, or * for all'),
  MAGNETS_KNOWLEDGE: z.string().default(DEFAULT_KNOWLEDGE),
  MAGNETS_DATA: z.string().default(DEFAULT_DATA),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      error: 'must be an address such as postgres://user:password@host:5432/database',
    })
    .optional(),
  MAGNETS_KEY: z.string().regex(SECRET_KEY, KEY_ADVICE).optional(),
  MAGNETS_OLD_KEYS: list(SECRET_KEY, `holds what is no key: each ${KEY_ADVICE}`),
  MAGNETS_KEEP_DAYS: whole('number of days', 1, 3650).default(DEFAULT_KEEP_DAYS),
  MAGNETS_PERSON_LIMIT: whole('number', 0, 100_000).default(DEFAULT_PERSON_LIMIT),
  MAGNETS_CHANNEL_LIMIT: whole('number', 0, 100_000).default(DEFAULT_CHANNEL_LIMIT),
  MAGNETS_CURATORS: list(
    /^[a-z]+:[A-Za-z0-9]+$/,
    'must be ids with their platform, such as slack:U0123ABCD discord:123456789012345678',
  ),
  MAGNETS_MODEL: z
    .string()
    .regex(MODEL, 'must be a provider and a model with a colon, such as openai:gpt-4o-mini')
    .transform(providerAndModel)
    .optional(),
  MAGNETS_MODEL_KEY: providerKey,
  MAGNETS_MODEL_URL: address,
  MAGNETS_MODEL_TIMEOUT_MS: whole('number of milliseconds', 500, 25_000).default(
    DEFAULT_MODEL_TIMEOUT_MS,
  ),
  MAGNETS_MODEL_QUESTION_TOKENS: whole('number', 0, 10_000_000).default(DEFAULT_QUESTION_TOKENS),
  MAGNETS_MODEL_PERSON_TOKENS: whole('number', 0, 999_999_999).default(DEFAULT_PERSON_TOKENS),
  MAGNETS_MODEL_DAY_TOKENS: whole('number', 0, 999_999_999).default(DEFAULT_DAY_TOKENS),
  MAGNETS_MODEL_DAY_DOLLARS: amount('an amount of dollars', 0),
  MAGNETS_MODEL_INPUT_PRICE: amount('dollars for a million tokens', 0),
  MAGNETS_MODEL_OUTPUT_PRICE: amount('dollars for a million tokens', 0),
  MAGNETS_EMBEDDINGS: z
    .string()
    .regex(
      MODEL,
      'must be a provider and a model with a colon, such as openai:text-embedding-3-small',
    )
    .transform(providerAndModel)
    .optional(),
  MAGNETS_EMBEDDINGS_KEY: providerKey,
  MAGNETS_EMBEDDINGS_URL: address,
  MAGNETS_EMBEDDINGS_TIMEOUT_MS: whole('number of milliseconds', 100, 25_000).default(
    DEFAULT_EMBEDDINGS_TIMEOUT_MS,
  ),
  LANGSMITH_TRACING: z.enum(['true', 'false'], 'must be true or false').default('false'),
  MAGNETS_LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default(DEFAULT_LOG_LEVEL),
})

/** Names of every variable that is read. */
export const VARIABLES: readonly string[] = Object.keys(variables.shape)

/** Of these the lower-case form is read as well, and first: that is the custom. */
export const PROXY_VARIABLES: readonly string[] = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']

/** Of these only the presence may be shown. */
export const SECRET_VARIABLES: readonly string[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'DISCORD_TOKEN',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'DATABASE_URL',
  'MAGNETS_KEY',
  'MAGNETS_OLD_KEYS',
  'MAGNETS_MODEL_KEY',
  'MAGNETS_EMBEDDINGS_KEY',
]
