// Each rule over statements bites, and lets pass what is right.
import { describe, expect, it } from 'vitest'
import { problemsAfter } from '../edited-folder.ts'

const HARVEST = 'facts/harvest.yaml'
const PLANS = 'facts/plans.yaml'
const FIRST = 'Lindenhof made more than 12,500 kilograms of honey in 2024.'
const CHANGE = "Lindenhof's harvest fell by nearly 20 percent in May 2024 from a year earlier."
const SPRING = 'A cold spring kept the bees of Lindenhof inside.'
const HIVES =
  'The Route 9 apiary is scheduled to open by the end of 2026 at a cost of $1.2 million.'
const PERMIT = 'The permit of the Route 9 apiary runs for six months.'

/** The problems after one statement became another one. */
const restated = (file: string, from: string, to: string): readonly string[] =>
  problemsAfter([file, from, to])

describe('the shape of a statement', () => {
  it.each([
    ['A cold spring kept the bees of Lindenhof inside', 'must end with one full stop'],
    ['A cold spring kept the bees of Lindenhof inside...', 'must end with one full stop'],
    ['A cold spring came. The bees of Lindenhof stayed inside.', 'must be one sentence'],
    [`A ${'very '.repeat(39)}cold spring.`, 'has 42 words; at most 40'],
  ])('is one sentence: %s', (statement, message) => {
    expect(restated(HARVEST, SPRING, statement)).toEqual([
      expect.stringMatching(`^facts/harvest.yaml:25 statement-shape: .*${message}`),
    ])
  })

  it.each([
    'A cold spring kept the bees of Mr. Lindenhof Ltd. Inside.',
    'The U.S. Department of Bees kept them inside.',
  ])('allows abbreviations: %s', statement => {
    expect(restated(HARVEST, SPRING, statement)).toEqual([])
  })
})

describe('the numbers of a statement', () => {
  it.each([
    ['another number', FIRST.replace('made', 'and 3 others made'), '3 is neither the value'],
    ['another year', FIRST.replace('in 2024', 'in 2024 and 2023'), '2023 is neither the value'],
    ['misplaced commas', FIRST.replace('12,500', '12,50'), '"12,50" has its commas'],
    ['no commas', FIRST.replace('12,500', '12500'), 'write 12,500 for 12500'],
  ])('are not %s', (_, statement, message) => {
    expect(restated(HARVEST, FIRST, statement)).toContainEqual(
      expect.stringMatching(`^facts/harvest.yaml:2 statement-numbers: .*${message}`),
    )
  })

  it('are not part of the name of an entity that the fact is not about', () => {
    expect(restated(HARVEST, SPRING, SPRING.replace('spring', 'spring on Route 9'))).toEqual([
      'facts/harvest.yaml:25 statement-entities: the statement names "Route 9" (route-nine), which is not the subject, object or place and not under related',
      expect.stringMatching('facts/harvest.yaml:25 statement-numbers: the number 9 is neither'),
    ])
  })

  it('do not put a month beside the year that the period has not', () => {
    expect(restated(HARVEST, CHANGE, CHANGE.replace('May', 'June'))).toEqual([
      'facts/harvest.yaml:13 statement-numbers: June 2024 stands in the statement but not in the period',
    ])
  })

  it('may stand in what a change is measured against', () => {
    const problems = problemsAfter(
      [HARVEST, CHANGE, CHANGE.replace('a year earlier', 'May 2023')],
      [HARVEST, 'compared_with: a year earlier', 'compared_with: May 2023'],
    )
    expect(problems).toEqual([])
  })
})

