// `magnets <name>`: any slash command, with its options as words or as flags.
import type { Command } from '#magnets'
import { exitCodeOf, type Io, UsageError } from './io.ts'
import { openApp, printReply } from './open-app.ts'
import { readArguments } from './read-arguments.ts'

/** Undefined where there is no such command. */
export async function runCommand(
  name: string,
  argv: readonly string[],
  io: Io,
): Promise<number | undefined> {
  const app = await openApp(io)
  const command = app.commands.find(other => other.name === name)
  if (command === undefined) return undefined
  const flags = Object.fromEntries(
    command.options.map(option => [option.name, { type: 'string' as const }]),
  )
  const usage = [...wordsOf(command), '[--json]'].join(' ')
  const given = readArguments(argv, { ...flags, json: { type: 'boolean' } }, usage)
  const named = command.options.flatMap(option => {
    const value = given.text(option.name)
    return value === undefined ? [] : [[option.name, value] as const]
  })
  const ran = await app.run(command, Object.fromEntries(named), given.words)
  if ('problem' in ran) throw new UsageError(ran.problem, usage)
  await printReply(io, app, ran.reply, given.on('json'))
  return exitCodeOf(ran.reply.outcome)
}

/** "magnets", "compare", "<a>", "<b>" */
export function wordsOf({ name, options }: Command): readonly string[] {
  const places = options.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`))
  return ['magnets', name, ...places]
}
