// A folder of a test's own, gone when the test is over.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../src/config.ts'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'magnets-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A configuration of nothing, that keeps its data in a folder of the test's own. */
export function temporaryConfig(): Config {
  return readConfig({ MAGNETS_DATA: temporaryFolder() })
}
