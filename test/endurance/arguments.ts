// Reads what stands behind a command of the long runs; what makes no sense ends it at once.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { EngineName } from './data.ts'

/** The values of options that each take one; an unknown one is refused with those that there are. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(options: T) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    const known = Object.keys(options).map(name => `--${name}`)
    return refuse(`${Object(error).message}. There are ${known.join(', ')}.`)
  }
}

export function readEngine(given: string): EngineName {
  if (given === 'sqlite' || given === 'postgres') return given
  return refuse(`"${given}" is no engine: take sqlite or postgres.`)
}

/** A whole number from 1 up. */
export function readCount(given: string): number {
  const count = Number(given)
  return Number.isInteger(count) && count > 0 ? count : refuse(`"${given}" is no count.`)
}

/** Milliseconds of "3s" or "500ms". */
export function readDuration(given: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(given) ?? []
  if (amount === undefined) return refuse(`"${given}" is no time: write 500ms or 3s.`)
  return Number(amount) * (unit === 's' ? 1000 : 1)
}

function refuse(why: string): never {
  console.error(why)
  process.exit(2)
}
