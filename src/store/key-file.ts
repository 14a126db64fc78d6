// The key beside the file of the data, for who has set none: made on first use, readable by its owner alone.
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '#magnets'
import { readKey } from './seal.ts'

export const KEY_FILE = 'key'

/** Throws a UserError ("store") where what stands in the file is no key. */
export function keyOfFolder(folder: string): Buffer {
  const path = join(folder, KEY_FILE)
  if (!existsSync(path)) make(path)
  try {
    return readKey(readFileSync(path, 'utf8').trim())
  } catch (cause) {
    const words =
      `The key in ${path} can't be read, or is none. Put the right one there, or set it as ` +
      'MAGNETS_KEY. Remove the file for a new key only if the old one is lost: tokens that it ' +
      'sealed stay shut then.'
    throw new UserError('store', words, { cause })
  }
}

/** Whole or not at all: another process that starts now, or we after a crash, never read half a key. */
function make(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const made = randomBytes(32).toString('base64')
  try {
    writeFileSync(draft, `${made}\n`, { mode: 0o600, flag: 'wx', flush: true })
    linkSync(draft, path)
  } catch (error) {
    // Another process that started at the same moment was first.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
