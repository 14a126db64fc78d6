// Options of a command as people give them: read from loose words, checked, put into their listed form.
import { type Base, type CommandFile, choicesOf, type OptionSpec } from '#magnets'

export type Options = Readonly<Record<string, string>>

/** What the options are checked against. */
export interface Known {
  readonly base: Base
  /** The entity that a person's words name, other names and typos included. */
  findEntity?(words: string): string | undefined
}

/** What is wrong with an option; `given` is empty where a required one is missing. */
export interface OptionProblem {
  readonly option: OptionSpec
  readonly given: string
  readonly valid: readonly string[]
}

export interface CheckedOptions {
  readonly options: Options
  readonly problem?: OptionProblem
  /** Words that no option takes. */
  readonly left: string
}

/**
 * Reads options given by name; what stands under any other name counts as loose words, which fill
 * the options still open in their order.
 */
export function checkOptions(command: CommandFile, given: Options, known: Known): CheckedOptions {
  const names = new Set(command.options.map(option => option.name))
  const entries = Object.entries(given)
  const named = Object.fromEntries(entries.filter(([name]) => names.has(name)))
  const line = entries.flatMap(([name, value]) => (names.has(name) ? [] : [value])).join(' ')
  const words = openOptions(command, named).length === 1 ? wholeLine(line) : splitWords(line)
  return readOptions(command, named, words, known)
}

/** The same for words that are split already. */
export function readOptions(
  command: CommandFile,
  named: Options,
  words: readonly string[],
  known: Known,
): CheckedOptions {
  const placed = placeWords(openOptions(command, named), words, known.base)
  return checkValues(command, { ...named, ...placed.options }, placed.left, known)
}

function openOptions(command: CommandFile, named: Options): readonly OptionSpec[] {
  return command.options.filter(option => !named[option.name]?.trim())
}

/** A single option takes all words as they stand, without quotation marks around them. */
function wholeLine(line: string): string[] {
  const whole = line.trim()
  const [only, ...others] = splitWords(whole)
  return whole === '' ? [] : [others.length === 0 ? (only ?? whole) : whole]
}

/** Words of a line; what stands in quotation marks stays together. */
function splitWords(line: string): string[] {
  const words = line.matchAll(/"([^"]*)"|“([^”]*)”|(\S+)/g)
  return [...words].map(([, straight, curly, bare]) => straight ?? curly ?? bare ?? '')
}

/** Gives each option its word in order; the last takes the rest, a choice all the words it consists of. */
function placeWords(
  open: readonly OptionSpec[],
  words: readonly string[],
  base: Base,
): { readonly options: Options; readonly left: string } {
  const options: Record<string, string> = {}
  let rest = [...words]
  for (const [index, option] of open.entries()) {
    if (rest.length === 0) break
    const last = index === open.length - 1
    const size = choiceSize(option, rest, base) ?? (last ? rest.length : 1)
    options[option.name] = rest.slice(0, size).join(' ')
    rest = rest.slice(size)
    // "one and other", "one vs other"
    const pair = option.kind === 'choice' && open[index + 1]?.kind === 'choice'
    if (pair && rest.length > 1 && JOINING.test(rest[0] ?? '')) rest = rest.slice(1)
  }
  return { options, left: rest.join(' ') }
}

const JOINING = /^(?:and|with|to|against|versus|vs\.?|[,&/+-])$/i

/** How many of the first words make up a valid choice; the longest wins. */
function choiceSize(option: OptionSpec, words: readonly string[], base: Base): number | undefined {
  const valid = new Set(choicesOf(option, base).map(folded))
  for (let size = words.length; size > 0; size -= 1) {
    if (valid.has(folded(words.slice(0, size).join(' ')))) return size
  }
  return undefined
}

function checkValues(
  command: CommandFile,
  given: Options,
  left: string,
  known: Known,
): CheckedOptions {
  const options: Record<string, string> = {}
  for (const option of command.options) {
    const value = given[option.name]?.trim() || undefined
    const valid = choicesOf(option, known.base)
    if (value === undefined) {
      if (option.required) return { options, left, problem: { option, given: '', valid } }
      continue
    }
    const listed = listedForm(value, valid, known)
    if (option.kind === 'choice' && listed === undefined) {
      return { options, left, problem: { option, given: value, valid } }
    }
    options[option.name] = listed ?? value
  }
  return { options, left }
}

/** The choice that the words are, or that has the same meaning. */
function listedForm(value: string, valid: readonly string[], known: Known): string | undefined {
  const same = valid.find(choice => folded(choice) === folded(value))
  const meant = known.findEntity?.(value)
  if (same !== undefined || meant === undefined) return same
  return valid.find(choice => known.findEntity?.(choice) === meant)
}

function folded(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}
