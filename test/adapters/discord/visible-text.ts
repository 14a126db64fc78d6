// What a reader sees of a Discord message, and whether it would ring for somebody.

type Json = Readonly<Record<string, unknown>>

/** All texts of a message as they show, backslashes resolved. */
export function visibleText(body: Json): string {
  const embeds = list(body.embeds).flatMap(embed => [
    embed.title,
    embed.description,
    ...list(embed.fields).flatMap(field => [field.name, field.value]),
    ...list([embed.footer]).map(footer => footer.text),
  ])
  const components = list(body.components).flatMap(withInner)
  const texts = components.map(component => component.content)
  const labels = components.flatMap(({ label, options }) => [
    label,
    ...list(options).map(option => option.label),
  ])
  return [body.content, ...embeds, ...texts, ...labels]
    .filter(text => typeof text === 'string')
    .filter(text => text !== '')
    .map(shown)
    .join('\n')
}

/** A component and all within it. */
function withInner(component: Json): Json[] {
  return [component, ...list(component.components).flatMap(withInner)]
}

/** Markdown as it shows: code as it stands, backslashes gone elsewhere. */
function shown(markdown: string): string {
  return markdown
    .split(/(```\n[\s\S]*?\n```)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\\([^\w\s])/g, '$1')))
    .join('')
}

/** Mentions ring in texts, not in embeds, and only where they aren't switched off. */
export function pingsIn(body: Json): boolean {
  const allowed = body.allowed_mentions
  const silenced =
    isObject(allowed) &&
    Array.isArray(allowed.parse) &&
    allowed.parse.length === 0 &&
    list([allowed]).every(a => a.users === undefined && a.roles === undefined)
  const texts = list(body.components).flatMap(withInner)
  const said = [body.content, ...texts.map(({ content }) => content)].join('\n')
  const live = /@everyone|@here|<@[!&]?\d+>/.test(said)
  const reply = body.message_reference !== undefined
  const ringsAuthor = reply && !(isObject(allowed) && allowed.replied_user === false)
  return (live && !silenced) || ringsAuthor
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
