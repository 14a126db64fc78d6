// Turns a knowledge folder into a Base, or into the list of everything that is wrong with it.
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { type Base, ContentError, type ContentProblem, makeBase, type Sense } from '#magnets'
import { type Draft, draftFrom, type Entry } from './draft.ts'
import { applyRules } from './editorial/rules.ts'
import { parseYaml } from './parse-yaml.ts'
import { type KnowledgeFile, readFolder, readSharedVocabulary } from './read-folder.ts'
import { aboutFile } from './schema.ts'
import { wordingProblems } from './wordings.ts'

/** What a check of a knowledge folder found; `base` is there where `problems` is empty. */
export interface KnowledgeCheck {
  readonly base?: Base
  /** By file and line. */
  readonly problems: readonly ContentProblem[]
  /** The folders that were read: this one and the one that it extends. */
  readonly folders: readonly string[]
}

/** Reads and validates a knowledge folder. Throws a ContentError that carries every problem. */
export function loadBase(folder: string): Base {
  const { base, problems } = checkKnowledge(folder)
  if (base === undefined) throw new ContentError(problems)
  return base
}

/** Reads a knowledge folder and reports everything that is wrong with it, each with file and line. */
export function checkKnowledge(folder: string): KnowledgeCheck {
  const { files, problems: unread, folders } = readKnowledge(folder)
  const draft = draftFrom(files)
  const problems = [...unread, ...draft.problems, ...wordingProblems(files)]
  // A missing or unread file would make every rule that needs it speak nonsense.
  if (draft.sound && unread.length === 0) problems.push(...applyRules(draft))
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
  if (problems.length > 0) return { problems, folders }
  return { base: baseFrom(draft, files), problems, folders }
}

/** The files of a folder and of the one that it extends. */
export function readKnowledge(folder: string) {
  const own = readFolder(folder)
  const { files, problems, folders } = readExtended(folder, own.files)
  return { files: [...files, ...own.files], problems: [...own.problems, ...problems], folders }
}

/** Only one level: what the extended folder itself extends is not read. */
function readExtended(folder: string, files: readonly KnowledgeFile[]) {
  const about = files.find(file => file.kind === 'about')
  const parsed = about && parseYaml(about.text)
  const path = aboutFile.shape.extends.safeParse(
    (parsed?.data as { extends?: unknown } | null | undefined)?.extends,
  )
  if (about === undefined || parsed === undefined || !path.success || path.data === undefined) {
    return { files: [], problems: [], folders: [folder] }
  }
  const other = join(folder, path.data)
  const fail = (message: string) => {
    const problem = { file: about.file, line: parsed.lineOf(['extends']), message, rule: 'extends' }
    return { files: [], problems: [problem], folders: [folder] }
  }
  if (resolve(other) === resolve(folder)) return fail('a folder can not extend itself')
  const shared = readSharedVocabulary(other)
  if (shared.files.length === 0) return fail(`there is no vocabulary to take over in ${other}`)
  return { ...shared, folders: [folder, other] }
}

/** Equal on every machine that holds the same knowledge, whatever its line ends. */
function versionOf(files: readonly KnowledgeFile[]): string {
  const hash = createHash('sha256')
  for (const { name, shared, text } of files) {
    hash.update(JSON.stringify([shared, name, text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')]))
  }
  return hash.digest('hex').slice(0, 12)
}

function baseFrom(draft: Draft, files: readonly KnowledgeFile[]): Base {
  const items = <T>(entries: readonly Entry<T>[]): readonly T[] => entries.map(({ item }) => item)
  return makeBase({
    facts: items(draft.facts),
    sources: items(draft.sources),
    vocabulary: {
      entities: items(draft.entities),
      measures: items(draft.measures),
      units: items(draft.units),
      senses: mergedSenses(items(draft.senses)),
      smallTalk: items(draft.smallTalk),
      topics: items(draft.topics),
      plainWords: textOf(files, 'plain-words'),
      wordings: textOf(files, 'wordings'),
      about: { scope: draft.about?.item.scope ?? '', examples: draft.about?.item.examples ?? [] },
    },
    version: versionOf(files),
  })
}

function textOf(files: readonly KnowledgeFile[], kind: KnowledgeFile['kind']): string {
  return files.flatMap(file => (file.kind === kind ? file.text : [])).join('\n')
}

/** A folder may add words to a sense that it takes over. */
function mergedSenses(senses: readonly Sense[]): readonly Sense[] {
  const merged = new Map<string, Sense>()
  for (const { id, words } of senses) {
    merged.set(id, { id, words: [...new Set([...(merged.get(id)?.words ?? []), ...words])] })
  }
  return [...merged.values()]
}
