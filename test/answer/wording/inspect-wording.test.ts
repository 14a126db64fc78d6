// What a language model's sentence may say of its facts, and each way of lying that is turned down.
import { describe, expect, it } from 'vitest'
import { createWordingGuard } from '../../../src/answer/wording/inspect-wording.ts'
import { loadBase } from '../../../src/knowledge/load.ts'

const base = loadBase('knowledge')
const guard = createWordingGuard(base)
const inspect = (text: string, ...facts: readonly string[]) => {
  expect(facts.filter(id => base.fact(id) === undefined)).toEqual([])
  return guard.inspect({ text, facts })
}

const TRUE: readonly (readonly [string, ...string[]])[] = [
  [
    'In 2024, Mountain Pass turned out over 45,000 metric tons of rare earth oxides.',
    'mountain-pass-oxides-2024',
  ],
  [
    'Output of rare earth oxides at Mountain Pass was more than 45,000 tonnes in 2024.',
    'mountain-pass-oxides-2024',
  ],
  ['China accounts for more than 90% of neodymium magnets.', 'china-neodymium-magnet-share'],
  [
    'The only large-scale rare earth mine in the United States is run by MP Materials at Mountain Pass in California.',
    'mountain-pass-mine',
  ],
  [
    'General Motors is expected to get the first automotive-grade magnets from MP Materials by the end of 2025.',
    'mp-first-magnets-2025',
  ],
  ['The Department of Energy backs USA Rare Earth.', 'usa-rare-earth-backing'],
]

const LIES: readonly (readonly [string, string, ...string[]])[] = [
  [
    'a digit',
    'Mountain Pass produced more than 46,000 metric tons of rare earth oxides in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'no hedge',
    'Mountain Pass produced 45,000 metric tons of rare earth oxides in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'the contrary hedge',
    'Mountain Pass produced less than 45,000 metric tons of rare earth oxides in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'another unit',
    'Mountain Pass produced more than 45,000 kilograms of rare earth oxides in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'a vaguer unit',
    'Mountain Pass produced more than 45,000 tons of rare earth oxides in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'another year',
    'Mountain Pass produced more than 45,000 metric tons of rare earth oxides in 2023.',
    'mountain-pass-oxides-2024',
  ],
  [
    'no year',
    'Mountain Pass produced more than 45,000 metric tons of rare earth oxides.',
    'mountain-pass-oxides-2024',
  ],
  [
    'another name',
    'Round Top produced more than 45,000 metric tons of rare earth oxides in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'another material',
    'Mountain Pass produced more than 45,000 metric tons of neodymium magnets in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'a negation',
    'Mountain Pass did not produce more than 45,000 metric tons of rare earth oxides in 2024.',
    'mountain-pass-oxides-2024',
  ],
  [
    'an invented addition',
    'Neodymium magnets are used in missile guidance systems, and hospitals depend on them too.',
    'magnet-uses',
  ],
  [
    'a rise for a fall',
    "In May 2025 China's exports of rare earth magnets were up 74 percent on a year earlier.",
    'china-magnet-exports-2025-05',
  ],
  [
    'no comparison',
    "In May 2025 China's exports of rare earth magnets were down 74 percent.",
    'china-magnet-exports-2025-05',
  ],
  [
    'a plan as done',
    'MP Materials delivered its first automotive-grade magnets to General Motors by the end of 2025.',
    'mp-first-magnets-2025',
  ],
  [
    'in for by',
    'MP Materials expects to deliver its first automotive-grade magnets to General Motors in 2025.',
    'mp-first-magnets-2025',
  ],
  [
    'turned roles',
    'General Motors expects to deliver its first automotive-grade magnets to MP Materials by the end of 2025.',
    'mp-first-magnets-2025',
  ],
  [
    'turned roles, passive',
    'MP Materials expects its first automotive-grade magnets from General Motors by the end of 2025.',
    'mp-first-magnets-2025',
  ],
  [
    'more than it is',
    'MP Materials runs the only rare earth mine in the United States, at Mountain Pass in California.',
    'mountain-pass-mine',
  ],
  ['all for some', 'All neodymium magnets are used in missile guidance systems.', 'magnet-uses'],
  [
    'a link',
    'China makes more than 90 percent of all neodymium magnets, see evil.example.',
    'china-neodymium-magnet-share',
  ],
  [
    'a mention',
    '@everyone China makes more than 90 percent of all neodymium magnets.',
    'china-neodymium-magnet-share',
  ],
  [
    'an image',
    '![x](https://evil.example/a.png) China makes more than 90 percent of all neodymium magnets.',
    'china-neodymium-magnet-share',
  ],
  [
    'another script',
    'Сhina makes more than 90 percent of all neodymium magnets.',
    'china-neodymium-magnet-share',
  ],
  [
    'another fact',
    'China makes more than 90 percent of all neodymium magnets.',
    'china-oxide-share',
  ],
  ['no fact', 'China makes more than 90 percent of all neodymium magnets.'],
  [
    'a stage that is not meant',
    'USA Rare Earth plans to expand the Stillwater plant to 600 tons per year.',
    'stillwater-initial-capacity',
    'stillwater-full-capacity',
  ],
]

describe('the check of worded sentences', () => {
  it.each(base.facts.map(fact => [fact.id, fact.statement] as const))(
    'lets the statement of %s through',
    (id, statement) => {
      expect(inspect(statement, id)).toEqual([])
    },
  )

  it.each(TRUE)('lets through: %s', (text, ...facts) => {
    expect(inspect(text, ...facts)).toEqual([])
  })

  it.each(LIES)('turns down %s: %s', (_, text, ...facts) => {
    expect(inspect(text, ...facts)).not.toEqual([])
  })
})
