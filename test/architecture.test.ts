// The laws of the house: who may import whom, how large a file may be, and that src/ names no fact.
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadBase } from '../src/knowledge/index.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const MAX_LINES = 300

/**
 * What each room may import besides its own files: packages, node:, and paths of other rooms. A name
 * that ends with "/" or ":" stands for all that begins so. A file belongs to the longest room that
 * fits; what is in no room is a breach, and so is whatever a row does not name (test/ above all).
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'commands/': ['#magnets'],
  'src/contract/': [],
  'src/knowledge/': ['#magnets', 'zod', 'yaml', 'node:'],
  'src/search/': ['#magnets'],
  'src/question/': ['#magnets', 'src/search/'],
  'src/answer/': ['#magnets', 'src/search/', 'src/question/'],
  'src/documents/': [
    '#magnets',
    'src/search/',
    '@langchain/core/',
    '@langchain/textsplitters',
    'parse5',
    'unpdf',
    'node:',
  ],
  'src/drafting/': ['#magnets', 'src/knowledge/', 'src/search/'],
  'src/model/': ['#magnets', 'langchain', 'langchain/', '@langchain/', 'zod'],
  'src/chart/': ['#magnets', 'vega', 'vega-lite', '@resvg/resvg-js', 'node:'],
  'src/store/': ['#magnets', 'kysely', 'kysely/', 'pg', 'zod', 'node:'],
  'src/delivery/': ['#magnets', 'src/store/', 'node:crypto'],
  'src/server/': ['#magnets', 'prom-client', 'node:'],
  'src/adapters/recent-values.ts': [],
  'src/adapters/split-text.ts': [],
  'src/adapters/slack/': [
    '#magnets',
    'src/adapters/recent-values.ts',
    'src/adapters/split-text.ts',
    '@slack/bolt',
    'zod',
    'node:',
  ],
  'src/adapters/discord/': [
    '#magnets',
    'src/adapters/recent-values.ts',
    'src/adapters/split-text.ts',
    'discord.js',
    'zod',
    'node:',
  ],
  'src/adapters/web/': ['#magnets', 'src/adapters/split-text.ts', 'zod', 'node:'],
  'src/adapters/terminal/': ['#magnets', 'src/adapters/split-text.ts', 'node:'],
  'src/config.ts': ['#magnets', 'src/config-shape.ts', 'src/variables.ts', 'zod', 'node:'],
  'src/config-shape.ts': ['src/variables.ts'],
  'src/variables.ts': ['zod', 'node:'],
  'src/proxy.ts': ['#magnets', 'src/config.ts', 'undici', 'node:'],
  'src/log.ts': ['#magnets', 'pino', 'node:'],
  'src/open-model.ts': [
    '#magnets',
    'src/config.ts',
    'src/delivery/timers.ts',
    'src/log.ts',
    'src/model/',
  ],
  'src/compile-cache.ts': ['node:'],
  'src/search-by-meaning.ts': [
    '#magnets',
    'src/answer/',
    'src/config.ts',
    'src/delivery/timers.ts',
    'src/find-facts.ts',
    'src/log.ts',
    'src/model/',
    'src/search/',
    'src/store/',
  ],
  'src/find-facts.ts': ['#magnets', 'src/answer/'],
  'src/load-commands.ts': ['#magnets', 'zod', 'node:'],
  'src/app.ts': ['#magnets', 'src/', 'node:'],
  'src/house.ts': ['#magnets', 'src/', 'node:'],
  'src/main.ts': ['#magnets', 'src/app.ts', 'src/compile-cache.ts', 'src/config.ts', 'src/log.ts'],
  'src/cli.ts': ['src/cli/', 'src/compile-cache.ts'],
  'src/cli/': [
    '#magnets',
    'src/app.ts',
    'src/config.ts',
    'src/log.ts',
    'src/proxy.ts',
    'src/documents/',
    'src/drafting/',
    'src/knowledge/',
    'src/model/',
    'src/store/',
    'src/adapters/',
    'zod',
    'node:',
  ],
  'examples/': [
    '#magnets',
    'src/app.ts',
    'src/config.ts',
    'src/log.ts',
    'src/model/index.ts',
    'langchain',
    'langchain/',
    '@langchain/',
    'node:',
  ],
}

/** Rooms whose files do not even know each other. */
const STRANGERS = ['commands/']

interface Source {
  readonly path: string
  readonly text: string
}

const sources: readonly Source[] = ['src', 'commands', 'examples'].flatMap(folder =>
  readdirSync(posix.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.[cm]?[jt]sx?$/.test(name))
    .map(name => posix.join(folder, name.replaceAll('\\', '/')))
    .map(path => ({ path, text: readFileSync(posix.join(ROOT, path), 'utf8') })),
)

