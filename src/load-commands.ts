// Finds the commands: one file each, named for the command, its default export checked.
import { readdir } from 'node:fs/promises'
import { z } from 'zod'
import {
  type Command,
  type CommandFile,
  ContentError,
  type ContentProblem,
  PUBLIC_OPTION,
} from '#magnets'

/** The commands of this checkout. */
export const COMMANDS_FOLDER = new URL('../commands/', import.meta.url)

/** Platforms take no longer name, and no longer summary. */
const NAME = /^[a-z][a-z0-9-]{0,31}$/
const summary = z.string().min(1).max(100)
const translated = z.strictObject({ es: summary }).partial().optional()
const callable = z.custom<CallableFunction>(value => typeof value === 'function', 'is no function')

const option = z
  .object({
    name: z.string().regex(/^[a-z]{1,32}$/, 'is 1 to 32 lower-case letters'),
    summary,
    kind: z.enum(['text', 'choice']),
    required: z.boolean(),
    translated,
    choices: callable.optional(),
    values: z.array(z.string().min(1).max(100)).min(1).max(25).optional(),
  })
  .refine(option => option.kind !== 'choice' || (option.choices ?? option.values) !== undefined, {
    path: ['choices'],
    error: 'is needed for a choice, or values',
  })
  .refine(({ name }) => name !== PUBLIC_OPTION, {
    path: ['name'],
    error: `is the name of an option that every command has: ${PUBLIC_OPTION}`,
  })

const commandFile = z.object({
  summary,
  translated,
  options: z
    .array(option)
    .refine(
      options =>
        options.every(({ required }, index) => !required || options[index - 1]?.required !== false),
      'has a required option after an optional one',
    )
    .refine(
      options => new Set(options.map(({ name }) => name)).size === options.length,
      'has two options of one name',
    ),
  audience: z.enum(['everyone', 'moderator', 'operator']),
  run: callable,
})

/** Every command of the folder by name; throws one ContentError that lists all that is wrong. */
export async function loadCommands(folder: URL = COMMANDS_FOLDER): Promise<readonly Command[]> {
  const files = (await readdir(folder)).filter(file => /(?<!\.d|\.test)\.ts$/.test(file)).sort()
  const loaded = await Promise.all(files.map(file => loadCommand(new URL(file, folder), file)))
  const problems = loaded.flatMap(({ problems }) => problems)
  if (problems.length > 0) throw new ContentError(problems)
  return loaded.flatMap(({ command }) => command ?? [])
}

interface Loaded {
  readonly command?: Command
  readonly problems: readonly ContentProblem[]
}

async function loadCommand(path: URL, file: string): Promise<Loaded> {
  const name = file.slice(0, -'.ts'.length)
  const wrong = (message: string): ContentProblem => ({
    file: `commands/${file}`,
    line: 0,
    message,
    rule: 'command',
  })
  if (!NAME.test(name)) {
    return { problems: [wrong('the file name is the command: 1 to 32 lower-case letters')] }
  }
  let exported: unknown
  try {
    exported = ((await import(path.href)) as { readonly default?: unknown }).default
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problems: [wrong(`the file can't be loaded: ${reason}`)] }
  }
  const parsed = commandFile.safeParse(exported)
  if (!parsed.success) {
    const messages = parsed.error.issues.map(({ path, message }) =>
      wrong(`${['the default export', ...path].join('.')}: ${message}`),
    )
    return { problems: messages }
  }
  return { command: { ...(exported as CommandFile), name }, problems: [] }
}
