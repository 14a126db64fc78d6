// Registers the commands with Discord where they differ from what it knows.

import { z } from 'zod'
import type { Command } from '#magnets'
import { createApi } from './api.ts'
import { COMMAND } from './context.ts'
import { type DiscordCommand, discordCommands } from './discord-commands.ts'
import type { Log } from './log.ts'
import { routes } from './routes.ts'

export { discordCommands } from './discord-commands.ts'

/** What registering changed, or would change: "capacity", or "/other" for a foreign command. */
export interface RegistrationDiff {
  /** Whose commands they are. */
  readonly application: string
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

export interface RegistrationOptions {
  readonly token: string
  /** Asked of Discord where it is absent. */
  readonly applicationId?: string
  /** A server to register in, where changes show at once; everywhere without it. */
  readonly guild?: string
  readonly dryRun: boolean
  readonly apiUrl?: string
  readonly commands: readonly Command[]
  readonly log: Log
}

/** Brings Discord's commands up to date, or says what that would change. */
export async function registerDiscord(options: RegistrationOptions): Promise<RegistrationDiff> {
  const { commands, dryRun, guild, log } = options
  const wanted = discordCommands(commands)
  const api = createApi(options)
  const application =
    options.applicationId ?? identified.parse(await api.call('GET', routes.application)).id
  const path = routes.commands(application, guild)
  const diff = diffOf(registered.parse(await api.call('GET', path, LOCALIZED)), wanted)
  const changes = diff.added.length + diff.changed.length + diff.removed.length
  if (changes === 0) log.info({ guild }, 'the commands are up to date at Discord')
  else if (dryRun) log.info({ ...diff, guild }, 'the commands would change at Discord')
  else {
    await api.call('PUT', path, { body: wanted })
    log.info({ ...diff, guild }, 'the commands were registered at Discord')
  }
  return { application, ...diff }
}

/** Without this Discord leaves the texts in other languages out. */
export const LOCALIZED = { query: { with_localizations: 'true' } } as const

/** View channels, send, send in threads, embed links, attach files, read history (for replies). */
const PERMISSIONS = [10n, 11n, 38n, 14n, 15n, 16n].reduce((all, bit) => all | (1n << bit), 0n)

/** The address at which somebody adds the bot to a server, with the least that it needs. */
export function inviteLink(applicationId: string): string {
  const url = new URL('https://discord.com/oauth2/authorize')
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', 'bot applications.commands')
  url.searchParams.set('permissions', String(PERMISSIONS))
  return url.href
}

/** The address at which a person adds the bot for themselves, to use it anywhere. */
export function personalLink(applicationId: string): string {
  const url = new URL('https://discord.com/oauth2/authorize')
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', 'applications.commands')
  url.searchParams.set('integration_type', '1')
  return url.href
}

/** What differs, by subcommand. What Discord fills in by itself doesn't count. */
export function diffOf(
  known: readonly RegisteredCommand[],
  wanted: readonly DiscordCommand[],
): Omit<RegistrationDiff, 'application'> {
  const before = partsOf(known)
  const after = partsOf(registered.parse(wanted))
  return {
    added: [...after.keys()].filter(name => !before.has(name)),
    changed: [...after].filter(([name, d]) => (before.get(name) ?? d) !== d).map(([name]) => name),
    removed: [...before.keys()].filter(name => !after.has(name)),
  }
}

const flag = z
  .boolean()
  .nullish()
  .transform(value => value ?? false)
const numbers = z
  .array(z.number())
  .nullish()
  .transform(value => (value ?? []).toSorted((a, b) => a - b))

/** Texts by locale, in a fixed order. */
const localizations = z
  .record(z.string(), z.string())
  .nullish()
  .transform(texts => Object.entries(texts ?? {}).toSorted())

const registeredOption = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  description_localizations: localizations,
  required: flag,
  autocomplete: flag,
  max_length: z
    .number()
    .nullish()
    .transform(value => value ?? null),
  choices: z
    .array(z.object({ name: z.string(), value: z.unknown() }))
    .nullish()
    .transform(value => value ?? []),
})

const registeredCommand = z.object({
  type: z
    .number()
    .nullish()
    .transform(value => value ?? 1),
  name: z.string(),
  name_localizations: localizations,
  description: z.string().default(''),
  description_localizations: localizations,
  contexts: numbers,
  integration_types: numbers,
  options: z
    .array(
      registeredOption.extend({
        options: z
          .array(registeredOption)
          .nullish()
          .transform(value => value ?? []),
      }),
    )
    .nullish()
    .transform(value => value ?? []),
})
type RegisteredCommand = z.infer<typeof registeredCommand>

/** Commands as Discord gives them back, reduced to what we set. */
export const registered = z.array(registeredCommand)

export const identified = z.object({ id: z.string() })

/** Each command's frame and each subcommand, by a name that a person knows, as comparable text. */
function partsOf(commands: readonly RegisteredCommand[]): Map<string, string> {
  return new Map(
    commands.flatMap(({ options, ...frame }) => {
      const ours = frame.name === COMMAND && frame.type === 1
      const prefix = ours ? '' : `/${frame.name} `
      const parts = options.map(o => [`${prefix}${o.name}`, JSON.stringify(o)] as const)
      return [[`/${frame.name}`, JSON.stringify(frame)] as const, ...(ours ? parts : [])]
    }),
  )
}
