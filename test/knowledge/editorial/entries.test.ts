// Each rule over ids, references, vocabulary and dates bites, and says where.
import { describe, expect, it } from 'vitest'
import { problemsAfter } from '../edited-folder.ts'

const HARVEST = 'facts/harvest.yaml'
const PLANS = 'facts/plans.yaml'
const ENTITIES = 'vocabulary/entities.yaml'
const MEASURES = 'vocabulary/measures.yaml'
const SENSES = 'vocabulary/senses.yaml'

describe('the copied base', () => {
  it('has no problem before it is edited', () => {
    expect(problemsAfter()).toEqual([])
  })
})

describe('an id that stands twice', () => {
  it('among facts of different files is told with both places', () => {
    expect(problemsAfter([PLANS, 'id: route-9-permit', 'id: cold-spring'])).toEqual([
      'facts/plans.yaml:12 unique-ids: the id "cold-spring" stands already at facts/harvest.yaml:24; choose another',
    ])
  })

  it.each([
    [ENTITIES, 'id: honey', 'id: lindenhof', 8],
    [MEASURES, 'id: taste', 'id: term', 6],
    ['vocabulary/units.yaml', 'id: pound', 'id: kilogram', 2],
    [SENSES, 'id: filler', 'id: "direction:down"', 10],
    ['about.yaml', '{ id: plans', '{ id: harvest', 6],
  ])('in %s is told', (file, from, to, line) => {
    expect(problemsAfter([file, from, to])).toContainEqual(
      expect.stringMatching(`${file}:${line} unique-ids: `),
    )
  })
})

describe('an unknown id', () => {
  it.each([
    [HARVEST, 'source: { id: bee-report', 'source: { id: wasp-report', 9, 'sources.yaml'],
    [HARVEST, 'subject: lindenhof', 'subject: lindenhov', 3, ENTITIES],
    [HARVEST, 'object: honey', 'object: money', 4, ENTITIES],
    [HARVEST, 'object: honey', 'related: [honey, money]', 4, ENTITIES],
    [HARVEST, 'object: honey', 'object: honey\n  place: nowhere', 5, ENTITIES],
    [HARVEST, 'measure: obstacle', 'measure: obstacles', 27, MEASURES],
    [HARVEST, 'unit: kilogram', 'unit: kilo', 6, 'vocabulary/units.yaml'],
    [HARVEST, 'because: [cold-spring]', 'because: [hot-spring]', 22, 'facts/'],
    [ENTITIES, 'to: honey', 'to: wax', 7, ENTITIES],
    [MEASURES, 'units: [usd]', 'units: [eur]', 4, 'vocabulary/units.yaml'],
  ])('in %s instead of "%s" is told: %s', (file, from, to, line, home) => {
    expect(problemsAfter([file, from, to])).toContainEqual(
      expect.stringMatching(`^${file}:${line} known-references: ".*" is not .* in ${home}$`),
    )
  })

  it('is not told where the entry is there but malformed itself', () => {
    expect(problemsAfter([ENTITIES, '  name: honey\n', ''])).toEqual([
      'vocabulary/entities.yaml:8 schema: "name" is missing',
    ])
  })

  it('is not needed for a fact to be its own reason', () => {
    expect(problemsAfter([HARVEST, '[cold-spring]', '[lindenhof-honey-change]'])).toEqual([
      'facts/harvest.yaml:22 known-references: a fact is no reason for itself',
    ])
  })
})

describe('a measure', () => {
  it('allows only its own units', () => {
    const problems = problemsAfter(
      [HARVEST, 'unit: kilogram', 'unit: pound'],
      [HARVEST, 'kilograms', 'pounds'],
    )
    expect(problems).toEqual([
      'facts/harvest.yaml:6 measure-units: "pound" is no unit of the measure "harvest"; it has: kilogram',
    ])
  })

  it('that is never stated has no facts', () => {
    expect(problemsAfter([HARVEST, 'measure: obstacle', 'measure: taste'])).toEqual([
      'facts/harvest.yaml:27 measure-units: the measure "taste" is marked as unheld, yet this fact states it',
    ])
  })
})

describe('dates', () => {
  it('let a fact speak of no day after its source', () => {
    expect(problemsAfter([PLANS, 'as_of: 2025-03-01', 'as_of: 2025-03-11'])).toEqual([
      'facts/plans.yaml:9 dates: as_of is 2025-03-11, but the source was published on 2025-03-10',
    ])
  })
})

