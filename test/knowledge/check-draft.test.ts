// A draft is checked as facts are, and for what is still open in it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ContentError } from '#magnets'
import { checkDraft } from '../../src/knowledge/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { copiedFolder, edit, problemsAfter } from './edited-folder.ts'

const ENTRY = `- id: route-nine-honey-2024
  statement: The Route 9 apiary made about 120 kilograms of honey in 2024.
  subject: route-nine
  object: honey
  measure: harvest
  value: { amount: 120, unit: kilogram, hedge: about }
  period: "2024"
  status: reported
  source: { id: bee-report, section: Harvests }
  as_of: 2025-03-10
`

/** What the check says of the text, as "line rule: message". */
function saidOf(text: string, folder = copiedFolder()): readonly string[] {
  const file = join(temporaryFolder(), 'a.draft.yaml')
  writeFileSync(file, text)
  const { problems } = checkDraft(folder, file)
  expect(problems.every(problem => problem.file === file)).toBe(true)
  return problems.map(({ line, rule, message }) => `${line} ${rule}: ${message}`)
}

describe('a draft', () => {
  it('that is worded and ticked off has no problem, though it has no topic', () => {
    expect(saidOf(`# [x] 120 stands there\n${ENTRY}`)).toEqual([])
  })

  it.each(['', '# nothing left\n', '---\n'])('of nothing has no problem: %j', text => {
    expect(saidOf(text)).toEqual([])
  })

  it.each([
    [
      'statement: The Route 9 apiary made about',
      'statement: The Route 9 apiary made over',
      'hedge',
    ],
    ['subject: route-nine', 'subject: route-ten', 'known-references'],
    ['unit: kilogram', 'unit: usd', 'measure-units'],
    ['id: route-nine-honey-2024', 'id: lindenhof-honey-2024', 'unique-ids'],
    ['subject: route-nine', 'subject: lindenhof', 'duplicates'],
    ['as_of: 2025-03-10', 'as_of: 2026-03-10', 'dates'],
    ['status: reported', 'state: reported', 'schema'],
    ['period: "2024"', 'period: "last year"', 'schema'],
    ['status: reported', 'status: "reported', 'yaml'],
  ])('breaks the rules of facts: %s as %s', (from, to, rule) => {
    expect(saidOf(ENTRY.replace(from, to))).toContainEqual(expect.stringContaining(rule))
  })

  it('says each TODO at its line, and no more of that line', () => {
    const open = ENTRY.replace('subject: route-nine', 'subject: TODO').replace(
      'as_of: 2025-03-10',
      'as_of: TODO',
    )
    expect(saidOf(open)).toEqual([
      '3 open-marks: "subject" is still to be said',
      '10 open-marks: "as_of" is still to be said',
    ])
  })

  it('leaves rules on statements alone while there is none, and keeps the others', () => {
    const open = ENTRY.replace(/statement: .*/, 'statement: TODO').replace('kilogram', 'usd')
    expect(saidOf(open)).toEqual([
      '2 open-marks: the statement is still to be written, in our own words',
      expect.stringMatching(/^6 measure-units: /),
    ])
  })

  it('says each question that is not ticked off, wherever a quoted passage says the same', () => {
    const text = `#    | [ ] a form in the document\n#    [ ] "it" was read as honey\n${ENTRY}`
    expect(saidOf(text)).toEqual([
      '2 open-marks: still to be looked at, then ticked [x]: "it" was read as honey',
    ])
  })

  it('is not checked against a folder that is broken itself', () => {
    const folder = copiedFolder()
    edit(folder, 'facts/harvest.yaml', 'subject: lindenhof', 'subject: nobody')
    expect(() => saidOf(ENTRY, folder)).toThrow(ContentError)
  })
})

it('a fact that still says TODO is no fact', () => {
  const problems = problemsAfter([
    'facts/harvest.yaml',
    'A cold spring kept the bees of Lindenhof inside.',
    'TODO say it.',
  ])
  expect(problems).toEqual(['facts/harvest.yaml:25 open-marks: "statement" still says TODO'])
})
