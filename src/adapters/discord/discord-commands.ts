// Describes the commands as Discord wants them, and finds what it would refuse.
import { type Command, type OptionSpec, UserError } from '#magnets'
import { COMMAND } from './context.ts'
import { LIMITS } from './limits.ts'

interface StringOption {
  readonly type: 3
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly autocomplete: boolean
  readonly max_length?: number
}

interface Subcommand {
  readonly type: 1
  readonly name: string
  readonly description: string
  readonly options: readonly StringOption[]
}

export interface DiscordCommand {
  readonly type: 1
  readonly name: string
  readonly description: string
  /** In servers and in direct messages with the bot; installed to servers. */
  readonly contexts: readonly number[]
  readonly integration_types: readonly number[]
  readonly options: readonly Subcommand[]
}

/** `/magnets` with a subcommand for every command. Choices come from the base while one types. */
export function discordCommands(commands: readonly Command[]): readonly DiscordCommand[] {
  const described: DiscordCommand = {
    type: 1,
    name: COMMAND,
    description: 'Cited answers from the base of facts',
    contexts: [0, 1],
    integration_types: [0],
    options: commands.map(command => ({
      type: 1,
      name: command.name,
      description: command.summary,
      options: command.options.map(describeOption),
    })),
  }
  const problems = problemsOf(described)
  if (problems.length > 0) {
    const list = problems.map(problem => `- ${problem}`).join('\n')
    throw new UserError('registration', `Discord would refuse these commands:\n${list}`)
  }
  return [described]
}

function describeOption(option: OptionSpec): StringOption {
  const { name, summary: description, required } = option
  const frame = { type: 3, name, description, required } as const
  if (option.kind === 'choice') return { ...frame, autocomplete: true }
  return { ...frame, autocomplete: false, max_length: LIMITS.textInput }
}

function problemsOf(command: DiscordCommand): string[] {
  const all = [command, ...command.options, ...command.options.flatMap(sub => sub.options)]
  const length = all.reduce((sum, part) => sum + part.name.length + part.description.length, 0)
  return [
    ...(length > LIMITS.commandCharacters
      ? [`all texts together have ${length} characters, at most ${LIMITS.commandCharacters}`]
      : []),
    ...listProblems(`/${command.name}`, command.options),
    ...command.options.flatMap(sub => [
      ...listProblems(sub.name, sub.options),
      ...orderProblems(sub),
    ]),
  ]
}

function listProblems(
  owner: string,
  parts: readonly { readonly name: string; readonly description: string }[],
): string[] {
  const names = parts.map(part => part.name)
  return [
    ...(parts.length > LIMITS.commandOptions
      ? [`${owner} has ${parts.length} options, at most ${LIMITS.commandOptions}`]
      : []),
    ...names.filter((n, i) => names.indexOf(n) !== i).map(n => `${owner}: ${n} stands twice`),
    ...parts.flatMap(({ name, description }) => [
      ...(/^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u.test(name)
        ? []
        : [`${owner}: the name "${name}" must be 1 to ${LIMITS.commandName} lower-case letters`]),
      ...(description.length >= 1 && description.length <= LIMITS.commandDescription
        ? []
        : [`${owner}: the summary of ${name} must have 1 to ${LIMITS.commandDescription} letters`]),
    ]),
  ]
}

function orderProblems({ name, options }: Subcommand): string[] {
  const firstOptional = options.findIndex(option => !option.required)
  const late = options.slice(firstOptional).filter(option => option.required)
  if (firstOptional < 0 || late.length === 0) return []
  return [`${name}: ${late.map(o => o.name).join(', ')} must stand before what is optional`]
}