describe('names', () => {
  it.each([
    ['aliases: [Route 9]', 'aliases: [Route 9, "L.H."]', '"L.H." already means "lindenhof"'],
    ['misspellings: [lindnhof]', 'misspellings: [Honey!]', '"honey" already means "lindenhof"'],
    ['name: honey', 'name: Lindnhof', '"Lindnhof" already means "lindenhof"'],
    ['aliases: [Route 9]', 'aliases: ["?!"]', '"?!" has no letter or digit'],
  ])('mean one entity: %s to %s', (from, to, message) => {
    expect(problemsAfter([ENTITIES, from, to]).join()).toContain(`unambiguous-names: ${message}`)
  })

  it('may repeat within one entity', () => {
    expect(problemsAfter([ENTITIES, 'misspellings: [lindnhof]', 'misspellings: [lh]'])).toEqual([])
  })
})

describe('a phrase of the vocabulary', () => {
  it('has at most four words and is no question', () => {
    const problems = problemsAfter(
      [ENTITIES, 'aliases: [Route 9]', 'aliases: [the hives by the river]'],
      [MEASURES, 'words: [cost]', 'words: [cost, how much]'],
      [MEASURES, 'words: [how long]', 'words: ["how long?"]'],
      [MEASURES, 'opposites: [rose]', 'opposites: [rose a lot over time]'],
    )
    expect(problems.filter(problem => problem.includes('phrase-length'))).toEqual([
      'vocabulary/entities.yaml:15 phrase-length: "the hives by the river" has 5 words; at most 4 are a phrase',
      'vocabulary/measures.yaml:2 phrase-length: "rose a lot over time" has 5 words; at most 4 are a phrase',
      'vocabulary/measures.yaml:5 phrase-length: "how long?" is a question, not a phrase',
    ])
  })
})

describe('a fact that supersedes another', () => {
  const older = (id: string, more = ''): string =>
    `because: [cold-spring]\n  supersedes: ${id}${more}`
  it('names one that is there', () => {
    expect(problemsAfter([HARVEST, 'because: [cold-spring]', older('last-year')])).toEqual([
      'facts/harvest.yaml:23 superseding: there is no fact "last-year"',
    ])
  })

  it('has the same subject and measure', () => {
    expect(problemsAfter([HARVEST, 'because: [cold-spring]', older('cold-spring')])).toEqual([
      'facts/harvest.yaml:23 superseding: "cold-spring" has another subject or measure, so it can not be superseded',
    ])
  })

  it('is not superseded by the one it supersedes', () => {
    const self = problemsAfter([HARVEST, 'because: [cold-spring]', older('lindenhof-honey-change')])
    expect(self).toEqual([expect.stringMatching(/:23 superseding: .* supersedes this fact/)])
  })

  it('may stand in the very same slots', () => {
    const twin = [
      '- id: cold-spring-2\n  statement: A cold spring kept the bees of Lindenhof in their hives.',
      '  subject: lindenhof\n  measure: obstacle\n  status: reported\n  supersedes: cold-spring',
      '  source: { id: bee-report, section: Weather }\n  as_of: 2025-03-10\n\n- id: cold-spring\n',
    ].join('\n')
    expect(problemsAfter([HARVEST, '- id: cold-spring\n', twin])).toEqual([])
    expect(
      problemsAfter([
        HARVEST,
        '- id: cold-spring\n',
        twin.replace('  supersedes: cold-spring\n', ''),
      ]),
    ).toEqual([
      expect.stringMatching(
        /^facts\/harvest.yaml:32 duplicates: .* as "cold-spring-2" \(facts\/harvest.yaml:24\)/,
      ),
    ])
  })
})

describe('about.yaml', () => {
  it('gives examples that are questions', () => {
    expect(problemsAfter(['about.yaml', 'in 2024?', 'in 2024'])).toEqual([
      'about.yaml:3 examples: "How much honey did Lindenhof make in 2024" must end with a question mark',
    ])
  })

  it('has a topic for every file of facts, and a file for every topic', () => {
    expect(problemsAfter(['about.yaml', 'id: plans', 'id: dreams'])).toEqual([
      'about.yaml:4 topics: facts/plans.yaml has no topic here; add { id: plans, title: ... }',
      'about.yaml:6 topics: there is no facts/dreams.yaml with facts of this topic',
    ])
  })
})

describe('a sense', () => {
  it.each([
    ['"hedge:about"', '"hedge:abuot"', 4],
    ['"status:planned"', '"status:plan"', 7],
    ['"direction:down"', '"direction:sideways"', 9],
    ['id: filler', 'id: hedge', 10],
  ])('of a fixed family has a name that exists: %s, not %s', (from, to, line) => {
    expect(problemsAfter([SENSES, from, to]).join('\n')).toMatch(
      new RegExp(`^vocabulary/senses.yaml:${line} sense-names: .* it must be one of: `, 'm'),
    )
  })
})
