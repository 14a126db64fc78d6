// A knowledge folder to break: a copy of a small valid one, edited by search and replace.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { checkKnowledge } from '../../src/knowledge/index.ts'

export const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** A fresh copy of a fixture base, gone when the test ends. Its siblings are beside it. */
export function copiedFolder(name = 'knowledge-honey'): string {
  const root = mkdtempSync(join(tmpdir(), 'knowledge-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const folder of ['knowledge-honey', 'knowledge-harbor']) {
    cpSync(join(FIXTURES, folder), join(root, folder), { recursive: true })
  }
  return join(root, name)
}

/** Replaces text that must stand in the file. */
export function edit(folder: string, name: string, from: string, to: string): void {
  const path = join(folder, name)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${name} does not contain: ${from}`)
  writeFileSync(path, text.replace(from, to))
}

/** What the check says after the edits, as "file:line rule: message" with the file inside the folder. */
export function problemsAfter(
  ...edits: readonly (readonly [file: string, from: string, to: string])[]
): readonly string[] {
  const folder = copiedFolder()
  for (const [file, from, to] of edits) edit(folder, file, from, to)
  return problemsIn(folder)
}

/** The problems of a folder, as "file:line rule: message" with the file inside the folder. */
export function problemsIn(folder: string): readonly string[] {
  return checkKnowledge(folder).problems.map(({ file, line, rule, message }) => {
    const name = file.replace(`${folder}/`, '')
    return `${name}:${line} ${rule}: ${message.replaceAll(`${folder}/`, '')}`
  })
}
