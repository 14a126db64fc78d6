// `magnets knowledge`: checks the facts, and writes the schemas that help editors.
import { relative } from 'node:path'
import { inspectConfig } from '../config.ts'
import { counted } from './counted.ts'
import { EXIT, type Io, UsageError, writeLine } from './io.ts'
import { readArguments } from './read-arguments.ts'

export const KNOWLEDGE_USAGE = `magnets knowledge check [folder]
magnets knowledge schema [folder]`

export async function knowledge(argv: readonly string[], io: Io): Promise<number> {
  const { words } = readArguments(argv, {}, KNOWLEDGE_USAGE)
  const [task, given, ...others] = words
  if (others.length > 0) throw new UsageError(`"${others[0]}" is too much.`, KNOWLEDGE_USAGE)
  const folder = nearby(given ?? inspectConfig(io.environment).config.knowledge)
  if (task === 'check') return check(folder, io)
  if (task === 'schema') return writeSchemas(folder, io)
  throw new UsageError(task ? `There is no "${task}".` : 'Say what to do.', KNOWLEDGE_USAGE)
}

/** As seen from the working directory, so that a terminal can open file:line. */
function nearby(folder: string): string {
  const path = relative('.', folder)
  return path === '' || path.startsWith('..') ? folder : path
}

async function check(folder: string, io: Io): Promise<number> {
  const { checkKnowledge } = await import('../knowledge/load.ts')
  const { base, problems } = checkKnowledge(folder)
  for (const { file, line, message, rule } of problems) {
    await writeLine(io.output, `${file}:${line}: ${message} (${rule})`)
  }
  if (base === undefined) {
    await writeLine(io.errors, `${counted(problems.length, 'problem')} in ${folder}`)
    return EXIT.failed
  }
  const { entities, measures } = base.vocabulary
  const counts = [
    counted(base.facts.length, 'fact'),
    counted(base.sources.length, 'source'),
    counted(entities.length, 'entity', 'entities'),
    counted(measures.length, 'measure'),
  ]
  const summary = `${counts.join(', ')}, as of ${base.asOf}; version ${base.version}`
  await writeLine(io.output, `The knowledge is fine: ${summary}.`)
  return EXIT.fine
}

async function writeSchemas(folder: string, io: Io): Promise<number> {
  const { writeKnowledgeSchemas } = await import('../knowledge/json-schema.ts')
  for (const path of writeKnowledgeSchemas(folder)) {
    await writeLine(io.output, relative('.', path))
  }
  return EXIT.fine
}
