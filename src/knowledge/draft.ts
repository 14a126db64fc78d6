// The entries of all files, each with the place where it stands: what the editorial rules work on.

import type { z } from 'zod'
import type {
  ContentProblem,
  Entity,
  Fact,
  Measure,
  Sense,
  SmallTalk,
  Source,
  Topic,
  Unit,
} from '#magnets'
import { explainIssue } from './explain-issue.ts'
import { type Path, parseYaml } from './parse-yaml.ts'
import type { FileKind, KnowledgeFile } from './read-folder.ts'
import * as schema from './schema.ts'

/** Where something stands: paths use the keys of the YAML file. */
export interface Place {
  readonly file: string
  /** True for what stands in the folder that this one extends. */
  readonly shared: boolean
  lineOf(path: Path): number
}

export interface Entry<T> extends Place {
  readonly item: T
}

export interface Draft {
  readonly about: Entry<z.output<typeof schema.aboutFile>> | undefined
  readonly topics: readonly Entry<Topic>[]
  readonly sources: readonly Entry<Source>[]
  readonly facts: readonly Entry<Fact>[]
  /** The file of each topic, whether or not it could be used. */
  readonly factFiles: ReadonlyMap<string, string>
  /** False where a file of facts could not be used, so that facts may seem to be missing. */
  readonly hasAllFacts: boolean
  readonly entities: readonly Entry<Entity>[]
  readonly measures: readonly Entry<Measure>[]
  readonly units: readonly Entry<Unit>[]
  readonly senses: readonly Entry<Sense>[]
  readonly smallTalk: readonly Entry<SmallTalk>[]
  /** Ids of entries that are there but not well formed, as "kind id": no rule calls them unknown. */
  readonly malformed: ReadonlySet<string>
  readonly problems: readonly ContentProblem[]
  /** False where a file other than one of facts could not be used, so that rules would mislead. */
  readonly sound: boolean
}

/** Parses every file against its schema and collects what fits and what doesn't. */
export function draftFrom(files: readonly KnowledgeFile[]): Draft {
  const problems: ContentProblem[] = []
  const malformed = new Set<string>()
  const unusable = new Set<FileKind>()
  const parsed = files
    .filter(file => file.kind !== 'plain-words' && file.kind !== 'wordings')
    .map(file => ({ ...file, ...parseYaml(file.text) }))
  for (const { kind, file, errors } of parsed) {
    if (errors.length > 0) unusable.add(kind)
    problems.push(...errors.map(error => ({ file, ...error, rule: 'yaml' })))
  }
  const usable = parsed.filter(file => file.errors.length === 0)

  const check = <T>(
    place: Place & { kind: FileKind },
    type: z.ZodType<T>,
    data: unknown,
    at: Path,
  ): Entry<T>[] => {
    const lineOf = (path: Path): number => place.lineOf([...at, ...path])
    const result = type.safeParse(data)
    if (result.success)
      return [{ item: result.data, file: place.file, shared: place.shared, lineOf }]
    for (const issue of result.error.issues) {
      for (const { path, message } of explainIssue(issue, data)) {
        problems.push({ file: place.file, line: lineOf(path), message, rule: 'schema' })
      }
    }
    const id = (data as { id?: unknown } | null | undefined)?.id
    malformed.add(`${place.kind} ${String(id)}`)
    return []
  }
  const entries = <T>(kind: FileKind, typeFor: (name: string) => z.ZodType<T>): Entry<T>[] =>
    usable
      .filter(file => file.kind === kind)
      .flatMap(file => {
        if (Array.isArray(file.data) && file.data.length > 0) {
          return file.data.flatMap((data, n) => check(file, typeFor(file.name), data, [n]))
        }
        unusable.add(kind)
        const message = 'this file must be a list of entries, each beginning with "- id:"'
        problems.push({ file: file.file, line: 1, message, rule: 'schema' })
        return []
      })

  const aboutFile = usable.find(file => file.kind === 'about')
  const about = aboutFile && check(aboutFile, schema.aboutFile, aboutFile.data, [])[0]
  if (about === undefined) unusable.add('about')
  const draft = {
    about,
    topics: about === undefined ? [] : topicsOf(about),
    sources: entries('sources', () => schema.sourceEntry),
    facts: entries('facts', name => {
      const topic = topicOf(name)
      return schema.factEntry.transform(fact => ({ ...fact, topic }))
    }),
    factFiles: new Map(
      files.filter(file => file.kind === 'facts').map(({ name, file }) => [topicOf(name), file]),
    ),
    entities: entries('entities', () => schema.entityEntry),
    measures: entries('measures', () => schema.measureEntry),
    units: entries('units', () => schema.unitEntry),
    senses: entries('senses', () => schema.senseEntry),
    smallTalk: entries('small-talk', () => schema.smallTalkEntry),
  }
  const sound = [...unusable].every(kind => kind === 'facts')
  return { ...draft, hasAllFacts: !unusable.has('facts'), malformed, problems, sound }
}

function topicOf(name: string): string {
  return name.slice('facts/'.length, -'.yaml'.length)
}

function topicsOf(about: Entry<{ readonly topics: readonly Topic[] }>): Entry<Topic>[] {
  return about.item.topics.map((item, n) => ({
    item,
    file: about.file,
    shared: false,
    lineOf: path => about.lineOf(['topics', n, ...path]),
  }))
}