/** Static, type and dynamic imports, re-exports and types in comments of code. */
function importsOf(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const forms = [
    /\bfrom\s*(['"])(.+?)\1/g,
    /\bimport\s*\(?\s*(['"`])(.+?)\1/g,
    /\brequire\s*\(\s*(['"])(.+?)\1/g,
  ]
  return forms.flatMap(form => Array.from(code.matchAll(form), match => match[2] ?? ''))
}

function roomOf(path: string): string | undefined {
  const rooms = Object.keys(ROOMS).filter(room => covers(room, path))
  return rooms.sort((a, b) => b.length - a.length)[0]
}

function covers(name: string, path: string): boolean {
  return /[/:]$/.test(name) ? path.startsWith(name) : path === name
}

/** Every breach of the table in one file, as "who imports what". */
function breachesOf({ path, text }: Source): readonly string[] {
  const room = roomOf(path)
  if (room === undefined) return [`${path} stands in no room`]
  const allowed = [...(STRANGERS.includes(room) ? [] : [room]), ...(ROOMS[room] ?? [])]
  return importsOf(text)
    .map(name => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name))
    .filter(name => !allowed.some(other => covers(other, name)))
    .map(name => `${path} imports ${name}`)
}

describe('the import table', () => {
  it('is kept by every file', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.flatMap(breachesOf)).toEqual([])
  })

  it.for([
    ['commands/x.ts', `import { x } from '../src/answer/engine.ts'`],
    ['commands/x.ts', `import other from './other.ts'`],
    ['commands/x.ts', `import fs from 'node:fs'`],
    ['src/contract/x.ts', `import type { z } from 'zod'`],
    ['src/search/x.ts', `import { readFile } from 'node:fs/promises'`],
    ['src/answer/x.ts', `export { y } from '../knowledge/load.ts'`],
    ['src/answer/x.ts', `const y = await import('../adapters/slack/index.ts')`],
    ['src/delivery/x.ts', `import type { Engine } from '../answer/engine.ts'`],
    ['src/adapters/slack/x.ts', `import { y } from '../discord/render.ts'`],
    ['src/adapters/slack/x.ts', `import { Client } from 'discord.js'`],
    ['src/adapters/web/x.ts', `import { readConfig } from '../../config.ts'`],
    ['src/app.ts', `import { house } from '../test/delivery/house.ts'`],
    ['examples/x.ts', `import { createEngine } from '../src/answer/engine.ts'`],
    ['examples/x.ts', `import { tool } from '../src/model/tools.ts'`],
    ['src/utils/x.ts', ''],
  ] as const)('catches a breach: %s with %s', ([path, text]) => {
    expect(breachesOf({ path, text })).toHaveLength(1)
  })
})

describe('every source file', () => {
  it('has at most 300 lines', () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > MAX_LINES)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('says in its first line what it is for', () => {
    const silent = sources.filter(({ text }) => !/^(#!.*\n)?\/\/ \S/.test(text))
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  it('is not named for nothing in particular', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|manager|service)\b/
    expect(sources.map(({ path }) => path).filter(path => vague.test(path))).toEqual([])
  })

  it('leaves the environment to the configuration', () => {
    const readers = sources.filter(({ text }) =>
      /\bprocess\.env\b|\bimport\.meta\.env\b/.test(text),
    )
    expect(readers.map(({ path }) => path)).toEqual(['src/config.ts'])
  })

  it('imports by literal names, so that this table sees them; only commands are found by name', () => {
    const open = sources.filter(({ text }) => /\bimport\((?!\s*['"])/.test(text))
    expect(open.map(({ path }) => path)).toEqual(['src/load-commands.ts'])
  })
})

describe('src/', () => {
  const { entities } = loadBase(posix.join(ROOT, 'knowledge')).vocabulary
  const names = entities
    .flatMap(entity => [entity.name, ...entity.aliases])
    .filter(name => /\p{Lu}/u.test(name) && name.length > 1)

  it('names nothing that the vocabulary names', () => {
    expect(names.length).toBeGreaterThan(20)
    const found = sources
      .filter(({ path }) => path.startsWith('src/'))
      .flatMap(({ path, text }) =>
        names.filter(name => hasWord(text, name)).map(name => `${path} names "${name}"`),
      )
    expect(found).toEqual([])
  })

  it('would be caught naming something', () => {
    expect(hasWord('// Not for Nowhere Ltd.', 'Nowhere Ltd')).toBe(true)
    expect(hasWord(`toLocaleString('en-US')`, 'US')).toBe(false)
    expect(hasWord('Nowhereland', 'Nowhere')).toBe(false)
  })
})

/** Whole words, in the case in which they are written; a hyphen joins. */
function hasWord(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\d-])${escaped}(?![\\p{L}\\d-])`, 'u').test(text)
}
