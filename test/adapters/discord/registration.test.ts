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
    const [magnets] = discordCommands(SAMPLE_COMMANDS)
    expect(magnets?.options.map(({ name }) => name)).toEqual(NAMES)
    expect(magnets?.options.find(({ name }) => name === 'fruit')?.options).toEqual([
      { type: 3, name: 'name', description: 'The name', required: true, autocomplete: true },
    ])
    expect(commandProblems([magnets])).toEqual([])
  })

  it('registers all, then nothing, then what has changed', async () => {
    expect(await register(SAMPLE_COMMANDS)).toEqual({
      added: ['/magnets', ...NAMES],
      changed: [],
      removed: [],
    })
    expect(await register(SAMPLE_COMMANDS)).toEqual({ added: [], changed: [], removed: [] })
    expect(puts()).toHaveLength(1)
    const [first, ...others] = SAMPLE_COMMANDS
    const changed = others.slice(1).map(c => (c.name === 'help' ? { ...c, summary: 'New' } : c))
    const more = first ? [{ ...first, name: 'extra' }, first, ...changed] : []
    expect(await register(more)).toEqual({
      added: ['extra'],
      changed: ['help'],
      removed: ['colours'],
    })
    expect(puts()).toHaveLength(2)
  })

  it('writes nothing in a dry run', async () => {
    const diff = await register(SAMPLE_COMMANDS, { dryRun: true })
    expect(diff.added).toEqual(['/magnets', ...NAMES])
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

  it('invites with the least that is needed', () => {
    const url = new URL(inviteLink(IDS.application))
    expect(url.searchParams.get('scope')).toBe('bot applications.commands')
    const bits = BigInt(url.searchParams.get('permissions') ?? 0)
    const wanted = [10n, 11n, 14n, 16n, 38n].reduce((sum, bit) => sum | (1n << bit), 0n)
    expect(bits).toBe(wanted)
  })
})
