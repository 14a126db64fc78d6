// `magnets knowledge`: checks facts and drafts of facts, and writes the schemas that help editors.
import { statSync } from 'node:fs'
import { relative } from 'node:path'
import { inspectConfig } from '../config.ts'
import { counted } from './counted.ts'
import { DRAFT_USAGE, draft } from './draft.ts'
import { EXIT, type Io, UsageError, writeLine } from './io.ts'
import { readArguments } from './read-arguments.ts'

export const KNOWLEDGE_USAGE = `magnets knowledge check [folder or draft]
magnets knowledge schema [folder]
${DRAFT_USAGE}`

export async function knowledge(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv
  if (first === 'draft') return draft(rest, io)
  const { words } = readArguments(argv, {}, KNOWLEDGE_USAGE)
  const [task, given, ...others] = words
  if (others.length > 0) throw new UsageError(`"${others[0]}" is too much.`, KNOWLEDGE_USAGE)
  const home = inspectConfig(io.environment).config.knowledge
  const folder = nearby(given ?? home)
  if (task === 'check' && given !== undefined && isFile(given)) {
    return checkOneDraft(nearby(home), folder, io)
  }
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

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/** Against the vocabulary and the facts of the folder that is configured. */
async function checkOneDraft(folder: string, file: string, io: Io): Promise<number> {
  const { checkDraft } = await import('../knowledge/check-draft.ts')
  const { problems, entries, open } = checkDraft(folder, file)
  for (const { line, message, rule } of problems) {
    await writeLine(io.output, `${file}:${line}: ${message} (${rule})`)
  }
  if (problems.length > 0) {
    const counts = [counted(open, 'open mark'), counted(problems.length - open, 'other problem')]
    const all = `${counted(entries, 'entry', 'entries')} of ${file}`
    await writeLine(io.errors, `${counts.join(' and ')} in the ${all}`)
    return EXIT.failed
  }
  const fine = `${counted(entries, 'entry', 'entries')}, nothing open`
  await writeLine(
    io.output,
    `The draft is fine: ${fine}. Move what is finished to ${folder}/facts/.`,
  )
  return EXIT.fine
}

async function writeSchemas(folder: string, io: Io): Promise<number> {
  const { writeKnowledgeSchemas } = await import('../knowledge/json-schema.ts')
  for (const path of writeKnowledgeSchemas(folder)) {
    await writeLine(io.output, relative('.', path))
  }
  return EXIT.fine
}
