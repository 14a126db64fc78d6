// A folder becomes a base, or a complete list of what is wrong with which line.
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ContentError } from '#magnets'
import { checkKnowledge, loadBase } from '../../src/knowledge/index.ts'
import { copiedFolder, edit, FIXTURES, problemsAfter, problemsIn } from './edited-folder.ts'

const HARVEST = 'facts/harvest.yaml'

describe('a valid folder', () => {
  it('becomes a base with every slot of its facts', () => {
    const base = loadBase(join(FIXTURES, 'knowledge-honey'))
    expect(base.facts.map(fact => fact.topic)).toEqual([
      'harvest',
      'harvest',
      'harvest',
      'plans',
      'plans',
    ])
    expect(base.fact('lindenhof-honey-change')).toEqual({
      id: 'lindenhof-honey-change',
      statement: "Lindenhof's harvest fell by nearly 20 percent in May 2024 from a year earlier.",
      topic: 'harvest',
      subject: 'lindenhof',
      related: [],
      implied: [],
      measure: 'harvest-change',
      value: { amount: 20, unit: 'percent', hedge: 'nearly' },
      comparedWith: 'a year earlier',
      period: { written: '2024-05', text: 'May 2024', from: '2024-05-01', to: '2024-05-31' },
      status: 'reported',
      source: 'bee-report',
      section: 'Harvests',
      asOf: '2025-03-10',
      because: ['cold-spring'],
    })
    expect(base.unit('kilogram')?.toBase).toBe(1)
    expect(base.measure('taste')?.unheld).toBe(true)
    expect(base.vocabulary.topics.map(topic => topic.title)).toEqual(['Harvests', 'Plans'])
    expect(base.asOf).toBe('2025-03-10')
  })

  it('has a version that line ends and order of reading leave alone and content changes', () => {
    const folder = copiedFolder()
    const { version } = loadBase(folder)
    expect(version).toMatch(/^[0-9a-f]{12}$/)
    expect(version).toBe(loadBase(join(FIXTURES, 'knowledge-honey')).version)
    const path = join(folder, HARVEST)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'))
    expect(loadBase(folder).version).toBe(version)
    appendFileSync(path, '# a remark\r\n')
    expect(loadBase(folder).version).not.toBe(version)
  })

  it('may hold other files, hidden files and backups', () => {
    const folder = copiedFolder()
    writeFileSync(join(folder, 'README.md'), '# Honey')
    writeFileSync(join(folder, 'facts', '.#harvest.yaml'), '{')
    writeFileSync(join(folder, 'facts', 'harvest.yaml~'), '{')
    expect(problemsIn(folder)).toEqual([])
  })
})

