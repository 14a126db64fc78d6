// Reads the YAML files of a knowledge folder in a stable order and within a size bound.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentProblem } from '#magnets'

/** What a file holds, by its place in the folder. */
export type FileKind =
  | 'about'
  | 'sources'
  | 'facts'
  | 'entities'
  | 'measures'
  | 'units'
  | 'senses'
  | 'small-talk'
  | 'plain-words'
  | 'wordings'

export interface KnowledgeFile {
  readonly kind: FileKind
  /** Path inside the knowledge folder, with slashes. */
  readonly name: string
  /** Path to show: the folder as it was given, and the name. */
  readonly file: string
  /** True where another folder takes it over. */
  readonly shared: boolean
  readonly text: string
}

/** Ordinary words of the language, one a line. */
const PLAIN_WORDS = 'vocabulary/plain-words.txt'
/** Groups of words that say the same, one a line; these two files are not YAML, for speed. */
const WORDINGS = 'vocabulary/wordings.txt'
const TEXT_FILES: readonly string[] = [PLAIN_WORDS, WORDINGS]

/** A file this size holds thousands of facts; a larger one is no knowledge file. */
const MAX_BYTES = 1024 * 1024

const REQUIRED = [
  'about.yaml',
  'sources.yaml',
  'vocabulary/entities.yaml',
  'vocabulary/measures.yaml',
]

/** The kinds that a folder takes over from the one that it extends. */
const SHARED_KINDS: readonly FileKind[] = [
  'units',
  'senses',
  'small-talk',
  'plain-words',
  'wordings',
]

/** Reads a whole knowledge folder; what can't be read is a problem. */
export function readFolder(folder: string): {
  readonly files: readonly KnowledgeFile[]
  readonly problems: readonly ContentProblem[]
} {
  const listed = ['', 'facts', 'vocabulary'].map(under => listYaml(folder, under))
  const problems = listed.flatMap(({ problems }) => problems)
  if (problems.length > 0) return { files: [], problems }
  if (listed.every(({ names }) => names === undefined)) return missingFolder(folder)
  const names = listed.flatMap(({ names = [] }) => names).sort()
  for (const name of REQUIRED.filter(name => !names.includes(name))) {
    const message = 'this file is missing; every knowledge folder has one'
    problems.push(problem(join(folder, name), message))
  }
  if (!names.some(name => name.startsWith('facts/'))) {
    problems.push(problem(join(folder, 'facts'), 'there is no facts/<topic>.yaml'))
  }
  return read(folder, false, names, problems)
}

/** Reads what another folder may take over from this one. */
export function readSharedVocabulary(folder: string): ReturnType<typeof readFolder> {
  const { names, problems } = listYaml(folder, 'vocabulary')
  if (problems.length > 0) return { files: [], problems }
  if (names === undefined) return missingFolder(join(folder, 'vocabulary'))
  const shared = names.filter(name => {
    const kind = kindOf(name)
    return kind !== undefined && SHARED_KINDS.includes(kind)
  })
  return read(folder, true, shared.sort(), [])
}

function read(
  folder: string,
  shared: boolean,
  names: readonly string[],
  problems: ContentProblem[],
) {
  const files: KnowledgeFile[] = []
  for (const name of names) {
    const file = join(folder, name)
    const kind = kindOf(name)
    if (kind === undefined) {
      problems.push(problem(file, 'no knowledge file has this name here, so it would not be read'))
      continue
    }
    try {
      if (statSync(file).size > MAX_BYTES) {
        problems.push(problem(file, 'larger than 1 MiB; split it'))
      } else {
        files.push({ kind, name, file, shared, text: readFileSync(file, 'utf8') })
      }
    } catch (cause) {
      problems.push(unreadable(file, cause))
    }
  }
  return { files, problems }
}

/** Names of YAML files; undefined where there is no such folder. */
function listYaml(
  folder: string,
  under: string,
): { readonly names?: readonly string[]; readonly problems: ContentProblem[] } {
  const path = join(folder, under)
  try {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
    if (!isFolder) return { problems: [] }
    // Editors leave hidden files and backups behind; those are nobody's knowledge.
    const names = readdirSync(path)
      .map(name => ({ name, path: under === '' ? name : `${under}/${name}` }))
      .filter(({ name, path }) => /^[^.].*\.ya?ml$/i.test(name) || TEXT_FILES.includes(path))
      .map(({ path }) => path)
    return { names, problems: [] }
  } catch (cause) {
    return { problems: [unreadable(path, cause)] }
  }
}

function kindOf(name: string): FileKind | undefined {
  if (/^facts\/[a-z0-9]+(-[a-z0-9]+)*\.yaml$/.test(name)) return 'facts'
  if (/^vocabulary\/senses(-[a-z0-9-]+)?\.yaml$/.test(name)) return 'senses'
  const kinds: Readonly<Record<string, FileKind>> = {
    'about.yaml': 'about',
    'sources.yaml': 'sources',
    'vocabulary/entities.yaml': 'entities',
    'vocabulary/measures.yaml': 'measures',
    'vocabulary/units.yaml': 'units',
    'vocabulary/small-talk.yaml': 'small-talk',
    [PLAIN_WORDS]: 'plain-words',
    [WORDINGS]: 'wordings',
  }
  return kinds[name]
}

function missingFolder(folder: string) {
  return { files: [], problems: [problem(folder, 'there is no such folder')] }
}

function unreadable(file: string, cause: unknown): ContentProblem {
  return problem(file, `can't be read: ${cause instanceof Error ? cause.message : cause}`)
}

function problem(file: string, message: string): ContentProblem {
  return { file, line: 0, message, rule: 'file' }
}
