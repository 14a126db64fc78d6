// Describes the commands as Discord wants them, and finds what it would refuse.
import {
  type Command,
  LANGUAGES,
  type Language,
  type OptionSpec,
  PUBLIC_OPTION,
  type Translated,
  UserError,
} from '#magnets'
import { CHECK_MESSAGE, COMMAND } from './context.ts'
import { LIMITS } from './limits.ts'

type Localizations = Readonly<Record<string, string>>

interface Described {
  readonly name: string
  readonly description: string
  readonly description_localizations?: Localizations
}

interface StringOption extends Described {
  readonly type: 3
  readonly required: boolean
  readonly autocomplete: boolean
  readonly max_length?: number
  readonly choices?: readonly { readonly name: string; readonly value: string }[]
}

/** Whether all in the channel are to see the answer. */
interface BooleanOption extends Described {
  readonly type: 5
  readonly required: false
}

interface Subcommand extends Described {
  readonly type: 1
  readonly options: readonly (StringOption | BooleanOption)[]
}

/** In servers, with the bot alone, and among others; installed to servers and by people for themselves. */
interface Everywhere {
  readonly contexts: readonly number[]
  readonly integration_types: readonly number[]
}

export interface SlashCommand extends Described, Everywhere {
  readonly type: 1
  readonly options: readonly Subcommand[]
}

/** In the menu of a message. */
export interface MessageCommand extends Everywhere {
  readonly type: 3
  readonly name: string
  readonly name_localizations?: Localizations
}

export type DiscordCommand = SlashCommand | MessageCommand

const EVERYWHERE: Everywhere = { contexts: [0, 1, 2], integration_types: [0, 1] }

/** Discord's names of the languages in which commands are described. */
const LOCALES: Readonly<Record<Language, readonly string[]>> = { es: ['es-ES', 'es-419'] }

const PUBLIC: BooleanOption = {
  type: 5,
  name: PUBLIC_OPTION,
  description: 'Post the answer for all in the channel at once',
  ...localized({ es: 'Publica la respuesta para todo el canal' }),
  required: false,
}

const CHECK: MessageCommand = {
  type: 3,
  name: CHECK_MESSAGE,
  name_localizations: localize({ es: 'Comprobar este mensaje' }),
  ...EVERYWHERE,
}

/**
 * `/magnets` with a subcommand for every command, and "Check this message". Choices come from the
 * base while one types, but for those that never change.
 */
export function discordCommands(commands: readonly Command[]): readonly DiscordCommand[] {
  const slash: SlashCommand = {
    type: 1,
    name: COMMAND,
    description: 'Cited answers from the base of facts',
    ...localized({ es: 'Respuestas con fuentes de la base de datos' }),
    ...EVERYWHERE,
    options: commands.map(command => ({
      type: 1,
      name: command.name,
      description: command.summary,
      ...localized(command.translated),
      options: [...command.options.map(describeOption), PUBLIC],
    })),
  }
  const problems = problemsOf(slash)
  if (problems.length > 0) {
    const list = problems.map(problem => `- ${problem}`).join('\n')
    throw new UserError('registration', `Discord would refuse these commands:\n${list}`)
  }
  return [slash, CHECK]
}

function describeOption(option: OptionSpec): StringOption {
  const { name, summary: description, required, values } = option
  const frame = { type: 3, name, description, ...localized(option.translated), required } as const
  if (values !== undefined) {
    const choices = values.map(value => ({ name: value, value }))
    return { ...frame, autocomplete: false, choices }
  }
  if (option.kind === 'choice') return { ...frame, autocomplete: true }
  return { ...frame, autocomplete: false, max_length: LIMITS.textInput }
}

function localized(translated: Translated = {}): Pick<Described, 'description_localizations'> {
  const localizations = localize(translated)
  return Object.keys(localizations).length === 0 ? {} : { description_localizations: localizations }
}

function localize(translated: Translated): Localizations {
  return Object.fromEntries(
    LANGUAGES.flatMap(language => {
      const text = translated[language]
      return text === undefined ? [] : LOCALES[language].map(locale => [locale, text] as const)
    }),
  )
}

function problemsOf(command: SlashCommand): string[] {
  const all = [command, ...command.options, ...command.options.flatMap(sub => sub.options)]
  const choices = command.options.flatMap(sub =>
    sub.options.flatMap(option => ('choices' in option ? (option.choices ?? []) : [])),
  )
  const length =
    all.reduce((sum, part) => sum + part.name.length + longest(part), 0) +
    choices.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
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

/** Of each text Discord counts the longest of all languages. */
function longest({ description, description_localizations = {} }: Described): number {
  const texts = [description, ...Object.values(description_localizations)]
  return Math.max(...texts.map(text => text.length))
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
