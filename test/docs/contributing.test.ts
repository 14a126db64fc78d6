// The recipes of CONTRIBUTING.md work: put into a copy of the project, they check, type and run.
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Outcome, shell } from '../cli/command-line.ts'
import { blocksOf, ROOT, read } from './documents.ts'

const BLOCKS = blocksOf(read('CONTRIBUTING.md'))
const EXAMPLES = BLOCKS.flatMap(({ file, text, language }) =>
  file === undefined ? [] : [{ file, text, language }],
)
const COPIED = [
  'src',
  'commands',
  'knowledge',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'biome.json',
]
const LIMIT_MS = 60_000

let copy = ''
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'recipes-'))
  for (const name of COPIED) {
    cpSync(fileURLToPath(new URL(name, ROOT)), join(copy, name), { recursive: true })
  }
  symlinkSync(fileURLToPath(new URL('node_modules', ROOT)), join(copy, 'node_modules'))
  for (const { file, text, language } of EXAMPLES) {
    const path = join(copy, file)
    mkdirSync(dirname(path), { recursive: true })
    if (language === 'yaml') appendFileSync(path, `\n${text}`)
    else writeFileSync(path, text)
  }
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const inCopy = (line: string): Promise<Outcome> => shell(`cd '${copy}' && ${line}`)
const magnets = (line: string): Promise<Outcome> => inCopy(`node src/cli.ts ${line}`)
const paths = (language: string): readonly string[] =>
  EXAMPLES.filter(example => example.language === language).map(({ file }) => file)

describe('the recipes', { timeout: LIMIT_MS }, () => {
  it('tell of every block of code where it belongs', () => {
    const homeless = BLOCKS.filter(
      ({ language, file }) => ['ts', 'yaml'].includes(language) && file === undefined,
    )
    expect(homeless).toEqual([])
    expect(paths('ts').length).toBeGreaterThan(4)
  })

  it('add a fact that passes the check and is answered with', async () => {
    const check = await magnets('knowledge check')
    expect(check.out).toMatch(/^The knowledge is fine/)
    const { out } = await magnets('ask "How big is the Independence facility?"')
    expect(out).toMatch(/^The Independence facility covers about 250,000 square feet\. \[1\]/)
  })

  it('show the message that a wrong hedge gives', async () => {
    const fact = 'knowledge/facts/mp-materials.yaml'
    const wrong = `sed '/250000/s/about/exact/' ${fact} > wrong.yaml && cp -r knowledge broken`
    const line = `${wrong} && cp wrong.yaml broken/facts/mp-materials.yaml`
    const { out } = await inCopy(`${line} && node src/cli.ts knowledge check broken`)
    const [message = ''] = out.trim().split('\n')
    expect(message).toContain('(statement-hedge)')
    // The line changes with every fact that is added.
    const shown = read('CONTRIBUTING.md').replace(/:\d+:/g, ':')
    expect(shown).toContain(message.replace(/^broken/, 'knowledge').replace(/:\d+:/, ':'))
  })

  it('add a command that runs by itself', async () => {
    const { out, code } = await magnets('site "Stillwater plant"')
    expect(code).toBe(0)
    expect(out).toContain('[1]')
    expect((await magnets('site nowhere')).code).toBe(2)
    expect((await magnets('slack manifest')).out).toContain('site <name>')
  })

  it('are typed, and in the form of the house', async () => {
    const files = paths('ts')
    const project = { extends: './tsconfig.json', include: [], files }
    writeFileSync(join(copy, 'tsconfig.recipes.json'), JSON.stringify(project))
    const types = await inCopy('node_modules/.bin/tsc -p tsconfig.recipes.json')
    const ours = types.out.split('\n').filter(line => files.some(file => line.startsWith(file)))
    expect(ours).toEqual([])
    const lint = await inCopy(`node_modules/.bin/biome ci --error-on-warnings ${files.join(' ')}`)
    expect(lint.code, lint.err).toBe(0)
  })

  it('have tests that pass', async () => {
    const tests = paths('ts').filter(path => path.endsWith('.test.ts'))
    expect(tests.length).toBeGreaterThan(1)
    const { code, out } = await inCopy(`node_modules/.bin/vitest run ${tests.join(' ')}`)
    expect(code, out).toBe(0)
  })
})
