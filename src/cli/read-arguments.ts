// Reads flags and words of one subcommand; what it does not know is bad usage.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './io.ts'

type Flags = NonNullable<ParseArgsConfig['options']>

export interface Arguments {
  readonly words: readonly string[]
  text(flag: string): string | undefined
  on(flag: string): boolean
}

export function readArguments(argv: readonly string[], flags: Flags, usage: string): Arguments {
  const parsed = parse(argv, flags, usage)
  return {
    words: parsed.positionals,
    text(flag) {
      const value = parsed.values[flag]
      return typeof value === 'string' ? value : undefined
    },
    on: flag => parsed.values[flag] === true,
  }
}

function parse(argv: readonly string[], options: Flags, usage: string) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // Node goes on to explain a way round that nobody here needs.
    throw new UsageError(message.replace(/(?<=')\. To specify .*$/s, '.'), usage)
  }
}
