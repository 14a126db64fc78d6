// What the tab key suggests: commands, the values of their options, and names in a question.
import type { Core } from '#magnets'

/** What may stand in place of the end of the line, and that end. */
export type Completion = readonly [suggestions: string[], replaced: string]

/** Names are suggested from this many letters on; fewer would suggest everything. */
const MIN_LETTERS = 2

export function completeLine(core: Core, own: readonly string[], line: string): Completion {
  if (!line.startsWith('/')) return completeName(core, line)
  const space = line.indexOf(' ')
  if (space < 0) {
    const names = [...core.commands.map(command => command.name), ...own]
    const typed = line.slice(1).toLowerCase()
    const found = names.filter(name => name.startsWith(typed)).sort()
    return [[...new Set(found)].map(name => `/${name} `), line]
  }
  return completeOption(core, line.slice(1, space).toLowerCase(), line.slice(space + 1).trimStart())
}

/** The first option whose value is not finished is the one being typed. */
function completeOption(core: Core, name: string, words: string): Completion {
  const command = core.commands.find(other => other.name === name)
  let rest = words
  const options = command?.options ?? []
  for (const [index, option] of options.entries()) {
    const done = core
      .choices(name, option.name)
      .filter(choice => rest.toLowerCase().startsWith(`${choice.toLowerCase()} `))
      .sort((a, b) => b.length - a.length)[0]
    if (done === undefined) {
      const end = index < options.length - 1 ? ' ' : ''
      return [core.complete(name, option.name, rest).map(value => `${value}${end}`), rest]
    }
    rest = rest.slice(done.length).trimStart()
  }
  return [[], rest]
}

/** In a question, the last word may begin any name that a command's option knows. */
function completeName(core: Core, line: string): Completion {
  const word = line.slice(line.lastIndexOf(' ') + 1)
  if (word.length < MIN_LETTERS) return [[], word]
  const names = core.commands.flatMap(command =>
    command.options.flatMap(option => core.complete(command.name, option.name, word)),
  )
  const begun = names.filter(name => name.toLowerCase().startsWith(word.toLowerCase()))
  return [[...new Set(begun)], word]
}
