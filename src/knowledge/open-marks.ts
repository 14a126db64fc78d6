// What is still open in a draft, or was forgotten in a fact: TODO for a value, [ ] for a question.
import type { Path } from './parse-yaml.ts'

/** Stands where only a person can say what belongs there. */
export const TODO = 'TODO'

/** Begins a comment that asks for a look; ticked, it reads [x]. */
export const OPEN_CHECK = '[ ] '

const CHECK = /^\s*#\s*\[ ?\]\s*(.*)$/

export interface OpenMark {
  /** 1-based. */
  readonly line: number
  /** What is to be done. */
  readonly message: string
}

/** True for TODO, alone or with a word on it. */
export function isTodo(value: unknown): boolean {
  return typeof value === 'string' && /^TODO\b/.test(value)
}

/** Comments that nobody has ticked off. */
export function openChecks(text: string): readonly OpenMark[] {
  return text.split(/\r\n?|\n/).flatMap((line, n) => {
    const [, question] = CHECK.exec(line) ?? []
    if (question === undefined) return []
    return [{ line: n + 1, message: `still to be looked at, then ticked [x]: ${question}` }]
  })
}

/** Where TODO stands in an entry, with paths from there. */
export function todosIn(data: unknown, at: Path = []): readonly Path[] {
  if (isTodo(data)) return [at]
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) =>
    todosIn(value, [...at, Array.isArray(data) ? Number(key) : key]),
  )
}

/** What the TODO at that path asks for. */
export function wordsForTodo(path: Path): string {
  const key = String(path.at(-1))
  if (key === 'statement') return 'the statement is still to be written, in our own words'
  return `"${key}" is still to be said`
}
