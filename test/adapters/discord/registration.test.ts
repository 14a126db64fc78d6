// Registering commands: described within the limits, compared, written only where something differs.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '#magnets'
import {
  discordCommands,
  inviteLink,
  registerDiscord,
} from '../../../src/adapters/discord/registration.ts'
import {
  type DiscordDouble,
  IDS,
  startDiscordDouble,
  TOKEN,
} from '../../doubles/discord/discord-double.ts'
import { commandProblems } from '../../doubles/discord/message-limits.ts'
import { SAMPLE_COMMANDS } from '../recording-core.ts'
import { recordingLog } from './bench.ts'

const NAMES = ['ask', 'colours', 'fruit', 'compare', 'check', 'topics', 'help']

describe('the registration of commands', () => {
  let double: DiscordDouble
  beforeEach(async () => {
    double = await startDiscordDouble()
  })
  afterEach(async () => {
    expect(double.violations).toEqual([])
    await double.close()
  })

  const register = (commands: readonly Command[], more: object = {}) =>
    registerDiscord({
      token: TOKEN,
      apiUrl: double.apiUrl,
      dryRun: false,
      commands,
      log: recordingLog().log,
      ...more,
    })
  const puts = () => double.requests.filter(({ method }) => method === 'PUT')

  it('describes every command as a subcommand with typed options', () => {
    const [magnets, check] = discordCommands(SAMPLE_COMMANDS)
    const options = magnets?.type === 1 ? magnets.options : []
    expect(options.map(({ name }) => name)).toEqual(NAMES)
    expect(options.find(({ name }) => name === 'fruit')?.options).toEqual([
      { type: 3, name: 'name', description: 'The name', required: true, autocomplete: true },
      expect.objectContaining({ type: 5, name: 'public', required: false }),
    ])
    expect(check).toMatchObject({ type: 3, name: 'Check this message' })
    for (const command of [magnets, check]) {
      expect(command).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] })
    }
    expect(commandProblems([magnets, check])).toEqual([])
  })

  it('describes them in the languages that they have, and offers what never changes', () => {
    const [first] = SAMPLE_COMMANDS
    if (first === undefined) throw new Error('there are commands')
    const translated = { es: 'Sobre fruta' }
    const option = { name: 'mode', summary: 'Mode', kind: 'choice', required: false } as const
    const options = [{ ...option, translated: { es: 'Modo' }, values: ['on', 'off'] }]
    const [magnets] = discordCommands([{ ...first, translated, options }])
    const [sub] = magnets?.type === 1 ? magnets.options : []
    const both = (text: string) => ({ 'es-ES': text, 'es-419': text })
    expect(sub?.description_localizations).toEqual(both('Sobre fruta'))
    expect(sub?.options[0]).toMatchObject({
      autocomplete: false,
      choices: [
        { name: 'on', value: 'on' },
        { name: 'off', value: 'off' },
      ],
      description_localizations: both('Modo'),
    })
    expect(commandProblems([magnets])).toEqual([])
  })

  it('notices a changed translation, and one that is as it was', async () => {
    const [first, ...others] = SAMPLE_COMMANDS
    if (first === undefined) throw new Error('there are commands')
    const speaking = (es: string) => [{ ...first, translated: { es } }, ...others]
    await register(speaking('Uno'))
    expect(await register(speaking('Uno'))).toMatchObject({ changed: [] })
    expect(await register(speaking('Dos'))).toMatchObject({ changed: [first.name] })
  })

  it('registers all, then nothing, then what has changed', async () => {
    expect(await register(SAMPLE_COMMANDS)).toEqual({
      application: IDS.application,
      added: ['/magnets', ...NAMES, '/Check this message'],
      changed: [],
      removed: [],
    })
    expect(await register(SAMPLE_COMMANDS)).toMatchObject({ added: [], changed: [], removed: [] })
    expect(puts()).toHaveLength(1)
    const [first, ...others] = SAMPLE_COMMANDS
    const changed = others.slice(1).map(c => (c.name === 'help' ? { ...c, summary: 'New' } : c))
    const more = first ? [{ ...first, name: 'extra' }, first, ...changed] : []
    expect(await register(more)).toMatchObject({
      added: ['extra'],
      changed: ['help'],
      removed: ['colours'],
    })
    expect(puts()).toHaveLength(2)
  })

  it('writes nothing in a dry run', async () => {
    const diff = await register(SAMPLE_COMMANDS, { dryRun: true })
    expect(diff.added).toEqual(['/magnets', ...NAMES, '/Check this message'])
    expect(puts()).toEqual([])
  })

  it('registers in one server where one is named, for the application that is named', async () => {
    await register(SAMPLE_COMMANDS, { guild: IDS.guild, applicationId: IDS.application })
    expect(puts()[0]?.path).toBe(`/applications/${IDS.application}/guilds/${IDS.guild}/commands`)
  })

  it('names commands of others that would be removed', async () => {
    double.world.commands.set('global', [{ name: 'old', type: 1, description: 'Old' }])
    expect((await register(SAMPLE_COMMANDS, { dryRun: true })).removed).toEqual(['/old'])
  })

  it('says that the token is wrong', async () => {
    const refused = register(SAMPLE_COMMANDS, { token: 'not-the-token' })
    await expect(refused).rejects.toMatchObject({ code: 'unauthorised' })
  })

  it('lists everything that Discord would refuse', () => {
    const option = { name: 'Name', summary: '', kind: 'text', required: false } as const
    const bad = (name: string): Command => ({
      name,
      summary: 'x'.repeat(101),
      options: [option, { ...option, name: 'last', required: true }],
      audience: 'everyone',
      run: () => {
        throw new Error('never run')
      },
    })
    const many = Array.from({ length: 26 }, (_, i) => bad(i === 0 ? 'Ask Me' : `c${i % 24}`))
    const message = (() => {
      try {
        discordCommands(many)
        return ''
      } catch (error) {
        return String(error)
      }
    })()
    for (const words of ['26 options', 'Ask Me', 'stands twice', 'summary', 'last must stand']) {
      expect(message).toContain(words)
    }
  })

  it('counts what may be chosen among the letters of a command', () => {
    const [first] = SAMPLE_COMMANDS
    if (first === undefined) throw new Error('there are commands')
    const values = Array.from({ length: 25 }, (_, n) => `${n}`.padEnd(90, 'x'))
    const option = (name: string) =>
      ({ name, summary: 'One', kind: 'choice', required: false, values }) as const
    const wide = (...names: string[]) => [{ ...first, options: names.map(option) }]
    expect(() => discordCommands(wide('a'))).not.toThrow()
    expect(() => discordCommands(wide('a', 'b'))).toThrow(/all texts together have \d+ characters/)
  })

  it('invites with the least that is needed', () => {
    const url = new URL(inviteLink(IDS.application))
    expect(url.searchParams.get('scope')).toBe('bot applications.commands')
    const bits = BigInt(url.searchParams.get('permissions') ?? 0)
    const wanted = [10n, 11n, 14n, 15n, 16n, 38n].reduce((sum, bit) => sum | (1n << bit), 0n)
    expect(bits).toBe(wanted)
  })
})
