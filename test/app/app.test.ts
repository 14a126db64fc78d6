// The parts put together: knowledge and commands are checked, and changed knowledge is used at once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ContentError } from '#magnets'
import { createApp } from '../../src/app.ts'
import { SILENT_LOG } from '../../src/cli/io.ts'
import { readConfig } from '../../src/config.ts'
import { loadCommands } from '../../src/load-commands.ts'
import { copiedFolder, edit } from '../knowledge/edited-folder.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const now = () => new Date('2026-11-23T12:00:00Z')

function folderOf(files: Readonly<Record<string, string>>): URL {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return pathToFileURL(`${folder}/`)
}

const FINE = `export default { summary: 'Fine', options: [], audience: 'everyone', run() {} }`

describe('the commands', () => {
  it('are named for their files', async () => {
    const commands = await loadCommands(
      folderOf({ 'one.ts': FINE, 'two.ts': FINE, 'README.md': '' }),
    )
    expect(commands.map(({ name, summary }) => `${name}: ${summary}`)).toEqual([
      'one: Fine',
      'two: Fine',
    ])
  })

  it('of the project all load', async () => {
    expect((await loadCommands()).map(({ name }) => name)).toContain('ask')
  })

  it('that are wrong are named by file, all at once', async () => {
    const option = (more: string) =>
      `{ name: 'x', summary: 'X', kind: 'text', required: true, ${more} }`
    const withOptions = (...options: string[]) =>
      FINE.replace('options: []', `options: [${options.join(', ')}]`)
    const folder = folderOf({
      'none.ts': 'export const x = 1',
      'broken.ts': 'export default {',
      'Loud.ts': FINE,
      'long.ts': FINE.replace('Fine', 'x'.repeat(101)),
      'choice.ts': withOptions(option(`kind: 'choice'`)),
      'order.ts': withOptions(option('required: false'), option(`name: 'y'`)),
      'twice.ts': withOptions(option(''), option('')),
      'silent.ts': FINE.replace('run() {}', ''),
      'fine.ts': FINE,
    })
    const error: unknown = await loadCommands(folder).catch(thrown => thrown)
    if (!(error instanceof ContentError)) throw error
    const files = error.problems.map(problem => problem.file)
    expect([...new Set(files)].sort()).toEqual(
      ['Loud', 'broken', 'choice', 'long', 'none', 'order', 'silent', 'twice'].map(
        name => `commands/${name}.ts`,
      ),
    )
  })
})

describe('the app', () => {
  it('uses changed knowledge in a conversation at the terminal, too', async () => {
    const folder = copiedFolder()
    const config = readConfig({ MAGNETS_KNOWLEDGE: folder, MAGNETS_DATA: temporaryFolder() })
    const app = await createApp({ config, log: SILENT_LOG, now, commandsFolder: folderOf({}) })
    const input = new PassThrough()
    const left = app.chat(input, new PassThrough())
    edit(folder, 'facts/harvest.yaml', '12,500', '12,600')
    edit(folder, 'facts/harvest.yaml', 'amount: 12500', 'amount: 12600')
    const honey = () => app.base().fact('lindenhof-honey-2024')?.value?.amount
    await vi.waitFor(() => expect(honey()).toBe(12600), 4000)
    input.end()
    await left
    await app.stop()
  })

  it('uses changed knowledge while it runs, and keeps the old where the new is wrong', async () => {
    const folder = copiedFolder()
    const errors: string[] = []
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (fields: object, message: string) =>
        void errors.push(`${message} ${JSON.stringify(fields)}`),
    }
    const config = readConfig({ MAGNETS_KNOWLEDGE: folder, MAGNETS_DATA: temporaryFolder() })
    const app = await createApp({ config, log, now, commandsFolder: folderOf({}) })
    await app.start()
    const honey = () => app.base().fact('lindenhof-honey-2024')?.value?.amount
    expect(honey()).toBe(12500)
    edit(folder, 'facts/harvest.yaml', '12,500', '12,600')
    edit(folder, 'facts/harvest.yaml', 'amount: 12500', 'amount: 12600')
    await vi.waitFor(() => expect(honey()).toBe(12600), 4000)
    edit(folder, 'facts/harvest.yaml', 'amount: 12600', 'amount: 9')
    await vi.waitFor(() => expect(errors).toHaveLength(1), 4000)
    expect(errors[0]).toContain('harvest.yaml')
    expect(honey()).toBe(12600)
    await app.stop()
  })
})
