// Parses one YAML file within bounds and remembers on which line every value stands.
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml'

/** Deeper nesting than any knowledge file needs; beyond it a file is broken or hostile. */
const MAX_DEPTH = 12

export type Path = readonly PropertyKey[]

export interface ParsedYaml {
  readonly data: unknown
  /** 1-based line of the value at the path, or of the nearest value around it. */
  lineOf(path: Path): number
  readonly errors: readonly { readonly line: number; readonly message: string }[]
}

/** Parses the text; with any error `data` is undefined, because a half-read file misleads. */
export function parseYaml(text: string): ParsedYaml {
  const { document, lineAt } = documentOf(text)
  const all = [...document.errors, ...document.warnings].map(error => ({
    line: lineAt(error.pos[0]),
    message: error.message,
  }))
  // One slip makes a parser complain several times about the same line; the first says it best.
  const errors = all.filter((error, n) => all.findIndex(({ line }) => line === error.line) === n)
  if (errors.length === 0) errors.push(...beyondBounds(document, lineAt))
  const data: unknown = errors.length === 0 ? document.toJS({ maxAliasCount: 0 }) : undefined
  // A document weighs far more than its data; lines are asked for only where something is wrong.
  let again: ReturnType<typeof documentOf> | undefined
  return {
    data,
    lineOf: path => {
      again ??= documentOf(text)
      return again.lineAt(offsetOf(again.document, path))
    },
    errors,
  }
}

function documentOf(text: string) {
  const lines = new LineCounter()
  const document: Document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  })
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line)
  return { document, lineAt }
}

/** Walks with a stack of its own, so that no nesting can exhaust the call stack. */
function beyondBounds(document: Document, lineAt: (offset: number) => number) {
  const waiting: { node: unknown; depth: number }[] = [{ node: document.contents, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    if (isAlias(node)) {
      const message = `*${node.source} refers to another place; write the value out instead`
      return [{ line: lineAt(node.range?.[0] ?? 0), message }]
    }
    if (isPair(node)) {
      waiting.push({ node: node.key, depth }, { node: node.value, depth })
    } else if (isCollection(node)) {
      if (depth >= MAX_DEPTH) {
        const message = `nested more than ${MAX_DEPTH} levels deep`
        return [{ line: lineAt(node.range?.[0] ?? 0), message }]
      }
      waiting.push(...node.items.map(item => ({ node: item, depth: depth + 1 })))
    }
  }
  return []
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const step of path) {
    if (!isCollection(node)) break
    const pair = isMap(node)
      ? node.items.find(item => (isScalar(item.key) ? item.key.value : item.key) === step)
      : undefined
    const next: unknown = pair === undefined ? node.get(step, true) : pair.value
    const found = startOf(pair?.key) ?? startOf(next)
    if (found === undefined) break
    offset = found
    node = next
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return (node as Partial<Node> | null | undefined)?.range?.[0]
}