describe('an invalid folder', () => {
  it('is an error that lists every problem of every file', () => {
    const folder = copiedFolder()
    edit(folder, HARVEST, 'subject: lindenhof', 'subject: linden')
    edit(folder, 'facts/plans.yaml', 'status: planned', 'status: maybe')
    edit(folder, 'sources.yaml', 'published: 2025-03-10', 'published: March 2025')
    expect(() => loadBase(folder)).toThrow(ContentError)
    expect(problemsIn(folder)).toEqual([
      'facts/harvest.yaml:2 statement-entities: the statement names "Lindenhof" (lindenhof), which is not the subject, object or place and not under related',
      'facts/harvest.yaml:3 known-references: "linden" is not the id of anything in vocabulary/entities.yaml',
      'facts/plans.yaml:7 schema: "status" is the text "maybe"; it must be one of: reported, estimated, planned, projected, pledged, potential',
      'sources.yaml:5 schema: "published": a date is written year-month-day: 2025-06-24',
    ])
  })

  it('names files that are missing or would not be read', () => {
    const folder = copiedFolder()
    rmSync(join(folder, 'sources.yaml'))
    rmSync(join(folder, 'facts'), { recursive: true })
    writeFileSync(join(folder, 'vocabulary', 'entites.yaml'), '- {}')
    writeFileSync(join(folder, 'facts.yml'), '- {}')
    expect(problemsIn(folder)).toEqual([
      'facts:0 file: there is no facts/<topic>.yaml',
      'facts.yml:0 file: no knowledge file has this name here, so it would not be read',
      'sources.yaml:0 file: this file is missing; every knowledge folder has one',
      'vocabulary/entites.yaml:0 file: no knowledge file has this name here, so it would not be read',
    ])
  })

  it('that can’t be listed is a problem and not a crash', () => {
    const folder = copiedFolder()
    rmSync(join(folder, 'facts'), { recursive: true })
    symlinkSync('facts', join(folder, 'facts'))
    const { problems } = checkKnowledge(folder)
    expect(problems[0]?.file).toBe(join(folder, 'facts'))
    expect(problems[0]?.message).toMatch(/^can't be read: ELOOP/)
    symlinkSync('round', join(folder, 'round'))
    const round = checkKnowledge(join(folder, 'round'))
    expect(round.problems[0]?.message).toMatch(/^can't be read: ELOOP/)
  })

  it('may be no folder at all', () => {
    const { problems } = checkKnowledge(join(FIXTURES, 'knowledge-nowhere'))
    expect(problems.map(problem => problem.message)).toEqual(['there is no such folder'])
  })
})

describe('an entry', () => {
  it.each([
    ['an unknown key', '  object: honey', '  objekt: honey', 4, 'there is no key "objekt" here'],
    ['a missing key', '  status: reported\n', '', 1, '"status" is missing'],
    ['an empty key', 'object: honey', 'object:', 4, '"object" is empty'],
    [
      'a number for text',
      'object: honey',
      'object: 7',
      4,
      '"object" must be text, not the number 7',
    ],
    ['text for a number', '12500,', 'lots,', 6, '"amount" must be a number, not the text "lots"'],
    ['an unknown hedge', 'hedge: more than', 'hedge: maybe', 6, 'it must be one of: exact, about'],
    ['no hedge', ', hedge: more than', '', 6, '"hedge" is missing'],
    ['a list for text', 'object: honey', 'object: [honey]', 4, 'must be text, not a list'],
    ['a bad id', 'id: lindenhof-honey-2024', 'id: Lindenhof_1', 1, 'kebab-case'],
    ['a bad period', 'period: "2024"', 'period: soonish', 7, '"soonish" is no period; write one'],
    ['no section', ', section: Harvests', '', 9, '"section" is missing'],
    ['an empty section', 'section: Harvests', 'section: " "', 9, '"section" must not be empty'],
    ['an impossible date', 'as_of: 2025-03-10', 'as_of: 2025-02-30', 10, 'year-month-day'],
  ])('with %s is told where it stands', (_, from, to, line, message) => {
    const problems = problemsAfter([HARVEST, from, to])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${HARVEST}:${line} schema: `))
    expect(problems[0]).toContain(message)
  })

  it('may give a year as a period without quotes', () => {
    expect(problemsAfter([HARVEST, 'period: "2024"', 'period: 2024'])).toEqual([])
  })
})

describe('a file', () => {
  it('that is no YAML is told with its line, and silences no other file', () => {
    const problems = problemsAfter(
      [HARVEST, '  object: honey', '  object: "honey'],
      ['facts/plans.yaml', 'unit: usd', 'unit: eur'],
    )
    expect(problems.join('\n')).toMatch(/^facts\/harvest.yaml:\d+ yaml: Missing closing "quote$/m)
    expect(problems.join('\n')).toContain('facts/plans.yaml:5 known-references: "eur"')
  })

  it('that has a key twice is told', () => {
    expect(problemsAfter([HARVEST, '  object: honey', '  object: honey\n  object: wax'])).toEqual([
      'facts/harvest.yaml:5 yaml: Map keys must be unique',
    ])
  })

  it('that has an entry for a key is told', () => {
    expect(problemsAfter([HARVEST, '  object: honey', '  { a: b }: honey'])).toEqual([
      expect.stringMatching(/^facts\/harvest.yaml:4 yaml: .*keys/),
    ])
  })

  it('of vocabulary that can’t be read keeps the rules from talking nonsense', () => {
    expect(problemsAfter(['vocabulary/units.yaml', 'prefix: "$"', 'prefix: "$'])).toEqual([
      expect.stringMatching(/^vocabulary\/units.yaml:\d yaml: /),
    ])
  })

  it.each([
    ['empty', ''],
    ['only remarks', '# nothing yet\n'],
    ['a single entry', 'id: x\n'],
  ])('with %s is no list of entries', (_, text) => {
    const folder = copiedFolder()
    writeFileSync(join(folder, HARVEST), text)
    expect(problemsIn(folder)[0]).toBe(
      'facts/harvest.yaml:1 schema: this file must be a list of entries, each beginning with "- id:"',
    )
  })

  it('over one MiB is refused unread', () => {
    const folder = copiedFolder()
    appendFileSync(join(folder, HARVEST), `# ${'x'.repeat(1024 * 1024)}\n`)
    expect(problemsIn(folder)).toEqual(['facts/harvest.yaml:0 file: larger than 1 MiB; split it'])
  })

  it('with an alias is refused before it can multiply', () => {
    const bomb = ['- &a [x, x]', ...'bcdefgh'.split('').map(name => `- &${name} [*a, *a]`)]
    const folder = copiedFolder()
    writeFileSync(join(folder, HARVEST), bomb.join('\n'))
    expect(problemsIn(folder)[0]).toMatch(/harvest.yaml:\d yaml: \*a refers to another place/)
  })

  it('nested without end is refused', () => {
    const folder = copiedFolder()
    writeFileSync(join(folder, HARVEST), `- ${'['.repeat(3000)}${']'.repeat(3000)}`)
    expect(problemsIn(folder)[0]).toMatch(/^facts\/harvest.yaml:1 yaml: /)
    writeFileSync(join(folder, HARVEST), `- ${'['.repeat(20)}${']'.repeat(20)}`)
    expect(problemsIn(folder)).toEqual([
      'facts/harvest.yaml:1 yaml: nested more than 12 levels deep',
    ])
  })
})

describe('a folder that extends another', () => {
  it('takes over its units, senses and small talk, and none of its facts', () => {
    const base = loadBase(join(FIXTURES, 'knowledge-harbor'))
    expect(base.facts.map(fact => fact.id)).toEqual(['westquay-cargo-2023'])
    expect(base.vocabulary.entities.map(entity => entity.id)).toEqual(['westquay'])
    expect(base.vocabulary.measures.map(measure => measure.id)).toEqual(['cargo'])
    expect(base.unit('kilogram')?.plural).toBe('kilograms')
    expect(base.vocabulary.smallTalk.map(talk => talk.id)).toEqual(['thanks'])
  })

  it('adds its own words to a sense', () => {
    const { senses } = loadBase(join(FIXTURES, 'knowledge-harbor')).vocabulary
    const fillers = senses.filter(sense => sense.id === 'filler')
    expect(fillers).toEqual([{ id: 'filler', words: ['please', 'the', 'ahoy'] }])
  })

  it('may not say a unit again', () => {
    const folder = copiedFolder('knowledge-harbor')
    const unit = '- { id: kilogram, singular: kilo, plural: kilos, dimension: mass }\n'
    writeFileSync(join(folder, 'vocabulary', 'units.yaml'), unit)
    expect(problemsIn(folder)).toEqual([
      expect.stringMatching(/^vocabulary\/units.yaml:1 unique-ids: /),
    ])
  })

  it('has another version when the other one changes', () => {
    const folder = copiedFolder('knowledge-harbor')
    const { version } = loadBase(folder)
    appendFileSync(join(folder, '../knowledge-honey/vocabulary/units.yaml'), '# remark\n')
    expect(loadBase(folder).version).not.toBe(version)
  })

  it('does not read what the other one extends', () => {
    const folder = copiedFolder('knowledge-harbor')
    edit(folder, '../knowledge-honey/about.yaml', 'scope:', 'extends: ../knowledge-harbor\nscope:')
    expect(problemsIn(folder)).toEqual([])
  })

  it.each([
    ['.', 'a folder can not extend itself'],
    ['../knowledge-nowhere', 'there is no vocabulary to take over in '],
    ['../knowledge-empty', 'there is no vocabulary to take over in '],
  ])('can not extend %s', (other, message) => {
    const folder = copiedFolder('knowledge-harbor')
    mkdirSync(join(folder, '../knowledge-empty/vocabulary'), { recursive: true })
    edit(folder, 'about.yaml', '../knowledge-honey', other)
    expect(problemsIn(folder)).toEqual([
      expect.stringContaining(`about.yaml:4 extends: ${message}`),
    ])
  })
})
