import { describe, expect, it } from 'vitest'
import { comparisonTable } from '../../src/answer/comparison-table.ts'
import { base } from './our-engine.ts'
import { islands, opener, told } from './told.ts'

const sorted = (ids: readonly string[]) => ids.toSorted()

function pair(one: string, other: string, from = base) {
  const [a, b] = [from.fact(one), from.fact(other)]
  if (a === undefined || b === undefined) throw new Error(`${one}, ${other}`)
  return [a, b] as const
}

describe('one question about several things', () => {
  it.each([
    ['Where are Mountain Pass and Round Top?', ['mountain-pass-mine', 'round-top-stake']],
    ['Who owns Round Top and Mountain Pass?', ['round-top-stake', 'mountain-pass-mine']],
    [
      'What has the Department of Defense and the Department of Energy given?',
      ['defense-investment', 'usa-rare-earth-backing'],
    ],
    [
      "What are Stillwater's capacity at first and at full scale?",
      ['stillwater-initial-capacity', 'stillwater-full-capacity'],
    ],
  ])('is answered for each, in the order asked: %s', (question, facts) => {
    const answer = told(question)
    expect([answer.rule, answer.facts]).toEqual(['answered one by one', facts])
  })

  it.each([
    [
      'How punctual are Halcyn Line and Ostravane Ferries?',
      ['halcyn-line-punctuality', 'ostravane-ferries-punctuality'],
    ],
    [
      'What will the quay handle at first and at full capacity?',
      ['quay-capacity-initial', 'quay-capacity-full'],
    ],
  ])('is answered for each in another base: %s', (question, facts) => {
    const answer = told(question, islands)
    expect([answer.rule, answer.facts]).toEqual(['answered one by one', facts])
  })

  it.each([
    ['Are the Independence facility and Round Top in the same state?', 'Yes'],
    ['Are Mountain Pass and Round Top in the same state?', 'No'],
  ])('says whether they have the same: %s', (question, verdict) => {
    const answer = told(question)
    expect([opener(answer), answer.facts.length]).toEqual([verdict, 2])
  })

  it('says nothing twice and puts caveats last', () => {
    const { reply } = told("What are Stillwater's capacity at first and at full scale?")
    const roles = reply.parts.map(part => (part.kind === 'sentence' ? part.role : part.kind))
    expect(roles).toEqual(['answer', 'answer', 'caveat', 'caveat'])
  })

  it('is one answer where one fact covers them all', () => {
    const answer = told('Do MP Materials and USA Rare Earth lead the efforts?')
    expect([answer.rule, answer.facts]).toEqual(['looked-up', ['us-front-runners']])
  })
})

describe('a comparison', () => {
  it('is set side by side in a table where that is asked', () => {
    const { rule, reply, text } = told(
      'Compare the funding of MP Materials and the Department of Defense',
    )
    expect(rule).toBe('compared')
    expect(reply.parts.map(({ kind }) => kind)).toEqual(['sentence', 'table', 'sentence'])
    expect(text).toContain('$1.2 billion')
    expect(text).toContain('more than $439 million')
  })

  it('names in the table what tells the two apart, and status, stage and date', () => {
    const rows = (...facts: Parameters<typeof pair>) =>
      comparisonTable(facts[2] ?? base, pair(...facts), new Date('2025-07-01')).rows.map(row =>
        row.map(({ text }) => text),
      )
    expect(rows('china-oxide-share', 'china-neodymium-magnet-share')).toEqual([
      ['China, rare earth oxides', 'less than 70%'],
      ['China, neodymium magnets', 'more than 90%'],
    ])
    expect(rows('stillwater-initial-capacity', 'stillwater-full-capacity')).toEqual([
      ['Stillwater plant', '600 tons per year (planned, at first)'],
      ['Stillwater plant', '5,000 tons per year (planned, at full scale)'],
    ])
    expect(rows('grey-heron-passengers', 'storm-petrel-passengers', islands.base)).toEqual([
      ['Grey Heron', '650 passengers'],
      ['Storm Petrel', '840 passengers (planned)'],
    ])
  })

  it.each([
    [
      'Compare the passengers of the Storm Petrel and the Grey Heron',
      ['grey-heron-passengers', 'storm-petrel-passengers'],
    ],
    [
      'Which is longer, the North Crossing or the Lethmark Crossing?',
      ['lethmark-crossing-length', 'north-crossing-length'],
    ],
  ])('rests on both figures of one measure: %s', (question, facts) => {
    const answer = told(question, islands)
    expect([answer.rule, sorted(answer.facts)]).toEqual(['compared', facts])
  })

  it('is not made with somebody whom the base does not know', () => {
    expect(told('Compare the capacity of Stillwater and Lynas').rule).not.toBe('compared')
  })
})

describe('an order in time', () => {
  it.each([
    ['Did Independence start production before or after Stillwater?', 'Before.'],
    ['Did Stillwater start production before or after Independence?', 'After.'],
    ["Which came first, China's export controls or the tariff deal?", 'April 2025 came first'],
  ])('is told with the earlier date first: %s', (question, verdict) => {
    const { rule, text, facts } = told(question)
    expect([rule, text.startsWith(verdict), facts.length]).toEqual(['compared', true, 2])
  })

  it('is told in another base', () => {
    const answer = told('Was the Grey Heron built before or after Brennhaven was founded?', islands)
    expect(answer.text).toMatch(/^After\. 1642 came first, then 1998\./)
  })

  it('of many is a list, earliest first', () => {
    const { rule, facts } = told('Put the events at MP Materials in date order')
    expect(rule).toBe('timeline')
    expect(facts.slice(-2)).toEqual(['independence-metal-start', 'mp-first-magnets-2025'])
    expect(sorted(facts.slice(0, 2))).toEqual([
      'mountain-pass-ndpr-2024',
      'mountain-pass-oxides-2024',
    ])
  })

  it('of many keeps to the year asked for', () => {
    const { rule, facts } = told('Put what happened in 2024 in date order')
    expect(rule).toBe('timeline')
    expect(sorted(facts)).toEqual(['mountain-pass-ndpr-2024', 'mountain-pass-oxides-2024'])
  })

  it('is not told where one date is asked for', () => {
    const answer = told('When does Stillwater begin production, in date order?')
    expect([answer.rule, answer.facts]).toEqual(['looked-up', ['stillwater-start-2026']])
  })
})
