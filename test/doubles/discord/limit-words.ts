// What the double says of texts that are too long, rows that are too full, and names that stand twice.

export type Json = Readonly<Record<string, unknown>>

export function rowProblems(row: Json): string[] {
  const buttons = list(row.components)
  return [
    ...(row.type === 1 ? [] : ['something else than a row among the components']),
    ...(buttons.length < 1 || buttons.length > 5 ? [`${buttons.length} buttons in a row`] : []),
    ...(buttons.some(({ type }) => type === 3) && buttons.length > 1
      ? ['something beside a menu']
      : []),
    ...buttons.flatMap(button =>
      button.type === 3
        ? inputProblems(button)
        : [
            ...within('custom_id', text(button.custom_id), 1, 100),
            ...within('button label', text(button.label).trim(), 1, 80),
          ],
    ),
  ]
}

export function inputProblems(input: Json): string[] {
  const options = list(input.options)
  const select = input.type === 3
  return [
    ...within('field custom_id', text(input.custom_id), 1, 100),
    ...over('placeholder', text(input.placeholder).length, select ? 150 : 100),
    ...(select && (options.length < 1 || options.length > 25) ? [`${options.length} choices`] : []),
    ...options.flatMap(option => [
      ...within('option label', text(option.label), 1, 100),
      ...within('option value', text(option.value), 1, 100),
    ]),
    ...repeated(options.map(option => text(option.value))),
  ]
}

export function repeated(names: readonly string[]): string[] {
  return names.filter((name, i) => name !== '' && names.indexOf(name) !== i).map(n => `${n} twice`)
}

export function over(what: string, length: number, limit: number): string[] {
  return length > limit ? [`${what}: ${length}, at most ${limit}`] : []
}

export function within(what: string, value: string, least: number, most: number): string[] {
  return value.length >= least && value.length <= most
    ? []
    : [`${what}: ${value.length} characters, ${least} to ${most} allowed`]
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function nested(value: unknown): Json {
  return isObject(value) ? value : {}
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
