// What Discord refuses in messages, modals and suggestions, with figures of this double's own.
import { componentProblems, isOfComponents } from './component-limits.ts'
import {
  inputProblems,
  isObject,
  type Json,
  list,
  nested,
  over,
  repeated,
  rowProblems,
  text,
  within,
} from './limit-words.ts'

/** Everything wrong with a message that would stand in a channel; empty where nothing is. */
export function messageProblems(body: unknown): string[] {
  if (!isObject(body)) return ['the body is no object']
  if (isOfComponents(body)) return componentProblems(body)
  const content = text(body.content)
  const embeds = list(body.embeds)
  const rows = list(body.components)
  return [
    ...over('content', content.length, 2000),
    ...over('embeds', embeds.length, 10),
    ...over(
      'embeds, all characters',
      embeds.reduce((sum, e) => sum + embedLength(e), 0),
      6000,
    ),
    ...embeds.flatMap(embedProblems),
    ...over('components', rows.length, 5),
    ...rows.flatMap(rowProblems),
    ...repeated(rows.flatMap(row => list(row.components)).map(button => text(button.custom_id))),
    ...over('nonce', text(body.nonce).length, 25),
    ...wellFormed(body),
  ]
}

/** True for a message without anything to see (Discord's code 50006). */
export function isEmptyMessage(body: unknown): boolean {
  if (!isObject(body)) return true
  if (isOfComponents(body)) return list(body.components).length === 0
  return text(body.content).trim() === '' && list(body.embeds).length === 0
}

export function modalProblems(data: unknown): string[] {
  if (!isObject(data)) return ['the modal is no object']
  const labels = list(data.components)
  const inputs = labels.map(label => (isObject(label.component) ? label.component : {}))
  return [
    ...within('modal title', text(data.title), 1, 45),
    ...within('modal custom_id', text(data.custom_id), 1, 100),
    ...(labels.length < 1 || labels.length > 5 ? [`${labels.length} fields in a modal`] : []),
    ...labels.flatMap(label => within('label', text(label.label), 1, 45)),
    ...inputs.flatMap(inputProblems),
    ...repeated(inputs.map(input => text(input.custom_id))),
  ]
}

export function suggestionProblems(data: unknown): string[] {
  const choices = isObject(data) ? list(data.choices) : []
  return [
    ...over('choices', choices.length, 25),
    ...choices.flatMap(choice => [
      ...within('choice name', text(choice.name), 1, 100),
      ...within('choice value', text(choice.value), 1, 100),
    ]),
  ]
}

/** What is wrong with commands that are registered. */
export function commandProblems(commands: unknown): string[] {
  if (!Array.isArray(commands)) return ['no list of commands']
  const all = commands.filter(isObject)
  return [...over('commands', all.length, 100), ...all.flatMap(command => optionProblems(command))]
}

function optionProblems(part: Json): string[] {
  const options = list(part.options)
  const firstOptional = options.findIndex(option => option.required !== true)
  const plain = options.filter(option => option.type !== 1 && option.type !== 2)
  const misplaced =
    plain.length > 0 && firstOptional >= 0 && options.slice(firstOptional).some(o => o.required)
  const name = text(part.name)
  // What stands in a menu has a name as people write, and nothing else.
  const menu = part.options === undefined && (part.type === 2 || part.type === 3)
  if (menu && part.contexts !== undefined) {
    const described = part.description === undefined ? [] : ['a description in a menu']
    return [...within('name', name, 1, 32), ...described]
  }
  const translated = Object.values(nested(part.description_localizations)).map(text)
  return [
    ...within('name', name, 1, 32),
    ...(name === name.toLowerCase() ? [] : [`the name ${name} is not lower case`]),
    ...[part.description, ...translated].flatMap(d => within('description', text(d), 1, 100)),
    ...over('options', options.length, 25),
    ...over('characters of a command', commandLength(part), 8000),
    ...(misplaced ? ['a required option stands after an optional one'] : []),
    ...(part.autocomplete === true && list(part.choices).length > 0
      ? ['choices beside autocomplete']
      : []),
    ...repeated(options.map(option => text(option.name))),
    ...options.flatMap(optionProblems),
  ]
}

function commandLength(part: Json): number {
  const translated = Object.values(nested(part.description_localizations)).map(text)
  const longest = Math.max(...[text(part.description), ...translated].map(d => d.length))
  const own = text(part.name).length + longest
  const choices = list(part.choices).map(c => text(c.name).length + text(c.value).length)
  const options = list(part.options).map(commandLength)
  return [...choices, ...options].reduce((sum, length) => sum + length, own)
}

function embedLength(embed: Json): number {
  const parts = [
    embed.title,
    embed.description,
    nested(embed.footer).text,
    nested(embed.author).name,
  ]
  const fields = list(embed.fields).flatMap(field => [field.name, field.value])
  return [...parts, ...fields].reduce<number>((sum, part) => sum + text(part).length, 0)
}

function embedProblems(embed: Json): string[] {
  const fields = list(embed.fields)
  return [
    ...over('embed title', text(embed.title).length, 256),
    ...over('embed description', text(embed.description).length, 4096),
    ...over('embed fields', fields.length, 25),
    ...over('embed footer', text(nested(embed.footer).text).length, 2048),
    ...over('embed author', text(nested(embed.author).name).length, 256),
    ...fields.flatMap(field => [
      ...within('field name', text(field.name).trim(), 1, 256),
      ...within('field value', text(field.value).trim(), 1, 1024),
    ]),
    ...(embedLength(embed) === 0 ? ['an embed without text'] : []),
    ...(typeof embed.description === 'string' && embed.description.trim() === ''
      ? ['an empty description']
      : []),
  ]
}

function wellFormed(body: Json): string[] {
  return JSON.stringify(body).match(/\\u[dD][89a-fA-F]/) ? ['half a character'] : []
}
