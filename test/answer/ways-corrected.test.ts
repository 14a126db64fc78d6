import { describe, expect, it } from 'vitest'
import { islands, opener, told } from './told.ts'

const corrected = (question: string, from = undefined as typeof islands | undefined) => {
  const answer = told(question, from)
  return [answer.outcome, answer.rule, opener(answer), answer.facts]
}

describe('another name in the place of the right one', () => {
  const rule = 'contradicted: another name'

  it.each([
    ['Will MP Materials deliver its first magnets to Ford?', 'mp-first-magnets-2025'],
    ['Why would MP Materials deliver magnets to Ford?', 'mp-first-magnets-2025'],
    ['Does Lynas hold 70% of Round Top?', 'round-top-stake'],
  ])('is put right: %s', (question, fact) => {
    expect(corrected(question)).toEqual(['correction', rule, 'No', [fact]])
  })

  it('is put right in another base', () => {
    expect(corrected('Does Ostravane Ferries run the Lethmark Crossing?', islands)).toEqual([
      'correction',
      rule,
      'No',
      ['lethmark-crossing-operator'],
    ])
  })

  it('is another question where nothing is claimed', () => {
    expect(told('When does Tesla get magnets from MP Materials?').outcome).toBe('refusal')
    expect(told('Does Lynas make 5,000 tons of magnets?').outcome).toBe('refusal')
  })
})

describe("another's figure", () => {
  const rule = "contradicted: another's figure"

  it.each([
    ['USA Rare Earth got $1.2 billion, right?', ['mp-texas-funding', 'usa-rare-earth-backing']],
    [
      'Did the Department of Energy invest $439 million in rare earths?',
      ['defense-investment', 'usa-rare-earth-backing'],
    ],
    ['Is it MP Materials that plans 5,000 tons a year?', ['stillwater-full-capacity']],
  ])('goes back to its owner, beside what the one asked about has: %s', (question, facts) => {
    expect(corrected(question)).toEqual(['correction', rule, 'No', facts])
  })

  it('is no figure of another where it is its own', () => {
    expect(told('MP Materials received $1.2 billion, right?').rule).toBe('looked-up')
  })
})

describe('a claim that a fact rules out', () => {
  it.each([
    ['Did MP Materials get $439 million?', 'figure', 'mp-texas-funding'],
    ["Did China's exports rise 74% in May 2025?", 'direction', 'china-magnet-exports-2025-05'],
    ['Has China abandoned licensing control?', 'opposite', 'china-keeps-licensing'],
    ['Did the US raise tariffs in June 2025?', 'opposite', 'tariff-truce-2025-06'],
  ])('is put right: %s', (question, kind, fact) => {
    expect(corrected(question)).toEqual(['correction', `contradicted: ${kind}`, 'No', [fact]])
  })

  it('is put right by its date in another base', () => {
    expect(corrected('Was the quay open in 2025?', islands)).toEqual([
      'correction',
      'contradicted: time',
      'No',
      ['quay-opening'],
    ])
  })
})

describe('a negative claim', () => {
  it('is confirmed by the date that rules out the positive one', () => {
    const answer = told("Stillwater won't open before 2026, right?")
    expect([answer.rule, opener(answer)]).toEqual(['confirmed by its date', 'Yes'])
    expect(answer.facts).toEqual(['stillwater-start-2026'])
  })

  it('is confirmed by a statement that itself denies', () => {
    const answer = told('Is there no substitute for neodymium magnets?')
    expect([opener(answer), answer.facts]).toEqual(['Yes', ['magnets-no-substitute']])
  })
})

describe('a claim that two facts bear out together', () => {
  it('is confirmed with both', () => {
    const answer = told('Stillwater starts in 2026 with 600 tons per year, right?')
    expect([answer.rule, opener(answer)]).toEqual(['confirmed by several facts', 'Yes'])
    expect(answer.facts).toEqual(['stillwater-initial-capacity', 'stillwater-start-2026'])
  })

  it.each([
    'Stillwater starts in 2026 with 900 tons per year, right?',
    'Stillwater starts in 2029 with 600 tons per year, right?',
    // The capacity has no date, and the date is that of the start.
    'Stillwater will make 5,000 tons per year in 2026, right?',
    'Stillwater will make 600 tons per year in 2026, right?',
    'Stillwater begins in 2026 with 5,000 tons per year, right?',
  ])('is not confirmed where one of them fails: %s', question => {
    expect(opener(told(question))).not.toBe('Yes')
  })
})

describe('a right figure from which the contrary of another fact is made', () => {
  const claim = (gap: string) => `Is it true that with 5,000 tons Stillwater ${gap} China?`

  it('is put right by that fact', () => {
    const answer = told(claim('would be on a level with'))
    expect([answer.outcome, opener(answer)]).toEqual(['correction', 'No'])
    expect(answer.facts[0]).toBe('stillwater-against-china')
  })

  it('is left alone where that fact is borne out', () => {
    expect(told(claim('would fall far short of')).outcome).toBe('answer')
  })
})
