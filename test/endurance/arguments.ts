// Reads what stands behind a command of the long runs; what makes no sense ends it at once.
import type { EngineName } from './data.ts'

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
