// Checks a draft of facts as if it stood in the folder: the rules of facts, and what is still open in it.
import { readFileSync, statSync } from 'node:fs'
import { ContentError, type ContentProblem } from '#magnets'
import { draftFrom } from './draft.ts'
import { applyRules } from './editorial/rules.ts'
import { checkKnowledge, readKnowledge } from './load.ts'
import { openChecks, todosIn, wordsForTodo } from './open-marks.ts'
import { type Path, parseYaml } from './parse-yaml.ts'
import type { KnowledgeFile } from './read-folder.ts'

/** Larger than one of facts, because the passages stand in it too. */
const MAX_BYTES = 8 * 1024 * 1024

/** A topic of its own, that no file of facts can have. */
const NAME = 'facts/the-draft-that-is-checked.yaml'

/** Rules that look at the statement have nothing to say while there is none. */
const ON_STATEMENTS = /^statement-/
/** A draft has no topic until its entries are moved, and tells its open marks itself. */
const NOT_OF_DRAFTS: ReadonlySet<string> = new Set(['topics', 'open-marks'])

export interface DraftCheck {
  /** By line. */
  readonly problems: readonly ContentProblem[]
  readonly entries: number
  /** How many of the problems are open marks. */
  readonly open: number
}

/** Throws a ContentError where the folder itself is not sound: its problems would be the draft's. */
export function checkDraft(folder: string, file: string): DraftCheck {
  const { problems: unsound } = checkKnowledge(folder)
  if (unsound.length > 0) throw new ContentError(unsound)
  if (statSync(file).size > MAX_BYTES) {
    const message = 'larger than 8 MiB; split it'
    return { problems: [{ file, line: 0, message, rule: 'file' }], entries: 0, open: 0 }
  }
  const text = readFileSync(file, 'utf8')
  const parsed = parseYaml(text)
  // Comments alone are a draft from which everything has been taken or moved.
  const isEmpty = parsed.errors.length === 0 && (parsed.data ?? null) === null
  const entries = entriesOf(parsed)
  const open = [
    ...openChecks(text),
    ...entries.flatMap(({ todos }) =>
      todos.map(path => ({ line: parsed.lineOf(path), message: wordsForTodo(path) })),
    ),
  ].map(mark => ({ file, ...mark, rule: 'open-marks' }))
  const others = isEmpty ? [] : breaches(folder, { file, text })
  const shown = others.filter(({ line, rule }) => {
    const entry = entries.findLast(({ start }) => start <= line)
    if (NOT_OF_DRAFTS.has(rule)) return false
    if (rule === 'schema') return !entry?.todoLines.has(line)
    return !(ON_STATEMENTS.test(rule) && entry?.isUnworded)
  })
  const problems = [...open, ...shown].sort((a, b) => a.line - b.line)
  return { problems, entries: entries.length, open: open.length }
}

/** All that the rules of facts say of the file beside the facts that are there. */
function breaches(
  folder: string,
  { file, text }: Pick<KnowledgeFile, 'file' | 'text'>,
): readonly ContentProblem[] {
  const entry: KnowledgeFile = { kind: 'facts', name: NAME, file, shared: false, text }
  const draft = draftFrom([...readKnowledge(folder).files, entry])
  return [...draft.problems, ...applyRules(draft)].filter(problem => problem.file === file)
}

interface DraftEntry {
  /** Its first line. */
  readonly start: number
  readonly todos: readonly Path[]
  readonly todoLines: ReadonlySet<number>
  readonly isUnworded: boolean
}

function entriesOf({ data, lineOf }: ReturnType<typeof parseYaml>): readonly DraftEntry[] {
  if (!Array.isArray(data)) return []
  return data.map((entry: unknown, n) => {
    const todos = todosIn(entry, [n])
    return {
      start: lineOf([n]),
      todos,
      todoLines: new Set(todos.map(lineOf)),
      isUnworded: todos.some(path => path.at(-1) === 'statement'),
    }
  })
}
