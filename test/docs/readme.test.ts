// What the README lists is what the code has, and what it shows is what the commands print.

import { GatewayIntentBits } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { APP_SCOPES, EVENTS, SCOPES } from '../../src/adapters/slack/manifest.ts'
import { VARIABLES } from '../../src/config.ts'
import { loadCommands } from '../../src/load-commands.ts'
import { magnets } from '../cli/command-line.ts'
import { blocksOf, namesIn, read, tableOf } from './documents.ts'

const README = read('README.md')

const firstNames = (...columns: readonly string[]): readonly string[] =>
  tableOf(README, ...columns).map(([cell = '']) => namesIn(cell)[0] ?? '')

describe('the README', () => {
  it('has a row for every command, with its options, and for nothing else', async () => {
    const commands = await loadCommands()
    const usages = commands.map(({ name, options }) =>
      [name, ...options.map(o => (o.required ? `<${o.name}>` : `[${o.name}]`))].join(' '),
    )
    const rows = tableOf(README, 'command', 'what it answers', 'options')
    expect(rows.map(([cell = '']) => namesIn(cell)[0])).toEqual(usages)
    expect(rows.map(([, , cell = '']) => namesIn(cell))).toEqual(
      commands.map(({ options }) => options.map(({ name }) => name)),
    )
  })

  it('explains every variable, in the order of .env.example', () => {
    expect(firstNames('variable', 'meaning', 'default')).toEqual(VARIABLES)
  })

  it('gives the reason of every scope and event of the manifest, as the manifest does', () => {
    const rows = (kind: string) =>
      tableOf(README, kind, 'why').map(([name = '', why = '']) => [
        namesIn(name)[0],
        why.replaceAll('`', ''),
      ])
    const pairs = (all: typeof SCOPES) => all.map(({ name, reason }) => [name, reason])
    const scopes = rows('scope')
    expect(scopes.slice(0, SCOPES.length)).toEqual(pairs(SCOPES))
    expect(scopes.slice(SCOPES.length)).toEqual(
      APP_SCOPES.map(({ name, reason }) => [name, expect.stringContaining(reason)]),
    )
    expect(rows('event')).toEqual(pairs(EVENTS))
  })

  it('explains exactly the intents that the adapter asks for', () => {
    const source = read('src/adapters/discord/gateway.ts')
    const asked = [...source.matchAll(/GatewayIntentBits\.(\w+)/g)].map(match => match[1])
    const explained = firstNames('intent', 'why')
    expect(explained).toEqual(asked)
    for (const name of explained) expect(GatewayIntentBits).toHaveProperty(name)
  })

  const sessions = blocksOf(README).filter(({ language }) => language === 'console')
  it.each(sessions.map(({ text }) => text.split('\n', 1)[0] ?? ''))(
    'shows truly: %s',
    async line => {
      const block = sessions.find(({ text }) => text.startsWith(`${line}\n`))
      const shown = block?.text.trimEnd().split('\n').slice(1) ?? []
      const { out } = await magnets(argumentsOf(line))
      // Where a line stands for others that are left out, what is around it must still be there.
      for (const piece of shown.join('\n').split(/\n?…\n?/)) expect(out).toContain(piece)
      if (!shown.includes('…')) expect(out.trimEnd()).toBe(shown.join('\n'))
    },
  )
})

/** `$ npx magnets ask "a question"` as what the shell hands over. */
function argumentsOf(line: string): readonly string[] {
  const words = line.replace(/^\$ npx magnets /, '').matchAll(/"([^"]*)"|(\S+)/g)
  return [...words].map(([, quoted, bare]) => quoted ?? bare ?? '')
}
