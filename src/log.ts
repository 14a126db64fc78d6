// The log: JSON lines on stderr, in which neither a token nor a person's words ever stand.
import type { EventEmitter } from 'node:events'
import { type DestinationStream, pino } from 'pino'

/** What the rooms of the house log with: fields first, then a fixed sentence. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Keys under which people's words and payloads travel; SDK errors carry whole requests. */
const WORDS = new Set(
  [
    'text content question claim options value values turns parts body requestBody data',
    'blocks embeds components title alt topic purpose message_text words',
  ].flatMap(line => line.toLowerCase().split(' ')),
)
const SECRETS = /token|secret|authorization|cookie|password|signature|response_url/i
const REDACTED = '[redacted]'
const MAX_DEPTH = 6

/** Tokens by their shape, wherever they stand: in an address, in a message of an SDK. */
const TOKEN_SHAPES = [
  /\bx(?:ox[a-z]|app)-[\w-]{6,}/g,
  /\b[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}/g,
  /\/(?:webhooks|interactions)\/\d+\/[\w-]{20,}/g,
  /https:\/\/hooks\.slack\.com\/[^\s"]+/g,
]

export interface LogOptions {
  readonly level: string
  /** Exact strings that never leave. */
  readonly secrets: readonly string[]
  /** Default: stderr. */
  readonly stream?: DestinationStream
}

/** Creates the log. Strings outside known keys are kept, so never put a person's words in a message. */
export function createLog(options: LogOptions): Log {
  const secrets = options.secrets.filter(secret => secret.length >= 6)
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: label => ({ level: label }),
        log: fields => scrubObject(fields, 0),
      },
      serializers: { err: error => error },
      hooks: { streamWrite: line => scrubTokens(line, secrets) },
    },
    options.stream ?? pino.destination({ dest: 2, sync: true }),
  )
}

/**
 * Logs failures that nobody waits for, in place of ending the process: an SDK may throw out of a
 * socket at any time, and all other conversations go on without that one.
 */
export function logStrayFailures(log: Log, source: EventEmitter): void {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    source.on(event, (err: unknown) => log.error({ err }, 'something failed that nobody waits for'))
  }
}

function scrubTokens(line: string, secrets: readonly string[]): string {
  let clean = line
  for (const secret of secrets) clean = clean.replaceAll(secret, REDACTED)
  for (const shape of TOKEN_SHAPES) clean = clean.replace(shape, REDACTED)
  return clean
}

function scrubObject(value: object, depth: number): Record<string, unknown> {
  const entries = value instanceof Error ? errorEntries(value) : Object.entries(value)
  return Object.fromEntries(entries.map(([key, inner]) => [key, scrub(key, inner, depth)]))
}

function scrub(key: string, value: unknown, depth: number): unknown {
  if (WORDS.has(key.toLowerCase()) || SECRETS.test(key)) return REDACTED
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return REDACTED
  if (Array.isArray(value)) return value.map(item => scrub('', item, depth + 1))
  return scrubObject(value, depth + 1)
}

/** A message and a stack hide from Object.entries. */
function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error
  return [...Object.entries({ name, message, stack, cause }), ...Object.entries(error)]
}
