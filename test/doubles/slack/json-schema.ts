// Checks values against a JSON Schema, for the keywords of draft 2020-12 that the platforms' schemas use.

export type Schema = boolean | { readonly [keyword: string]: unknown }

/** What doesn't hold, each with its place in the value ("/0/text: longer than 75"); empty when valid. */
export function schemaProblems(root: Schema, value: unknown, schema: Schema = root): string[] {
  return check({ root, value, schema, at: '' })
}

interface Step {
  readonly root: Schema
  readonly schema: Schema
  readonly value: unknown
  readonly at: string
}

function check(step: Step): string[] {
  const { schema } = step
  if (typeof schema === 'boolean') return schema ? [] : [`${step.at}: nothing is allowed here`]
  return Object.keys(schema).flatMap(keyword => KEYWORDS[keyword]?.(schema[keyword], step) ?? [])
}

const holds = (step: Step, schema: unknown): boolean =>
  check({ ...step, schema: asSchema(schema) }).length === 0

const asSchema = (schema: unknown): Schema =>
  typeof schema === 'boolean' || isObject(schema) ? schema : true

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const problem = (step: Step, text: string): string[] => [`${step.at || '/'}: ${text}`]

type Keyword = (argument: unknown, step: Step) => string[]

/** A keyword that speaks of numbers taken from a value; others don't concern it. */
const bound =
  (
    measure: (value: unknown) => number | undefined,
    wrong: (n: number, limit: number) => boolean,
    word: string,
  ): Keyword =>
  (limit, step) => {
    const size = measure(step.value)
    return size !== undefined && wrong(size, Number(limit)) ? problem(step, `${word} ${limit}`) : []
  }

const over = (size: number, limit: number): boolean => size > limit
const under = (size: number, limit: number): boolean => size < limit
// JSON Schema counts code points, not UTF-16 units.
const letters = (value: unknown): number | undefined =>
  typeof value === 'string' ? [...value].length : undefined
const count = (value: unknown): number | undefined =>
  Array.isArray(value) ? value.length : undefined
const keys = (value: unknown): number | undefined =>
  isObject(value) ? Object.keys(value).length : undefined
const amount = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  $ref: (ref, step) => check({ ...step, schema: resolve(step.root, String(ref)) }),
  type: (types, step) =>
    (Array.isArray(types) ? types : [types]).some(type => isOfType(step.value, type))
      ? []
      : problem(step, `not of type ${String(types)}`),
  const: (wanted, step) =>
    same(step.value, wanted) ? [] : problem(step, `not ${JSON.stringify(wanted)}`),
  enum: (wanted, step) =>
    asList(wanted).some(one => same(step.value, one))
      ? []
      : problem(step, `none of ${JSON.stringify(wanted)}`),
  minLength: bound(letters, under, 'shorter than'),
  maxLength: bound(letters, over, 'longer than'),
  minItems: bound(count, under, 'fewer items than'),
  maxItems: bound(count, over, 'more items than'),
  minProperties: bound(keys, under, 'fewer keys than'),
  maxProperties: bound(keys, over, 'more keys than'),
  minimum: bound(amount, under, 'less than'),
  maximum: bound(amount, over, 'more than'),
  pattern: (pattern, step) =>
    typeof step.value === 'string' && !new RegExp(String(pattern), 'u').test(step.value)
      ? problem(step, `doesn't match ${String(pattern)}`)
      : [],
  format: (format, step) =>
    format === 'uri' && typeof step.value === 'string' && !URL.canParse(step.value)
      ? problem(step, 'no address')
      : [],
  uniqueItems: (unique, step) => {
    const texts = asList(step.value).map(item => JSON.stringify(item))
    return unique === true && new Set(texts).size < texts.length
      ? problem(step, 'has an item twice')
      : []
  },
  required: (names, step) =>
    isObject(step.value)
      ? asList(names).flatMap(name =>
          isObject(step.value) && String(name) in step.value
            ? []
            : problem(step, `lacks ${String(name)}`),
        )
      : [],
  properties: (properties, step) =>
    entriesOf(step.value).flatMap(([name, value]) =>
      isObject(properties) && Object.hasOwn(properties, name)
        ? check({ ...step, value, schema: asSchema(properties[name]), at: `${step.at}/${name}` })
        : [],
    ),
  additionalProperties: (rest, step) => {
    const known = isObject(step.schema) ? step.schema.properties : undefined
    return entriesOf(step.value)
      .filter(([name]) => !(isObject(known) && Object.hasOwn(known, name)))
      .flatMap(([name, value]) =>
        check({ ...step, value, schema: asSchema(rest), at: `${step.at}/${name}` }),
      )
  },
  items: (items, step) =>
    asList(step.value).flatMap((value, index) =>
      check({ ...step, value, schema: asSchema(items), at: `${step.at}/${index}` }),
    ),
  contains: (wanted, step) =>
    !Array.isArray(step.value) || step.value.some(value => holds({ ...step, value }, wanted))
      ? []
      : problem(step, 'lacks an item'),
  allOf: (all, step) => asList(all).flatMap(schema => check({ ...step, schema: asSchema(schema) })),
  anyOf: (any, step) =>
    asList(any).some(schema => holds(step, schema)) ? [] : problem(step, nearest(any, step)),
  oneOf: (one, step) => {
    const fitting = asList(one).filter(schema => holds(step, schema)).length
    if (fitting === 1) return []
    return problem(step, fitting > 1 ? 'fits several forms' : nearest(one, step))
  },
  not: (schema, step) => (holds(step, schema) ? problem(step, 'is what it must not be') : []),
  if: (condition, step) => {
    if (!isObject(step.schema)) return []
    const branch = holds(step, condition) ? step.schema.then : step.schema.else
    return branch === undefined ? [] : check({ ...step, schema: asSchema(branch) })
  },
}

const entriesOf = (value: unknown): [string, unknown][] =>
  isObject(value) ? Object.entries(value) : []

/** Of several forms none of which fits, the complaint of the one that fits best. */
function nearest(schemas: unknown, step: Step): string {
  const complaints = asList(schemas).map(schema => check({ ...step, schema: asSchema(schema) }))
  const depth = (list: string[]): number => Math.max(...list.map(text => text.split('/').length))
  const best = complaints.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
  return `fits no form (${best?.[0] ?? 'none given'})`
}

function resolve(root: Schema, ref: string): Schema {
  let found: unknown = root
  for (const key of ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
    if (!isObject(found) || !(name in found)) throw new Error(`${ref} leads nowhere`)
    found = found[name]
  }
  return asSchema(found)
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}

/** Equal as JSON; the schemas compare only plain values, whose keys stand in one order. */
const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
