// The gallery: every command and every kind of answer stands in it, and every payload in it is valid.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCommands } from '../commands/command-desk.ts'
import { messageProblems } from '../doubles/discord/message-limits.ts'
import { openapiCheck } from '../doubles/discord/openapi-check.ts'
import { homeViewProblems, viewProblems } from '../doubles/slack/block-kit-schema.ts'
import { messageProblem } from '../doubles/slack/check-message.ts'
import { writeGallery } from './gallery.ts'

let folder = ''
let names: readonly string[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'magnets-gallery-'))
  names = await writeGallery(folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const ending = (end: string) => names.filter(name => name.endsWith(end))

describe('the gallery', () => {
  it('shows every command, every outcome, and charts in light and dark', async () => {
    for (const { name } of await loadCommands()) {
      expect(names).toContain(`command-${name}.slack.json`)
    }
    for (const kind of ['look-up', 'arithmetic', 'correction', 'refusal', 'small-talk']) {
      expect(names).toContain(`answer-${kind}.discord.json`)
    }
    expect(ending('.light.png').length).toBeGreaterThan(2)
    expect(ending('.dark.png')).toHaveLength(ending('.light.png').length)
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted())
  })

  it('holds nothing that Slack would refuse', () => {
    const messages = ending('.slack.json').flatMap(name => read(name))
    expect(messages.flatMap(message => messageProblem(message) ?? [])).toEqual([])
    expect(ending('.slack-window.json').flatMap(name => viewProblems(read(name)))).toEqual([])
    expect(ending('.slack-home.json').flatMap(name => homeViewProblems(read(name)))).toEqual([])
  })

  it('holds nothing that Discord would refuse', () => {
    const check = openapiCheck() ?? (() => [])
    const bodies = ending('.discord.json').flatMap(name => read(name))
    expect(bodies.flatMap(body => messageProblems(body))).toEqual([])
    const path = '/channels/940000000000000001/messages'
    expect(bodies.flatMap(body => check('POST', path, body))).toEqual([])
  })

  it('keeps the terminal within its columns', () => {
    for (const name of ending('.terminal.txt')) {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n')
      expect(Math.max(...lines.map(line => line.length)), name).toBeLessThanOrEqual(80)
    }
  })
})
