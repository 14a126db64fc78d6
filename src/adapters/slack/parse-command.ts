// Reads what stands behind the slash: a command with its options, or a question.
import type { Command, OptionSpec } from '#magnets'

export interface ParsedCommand {
  readonly name: string
  readonly options: Readonly<Record<string, string>>
}

/** Valid values of an option as they are now, for reading values of several words. */
export type Choices = (command: string, option: string) => readonly string[]

/** The command that takes a question of any words. */
const ASK = 'ask'

/**
 * Undefined where nothing was written. Words that begin with no command's name are a question; so
 * are words behind a command that takes none, because a question may begin like a command.
 */
export function parseCommand(
  text: string,
  commands: readonly Command[],
  choices: Choices,
): ParsedCommand | undefined {
  const written = straightQuotes(text).trim()
  if (written === '') return undefined
  const [first = ''] = written.split(/\s/, 1)
  const command = commands.find(({ name }) => name === first.toLowerCase())
  const rest = written.slice(first.length).trim()
  if (command === undefined || (command.options.length === 0 && rest !== '')) {
    return question(written, commands)
  }
  return { name: command.name, options: readOptions(rest, command, choices) }
}

function question(text: string, commands: readonly Command[]): ParsedCommand {
  const ask = commands.find(({ name }) => name === ASK)
  const option = ask?.options.find(({ kind, required }) => kind === 'text' && required)
  return { name: ASK, options: { [option?.name ?? 'question']: unquote(text) } }
}

/** Named options (`a:one`, `a="one two"`) from the first name on, the others by their order. */
function readOptions(
  text: string,
  command: Command,
  choices: Choices,
): Readonly<Record<string, string>> {
  const named = splitNamed(text, command.options)
  const open = command.options.filter(({ name }) => !(name in named.values))
  const values: Record<string, string> = {}
  let rest = named.before
  for (const [index, option] of open.entries()) {
    if (rest === '') break
    const taken =
      index === open.length - 1 ? rest : takeValue(rest, choices(command.name, option.name))
    values[option.name] = unquote(taken)
    rest = rest.slice(taken.length).replace(SEPARATOR, '').trim()
  }
  return { ...values, ...named.values }
}

/** What people put between two things that they name; never part of either. */
const SEPARATOR = /^\s*(?:,|;|&|(?:and|with|to|vs\.?|versus)\s)\s*/i
const INNER_SEPARATOR = /\s*(?:,|;|\s(?:and|with|vs\.?|versus)\s)\s*/i

/** A quoted text, a known value, all up to a separator, else one word. */
function takeValue(text: string, choices: readonly string[]): string {
  const quoted = /^"[^"]*"/.exec(text)
  if (quoted !== null) return quoted[0]
  const known = choices
    .filter(choice => startsWithWords(text, choice))
    .toSorted((a, b) => b.length - a.length)[0]
  if (known !== undefined) return text.slice(0, known.length)
  const separator = INNER_SEPARATOR.exec(text)
  if (separator !== null && separator.index > 0) return text.slice(0, separator.index)
  return /^\S+/.exec(text)?.[0] ?? text
}

function startsWithWords(text: string, words: string): boolean {
  const next = text.charAt(words.length)
  return text.toLowerCase().startsWith(words.toLowerCase()) && (next === '' || /[\s,;&]/.test(next))
}

function splitNamed(text: string, options: readonly OptionSpec[]) {
  const values: Record<string, string> = {}
  if (options.length === 0) return { before: text, values }
  const names = options.map(({ name }) => name).join('|')
  const found = [...text.matchAll(new RegExp(`(?<=^|\\s)(${names})[:=]\\s*`, 'gi'))].filter(
    match => !insideQuotes(text, match.index),
  )
  for (const [index, match] of found.entries()) {
    const end = found[index + 1]?.index ?? text.length
    const name = (match[1] ?? '').toLowerCase()
    values[name] = unquote(text.slice(match.index + match[0].length, end).trim())
  }
  return { before: text.slice(0, found[0]?.index ?? text.length).trim(), values }
}

const insideQuotes = (text: string, index: number): boolean =>
  (text.slice(0, index).match(/"/g)?.length ?? 0) % 2 === 1

const unquote = (text: string): string => /^"([^"]*)"$/.exec(text.trim())?.[1] ?? text.trim()

/** Phones write curly quotation marks by themselves. */
const straightQuotes = (text: string): string => text.replace(/[“”„«»]/g, '"')
