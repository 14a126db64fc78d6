// Holds requests against Discord's published OpenAPI description, where that lies beside the checkout.
import { readFileSync } from 'node:fs'
import { sharedPath } from '../../shared-material.ts'

type Schema = Readonly<Record<string, unknown>>

/** Problems of a request's body; empty where it is valid or nothing is published about it. */
export type RequestCheck = (method: string, path: string, body: unknown) => string[]

/** The check, or undefined where the description is absent. Keys that it doesn't know are problems. */
export function openapiCheck(): RequestCheck | undefined {
  const file = sharedPath('platform/discord_openapi.json')
  if (file === undefined) return undefined
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isObject(document) || !isObject(document.paths)) throw new Error('no OpenAPI document')
  const paths = Object.entries(document.paths)
  return (method, path, body) => {
    const parts = path.split('/')
    const fits = ([template]: [string, unknown]) => {
      const wanted = template.split('/')
      return (
        wanted.length === parts.length && wanted.every((w, i) => w[0] === '{' || w === parts[i])
      )
    }
    // A literal path goes before one with a placeholder in the same place.
    const found = paths.filter(fits).toSorted(([a], [b]) => braces(a) - braces(b))[0]
    if (found === undefined) return [`${path} is not published`]
    const schema = at(
      found[1],
      method.toLowerCase(),
      'requestBody',
      'content',
      'application/json',
      'schema',
    )
    return schema === undefined ? [] : problems(document, schema, body, '')
  }
}

function braces(template: string): number {
  return template.split('{').length
}

function problems(document: Schema, given: unknown, value: unknown, where: string): string[] {
  if (!isObject(given)) return []
  const schema = given
  const check = (inner: unknown, v: unknown, place = where) => problems(document, inner, v, place)
  const fail = (message: string) => [`${where || 'body'}: ${message}`]
  if (typeof schema.$ref === 'string') {
    return check(at(document, ...schema.$ref.split('/').slice(1)), value)
  }
  const out: string[] = []
  for (const inner of array(schema.allOf)) out.push(...check(inner, value))
  for (const word of ['oneOf', 'anyOf'] as const) {
    const choices = array(schema[word])
    if (choices.length === 0) continue
    const results = choices.map(choice => check(choice, value))
    const matches = results.filter(result => result.length === 0).length
    const nearest = results.toSorted((a, b) => a.length - b.length)[0] ?? []
    if (matches === 0) out.push(...(choices.length > 2 ? fail('fits no kind') : []), ...nearest)
  }
  const types = [schema.type].flat().filter(type => type !== undefined)
  if (types.length > 0 && !types.some(type => isType(value, type))) {
    return [...out, ...fail(`${JSON.stringify(value)} is not ${types.join(' or ')}`)]
  }
  if (schema.enum !== undefined && !array(schema.enum).includes(value)) out.push(...fail('enum'))
  if (schema.const !== undefined && schema.const !== value) out.push(...fail('const'))
  if (typeof value === 'string') out.push(...sizes(schema, 'Length', value.length).flatMap(fail))
  if (typeof value === 'string' && typeof schema.pattern === 'string') {
    if (!new RegExp(schema.pattern).test(value)) out.push(...fail('pattern'))
  }
  if (typeof value === 'number') {
    if (typeof schema.minimum === 'number' && value < schema.minimum) out.push(...fail('minimum'))
    if (typeof schema.maximum === 'number' && value > schema.maximum) out.push(...fail('maximum'))
  }
  if (Array.isArray(value)) {
    out.push(...sizes(schema, 'Items', value.length).flatMap(fail))
    if (
      schema.uniqueItems === true &&
      new Set(value.map(v => JSON.stringify(v))).size < value.length
    ) {
      out.push(...fail('items repeat'))
    }
    value.forEach((item, i) => {
      out.push(...check(schema.items, item, `${where}[${i}]`))
    })
  }
  if (isObject(value)) out.push(...objectProblems(schema, value, where, check, fail))
  return out
}

function objectProblems(
  schema: Schema,
  value: Schema,
  where: string,
  check: (schema: unknown, value: unknown, place: string) => string[],
  fail: (message: string) => string[],
): string[] {
  const known = isObject(schema.properties) ? schema.properties : undefined
  const extra = schema.additionalProperties
  return [
    ...array(schema.required).flatMap(key =>
      String(key) in value ? [] : fail(`${key} is missing`),
    ),
    ...sizes(schema, 'Properties', Object.keys(value).length).flatMap(fail),
    ...Object.entries(value).flatMap(([key, item]) => {
      if (known && key in known) return check(known[key], item, `${where}.${key}`)
      if (isObject(extra)) return check(extra, item, `${where}.${key}`)
      return known && extra !== true ? fail(`${key} is not known`) : []
    }),
  ]
}

function sizes(schema: Schema, what: string, size: number): string[] {
  const [least, most] = [schema[`min${what}`], schema[`max${what}`]]
  return [
    ...(typeof least === 'number' && size < least ? [`min${what} ${least}, is ${size}`] : []),
    ...(typeof most === 'number' && size > most ? [`max${what} ${most}, is ${size}`] : []),
  ]
}

function isType(value: unknown, type: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value)
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
