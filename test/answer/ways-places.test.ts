import { describe, expect, it } from 'vitest'
import { islands, opener, told } from './told.ts'

describe('a site put to another owner or place', () => {
  it.each([
    ['Is Mountain Pass located in Texas?', 'mountain-pass-mine'],
    ['Does Mountain Pass lie in Nevada?', 'mountain-pass-mine'],
    ['Is the Independence facility located in Oklahoma?', 'independence-metal-start'],
    ['Is Stillwater owned by MP Materials?', 'stillwater-floor-area'],
    ['Is MP Materials building the Stillwater plant?', 'stillwater-floor-area'],
  ])('is put right by a fact that names the right one: %s', (question, fact) => {
    const answer = told(question)
    expect(answer.rule).toBe('contradicted: not its place or owner')
    expect([answer.outcome, opener(answer), answer.facts]).toEqual(['correction', 'No', [fact]])
  })

  it('has the rest of the question answered as well', () => {
    const when = told('When does the California plant Stillwater open?')
    expect(when.facts).toEqual(['stillwater-floor-area', 'stillwater-start-2026'])
    const much = told('How much does the Texas mine Mountain Pass produce?')
    expect(much.facts[0]).toBe('mountain-pass-mine')
    expect(much.facts).toContain('mountain-pass-oxides-2024')
  })

  it.each([
    'Where are Mountain Pass and Round Top?',
    'How much smaller is Mountain Pass than anything in Texas?',
    'Compare Mountain Pass with Texas',
  ])('is not seen where two names only stand side by side: %s', question => {
    expect(told(question).rule).not.toContain('not its place or owner')
  })
})

describe('a site put to its own owner or place', () => {
  it.each([
    ['Is Mountain Pass located in California?', 'mountain-pass-mine'],
    ['Does Round Top belong to USA Rare Earth?', 'round-top-stake'],
    ['Is Stillwater owned by USA Rare Earth?', 'stillwater-floor-area'],
  ])('is confirmed: %s', (question, fact) => {
    const answer = told(question)
    expect(answer.rule).toBe('its place or owner')
    expect([opener(answer), answer.facts]).toEqual(['Yes', [fact]])
  })
})

describe('an inventory', () => {
  it.each([
    [
      'List the plants of USA Rare Earth and where they are',
      ['stillwater-floor-area', 'round-top-stake'],
    ],
    [
      'Give me an overview of all MP Materials sites',
      ['mountain-pass-mine', 'independence-metal-start'],
    ],
    ['List all sites in Texas', ['independence-metal-start', 'round-top-stake']],
  ])('gives a fact for each site: %s', (question, facts) => {
    const answer = told(question)
    expect([answer.rule, answer.facts]).toEqual(['inventory', facts])
    expect(answer.reply.parts.map(({ kind }) => kind)).toEqual(['list'])
  })

  it.each([
    'List everything the USA Rare Earth plant in Stillwater has',
    'Summarize the Stillwater site of USA Rare Earth',
    'Does USA Rare Earth own all its sites?',
    'List the sites in Oklahoma',
  ])('is not given of one site, nor in place of a verdict: %s', question => {
    expect(told(question).rule).not.toBe('inventory')
  })
})

describe('the only one', () => {
  it.each([
    ['Are there other large rare earth mines in America?', 'No'],
    ['Does the US have any big mines other than Mountain Pass?', 'No'],
    ['How many large-scale rare earth mines does the US have?', 'One'],
    ['How many mines does MP Materials run?', 'One'],
  ])('leaves no other: %s', (question, opening) => {
    const answer = told(question)
    expect([answer.rule, opener(answer)]).toEqual(['the only one', opening])
    expect(answer.facts).toEqual(['mountain-pass-mine'])
  })

  it('is found by the words of the statement in another base', () => {
    const answer = told('Are there other battery-electric ferries in Ostravane?', islands)
    expect([answer.rule, opener(answer), answer.facts]).toEqual([
      'the only one',
      'No',
      ['sea-lantern-kind'],
    ])
  })

  it('is not claimed of what the base only describes', () => {
    expect(told('Are there other promising deposits than Round Top?').rule).not.toBe('the only one')
    expect(told('Which mine is the biggest in the US?').rule).toBe('looked-up')
  })
})