describe('the value of a fact', () => {
  it('stands in the statement', () => {
    expect(restated(HARVEST, 'amount: 12500', 'amount: 12600')).toEqual([
      expect.stringMatching('facts/harvest.yaml:2 statement-numbers: the number 12,500 is neither'),
      'facts/harvest.yaml:2 statement-value: the value 12,600 does not stand in the statement',
    ])
  })

  it('stands there with its unit', () => {
    expect(restated(HARVEST, FIRST, FIRST.replace('kilograms', 'pounds'))).toEqual([
      'facts/harvest.yaml:2 statement-value: the unit of the value is "kilogram", but the figure in the statement has pound',
    ])
    expect(restated(HARVEST, FIRST, FIRST.replace('kilograms', 'jars'))).toEqual([
      'facts/harvest.yaml:2 statement-value: the unit of the value is "kilogram", but the figure in the statement has none that is known',
    ])
  })

  it.each([
    [
      'as a scaled figure with a word',
      HIVES,
      HIVES.replace('$1.2 million', '1.2 million US dollars'),
    ],
    ['in full', HIVES, HIVES.replace('$1.2 million', '$1,200,000')],
    ['in digits', PERMIT, PERMIT.replace('six', '6')],
    ['before its unit with a hyphen', PERMIT, 'The Route 9 apiary has a six-month permit.'],
  ])('may stand %s', (_, from, to) => {
    expect(restated(PLANS, from, to)).toEqual([])
  })
})

describe('the hedge of a value', () => {
  it.each([
    ['more than', 'exact', FIRST.replace('more than ', '')],
    ['more than', 'less than', FIRST.replace('more than', 'under')],
    ['more than', 'at most', FIRST.replace('more than', 'no more than')],
    ['more than', 'about', FIRST.replace('more than', 'about')],
  ])('"%s" is not "%s" in the statement', (data, said, statement) => {
    expect(restated(HARVEST, FIRST, statement)).toEqual([
      `facts/harvest.yaml:6 statement-hedge: the hedge of the value is "${data}", but the statement says "${said}" right before 12,500`,
    ])
  })

  it('is told where the data know none and the statement does, even before a sign', () => {
    expect(restated(PLANS, HIVES, HIVES.replace('$1.2', 'about $1.2'))).toEqual([
      'facts/plans.yaml:5 statement-hedge: the hedge of the value is "exact", but the statement says "about" right before 1.2 million',
    ])
  })

  it('may be any of its words', () => {
    expect(restated(HARVEST, FIRST, FIRST.replace('more than', 'over'))).toEqual([])
    expect(restated(HARVEST, CHANGE, CHANGE.replace('nearly', 'just under'))).toEqual([])
    expect(restated(PLANS, PERMIT, PERMIT.replace('six', 'exactly six'))).toEqual([])
  })

  it('needn’t repeat a word that is the status', () => {
    const estimate = HIVES.replace(
      'scheduled to',
      'scheduled, at a cost estimated at $1.2 million, to',
    )
    const statement = estimate.replace(' at a cost of $1.2 million', '')
    const estimated = [PLANS, 'status: planned', 'status: estimated'] as const
    expect(problemsAfter([PLANS, HIVES, statement], estimated)).toEqual([])
    expect(problemsAfter([PLANS, HIVES, statement])).toHaveLength(1)
  })
})

describe('the status of a fact', () => {
  it('stands in the statement in words', () => {
    expect(restated(PLANS, HIVES, HIVES.replace('is scheduled to open', 'opens'))).toEqual([
      'facts/plans.yaml:7 statement-status: the status is "planned", but no word of the sense status:planned stands in the statement',
    ])
  })

  it('is not reported where the statement speaks of a plan', () => {
    expect(restated(PLANS, 'status: planned', 'status: reported')).toEqual([
      'facts/plans.yaml:7 statement-status: the status is "reported", but "scheduled" means "planned"',
    ])
  })

  it('is read from whole words outside names', () => {
    const problems = problemsAfter(
      [HARVEST, SPRING, 'An unplanned cold spring kept the bees of Planned Lindenhof inside.'],
      [
        'vocabulary/entities.yaml',
        'aliases: [the Linden',
        'aliases: [Planned Lindenhof, the Linden',
      ],
    )
    expect(problems).toEqual([])
  })
})

describe('the entities of a statement', () => {
  it('are all among those of the fact, by name or alias', () => {
    expect(restated(HARVEST, '  object: honey\n', '')).toEqual([
      'facts/harvest.yaml:2 statement-entities: the statement names "honey" (honey), which is not the subject, object or place and not under related',
    ])
    expect(restated(PLANS, PERMIT, PERMIT.replace('The permit', 'The LH permit'))).toHaveLength(1)
  })

  it.each(['related: [honey]', 'place: honey'])('may stand under %s', slot => {
    expect(restated(HARVEST, 'object: honey', slot)).toEqual([])
  })
})
