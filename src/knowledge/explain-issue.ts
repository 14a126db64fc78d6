// Turns a zod issue into a sentence for somebody who doesn't program, and the path where it stands.
import type { z } from 'zod'
import type { Path } from './parse-yaml.ts'

/** The problems that one issue stands for: one for each unknown key, else a single one. */
export function explainIssue(
  issue: z.core.$ZodIssue,
  data: unknown,
): readonly { readonly path: Path; readonly message: string }[] {
  const { path } = issue
  const name = path.findLast(step => typeof step === 'string')
  const subject = name === undefined ? 'this entry' : `"${String(name)}"`
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: [...path, key],
      message: `there is no key "${key}" here; check its spelling or take it out`,
    }))
  }
  const value = valueAt(data, path)
  if (value === undefined) return [{ path, message: `${subject} is missing` }]
  return [{ path, message: describe(issue, subject, value) }]
}

function describe(issue: z.core.$ZodIssue, subject: string, value: unknown): string {
  if (value === null) return `${subject} is empty; give it a value or take the line out`
  switch (issue.code) {
    case 'invalid_type': {
      const quotes = issue.expected === 'string' && !isObject(value) ? '; put it in quotes' : ''
      return `${subject} must be ${kindName(issue.expected)}, not ${nameOf(value)}${quotes}`
    }
    case 'invalid_value':
      return `${subject} is ${nameOf(value)}; it must be one of: ${issue.values.join(', ')}`
    case 'too_small':
      return issue.origin === 'number'
        ? `${subject} must be greater than ${issue.minimum}`
        : `${subject} must not be empty`
    default:
      return `${subject}: ${issue.message}`
  }
}

function kindName(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    array: 'a list',
    object: 'an entry with keys',
    boolean: 'true or false',
  }
  return names[expected] ?? expected
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an entry with keys'
  return `${typeof value === 'string' ? 'the text' : `the ${typeof value}`} ${JSON.stringify(value)}`
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (isObject(value) ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    data,
  )
}
