// Reads the YAML of a knowledge folder by itself, as the independent checker's own view of what is true.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const words = z.array(z.coerce.string()).default([])

const fact = z.object({
  id: z.string(),
  statement: z.string(),
  subject: z.string(),
  object: z.string().optional(),
  related: words,
  place: z.string().optional(),
  value: z.object({ amount: z.number(), unit: z.string(), hedge: z.string() }).optional(),
  compared_with: z.string().optional(),
  period: z.coerce.string().optional(),
  source: z.object({ id: z.string(), section: z.string() }),
  as_of: z.coerce.string(),
  note: z.string().optional(),
})

const source = z.object({
  id: z.string(),
  title: z.string(),
  byline: z.string().optional(),
  publisher: z.string().optional(),
  published: z.coerce.string(),
  underlying: z.string().optional(),
})

const entity = z.object({ id: z.string(), name: z.string(), aliases: words })

const unit = z.object({
  id: z.string(),
  singular: z.string(),
  plural: z.string(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  dimension: z.string(),
  to_base: z.number().optional(),
  aliases: words,
})

const about = z.object({
  scope: z.string(),
  examples: words,
  topics: z.array(z.object({ id: z.string(), title: z.string() })).default([]),
  extends: z.string().optional(),
})

const measures = z.array(z.object({ id: z.string(), name: z.string(), words }))
const smallTalk = z.array(z.object({ replies: words }))

export type TrueFact = z.infer<typeof fact> & { readonly topic: string }
export type TrueUnit = z.infer<typeof unit>
export type TrueSource = z.infer<typeof source>

export interface Knowledge {
  readonly facts: ReadonlyMap<string, TrueFact>
  readonly sources: ReadonlyMap<string, TrueSource>
  readonly entities: ReadonlyMap<string, z.infer<typeof entity>>
  readonly units: ReadonlyMap<string, TrueUnit>
  readonly measures: z.infer<typeof measures>
  readonly about: z.infer<typeof about>
  /** Replies of small talk, as they stand. */
  readonly sayings: readonly string[]
  /** Ordinary words of the language, in lower case. */
  readonly ordinary: ReadonlySet<string>
}

/** Reads the folder, and units, small talk and ordinary words of the folder that it extends. */
export function readKnowledge(folder: string): Knowledge {
  const yaml = (path: string): unknown => parse(readFileSync(join(folder, path), 'utf8'))
  const own = about.parse(yaml('about.yaml'))
  const shared = own.extends === undefined ? [] : [join(folder, own.extends)]
  const taken = <T>(name: string, shape: z.ZodType<T[]>): readonly T[] =>
    [...shared, folder]
      .map(place => join(place, 'vocabulary', name))
      .filter(path => existsSync(path))
      .flatMap(path => shape.parse(parse(readFileSync(path, 'utf8'))))
  const facts = readdirSync(join(folder, 'facts'))
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name =>
      z
        .array(fact)
        .parse(yaml(`facts/${name}`))
        .map(one => ({ ...one, topic: name.replace('.yaml', '') })),
    )
  return {
    facts: byId(facts),
    sources: byId(z.array(source).parse(yaml('sources.yaml'))),
    entities: byId(z.array(entity).parse(yaml('vocabulary/entities.yaml'))),
    units: byId(taken('units.yaml', z.array(unit))),
    measures: measures.parse(yaml('vocabulary/measures.yaml')),
    about: own,
    sayings: taken('small-talk.yaml', smallTalk).flatMap(({ replies }) => replies),
    ordinary: new Set([...shared, folder].flatMap(plainWordsIn)),
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map(item => [item.id, item]))
}

function plainWordsIn(folder: string): readonly string[] {
  const path = join(folder, 'vocabulary', 'plain-words.txt')
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .flatMap(inflected)
}

/** The list holds plain forms only. */
function inflected(word: string): readonly string[] {
  const stump = word.replace(/e$/, '')
  const plural = word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`
  const doubled = word + word.slice(-1)
  return [
    word,
    plural,
    `${word}es`,
    `${stump}ed`,
    `${stump}ing`,
    `${stump}er`,
    `${doubled}ed`,
    `${doubled}ing`,
    `${word}ly`,
  ]
}

/** The entities in a fact's own slots. */
export function slotsOf(one: TrueFact): readonly string[] {
  return [one.subject, one.object, one.place, ...one.related].filter(id => id !== undefined)
}
