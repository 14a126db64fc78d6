import { describe, expect, it } from 'vitest'
import { islands, opener, told } from './told.ts'

describe('what the base never states', () => {
  it.each([
    'What does one share of MP Materials cost on the stock market?',
    'How many employees does USA Rare Earth have?',
  ])('is refused without a look at the facts: %s', question => {
    const { outcome, rule } = told(question)
    expect([outcome, rule]).toEqual(['refusal', 'unheld-measure'])
  })

  it('does not shadow a share that is held', () => {
    expect(told('What share of Round Top does USA Rare Earth hold?').facts).toEqual([
      'round-top-stake',
    ])
  })
})

describe('a guess', () => {
  it('is refused, but a projection with a figure is told', () => {
    expect(told('What are your chances that Stillwater opens?').rule).toBe('opinion')
    const projected = told('What do you think, how far will magnet demand rise by 2040?')
    expect([projected.rule, projected.facts]).toEqual(['looked-up', ['demand-growth-2040']])
  })
})

describe('a figure put to a stage', () => {
  const both = ['stillwater-initial-capacity', 'stillwater-full-capacity']

  it.each([
    'Does Stillwater start with 5,000 tons a year?',
    'At full scale Stillwater makes 600 tons a year, right?',
  ])('of the wrong name is put right with every stage: %s', question => {
    const answer = told(question)
    expect([answer.rule, opener(answer), answer.facts]).toEqual(['stage-conflict', 'No', both])
  })

  it('of the right name is confirmed', () => {
    const answer = told('Does Stillwater start with 600 tons a year?')
    expect([answer.rule, opener(answer)]).toEqual(['looked-up', 'Yes'])
    expect(answer.facts).toEqual(['stillwater-initial-capacity'])
  })

  it('is told apart in another base', () => {
    const answer = told('Is 250,000 containers a year what the quay handles at first?', islands)
    expect([answer.rule, opener(answer)]).toEqual(['stage-conflict', 'No'])
    expect(answer.facts).toEqual(['quay-capacity-initial', 'quay-capacity-full'])
  })
})

describe('something done before it is due to begin', () => {
  it.each([
    'Has the Stillwater plant been running since 2023?',
    'Was Stillwater running in 2024?',
    'Will Stillwater open in 2025?',
  ])('is denied with its beginning: %s', question => {
    const answer = told(question)
    expect(answer.rule).toBe('contradicted: before it begins')
    expect([opener(answer), answer.facts]).toEqual(['No', ['stillwater-start-2026']])
  })

  it('is not seen in the right year, nor where something has begun', () => {
    expect(told('Will Stillwater start production in 2026?').rule).toBe('looked-up')
    expect(told('Has Round Top been mined since 2020?').rule).not.toContain('before it begins')
  })
})

describe('a plan asked about as if it were done', () => {
  it.each([
    'Is Stillwater making 600 tons a year now?',
    'Does the Stillwater plant already bring in $800 million?',
  ])('is answered with its start, and neither yes nor no: %s', question => {
    const answer = told(question)
    expect(answer.rule).toBe('not begun as far as is known')
    expect([opener(answer), answer.facts]).toEqual(['', ['stillwater-start-2026']])
  })

  it('is confirmed as a plan where the plan is asked for', () => {
    const answer = told('Could Stillwater bring in $800 million a year?')
    expect([opener(answer), answer.facts]).toEqual(['Yes', ['stillwater-revenue']])
  })
})
