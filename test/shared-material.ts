// Finds reference material beside the checkout; compulsory where MAGNETS_TEST_SHARED is 1, optional elsewhere.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Path of a file under ../shared, or undefined where there is none and it may be missing. */
export function sharedPath(name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../shared/${name}`, import.meta.url))
  if (existsSync(path)) return path
  if (process.env.MAGNETS_TEST_SHARED === '1') throw new Error(`${path} is missing`)
  return undefined
}
