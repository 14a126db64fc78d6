// What this adapter needs of a log, and the same for Slack's SDK.
import { type Logger, LogLevel } from '@slack/bolt'

/** Any structured logger; pino is one. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/**
 * The SDK's logger. What it says for debugging holds tokens and people's words and goes nowhere;
 * its info is about its own connection and is said by the adapter where it matters.
 */
export function sdkLogger(log: Log): Logger {
  const words = (parts: unknown[]): string => parts.map(String).join(' ')
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn({ from: 'slack sdk' }, words(parts)),
    error: (...parts: unknown[]) => log.error({ from: 'slack sdk' }, words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  }
}
