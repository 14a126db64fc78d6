import { describe, expect, it } from 'vitest'
import type { ClaimedFigure, Fact, Hedge } from '#magnets'
import { figureVerdict, isRemainder } from '../../src/answer/contradictions.ts'
import { createLexicon } from '../../src/question/lexicon.ts'
import { readQuestion } from '../../src/question/read-question.ts'
import { base } from './our-engine.ts'
import { islands, opener, told } from './told.ts'

const lexicon = createLexicon(base)

const claim = (amount: number, hedge: Hedge = 'exact', more: Partial<ClaimedFigure> = {}) => ({
  amount,
  hedge,
  span: { from: 0, to: 1 },
  words: `${amount}`,
  ...more,
})

function fact(id: string, from = base): Fact {
  const found = from.fact(id)
  if (found === undefined) throw new Error(id)
  return found
}

describe('what a fact says of a claimed figure', () => {
  it.each([
    // More than 90 percent.
    ['china-neodymium-magnet-share', 90, 'more than', 'borne out'],
    ['china-neodymium-magnet-share', 80, 'more than', 'borne out'],
    ['china-neodymium-magnet-share', 80, 'at least', 'borne out'],
    ['china-neodymium-magnet-share', 95, 'more than', 'open'],
    ['china-neodymium-magnet-share', 95, 'exact', 'open'],
    ['china-neodymium-magnet-share', 95, 'less than', 'open'],
    ['china-neodymium-magnet-share', 90, 'less than', 'against'],
    ['china-neodymium-magnet-share', 80, 'exact', 'against'],
    // Less than 70 percent.
    ['china-oxide-share', 75, 'less than', 'borne out'],
    ['china-oxide-share', 60, 'less than', 'open'],
    ['china-oxide-share', 60, 'exact', 'open'],
    ['china-oxide-share', 70, 'exact', 'open'],
    ['china-oxide-share', 70, 'more than', 'against'],
    ['china-oxide-share', 80, 'exact', 'against'],
    // 70 percent.
    ['round-top-stake', 70, 'exact', 'borne out'],
    ['round-top-stake', 60, 'at least', 'borne out'],
    ['round-top-stake', 70, 'more than', 'against'],
    ['round-top-stake', 71, 'exact', 'against'],
    // About 1,300 tons.
    ['mountain-pass-ndpr-2024', 1_300, 'exact', 'borne out'],
    ['mountain-pass-ndpr-2024', 1_000, 'more than', 'borne out'],
    ['mountain-pass-ndpr-2024', 1_500, 'exact', 'against'],
    ['mountain-pass-ndpr-2024', 1_250, 'more than', 'open'],
  ] as const)('%s: %d, %s, is %s', (id, amount, hedge, verdict) => {
    expect(figureVerdict(base, claim(amount, hedge), fact(id))).toBe(verdict)
  })

  it('is open where the asker insists on the exact figure of a bound', () => {
    const oxides = fact('mountain-pass-oxides-2024')
    expect(figureVerdict(base, claim(45_000), oxides)).toBe('borne out')
    expect(figureVerdict(base, claim(45_000, 'exact', { exact: true }), oxides)).toBe('open')
  })

  it('is found in the unit of the fact', () => {
    const length = fact('north-crossing-length', islands.base)
    const verdict = (amount: number, unit: string) =>
      figureVerdict(islands.base, claim(amount, 'exact', { unit }), length)
    expect(verdict(38_000, 'metre')).toBe('borne out')
    expect(verdict(38, 'mile')).toBe('against')
  })

  it('is open without a figure', () => {
    expect(figureVerdict(base, claim(70), fact('magnets-role'))).toBe('open')
  })

  it.each([
    ['Who holds the other 30% of Round Top?', true],
    ['Who holds the other 40% of Round Top?', false],
    ['Who holds 30% of Round Top?', false],
  ])('takes the other 30 of 70 for the rest and no claim: %s %s', (question, rest) => {
    const reading = readQuestion(base, lexicon, question)
    const [figure = claim(0)] = reading.figures
    expect(isRemainder(reading, figure, fact('round-top-stake'))).toBe(rest)
  })
})

describe('"Yes."', () => {
  it.each([
    'Does China make over 80 percent of neodymium magnets?',
    'Is it true that China makes over 90% of neodymium magnets?',
    'Have dysprosium and terbium reached at least 95% purity?',
    'Has the Department of Defense invested over $400 million since 2020?',
    'Does USA Rare Earth hold 70% of Round Top?',
    'Are Chinese export licenses limited to six months?',
    'Does the Independence facility produce NdPr metal?',
  ])('is said where the fact settles every word: %s', question => {
    expect(opener(told(question))).toBe('Yes')
  })

  it.each([
    ['a figure that is only possible', 'Does China make 95% of neodymium magnets?'],
    [
      'a bound beyond the bound',
      'Has the Department of Defense invested over $500 million since 2020?',
    ],
    ['the exact figure of a bound', 'Does China control exactly 70% of oxide production?'],
    ['a verb that the fact lacks', 'Does the Independence facility burn NdPr metal?'],
    ['a word that may turn it round', 'Does China secretly make over 90% of neodymium magnets?'],
    ['an exclusion', 'Does Mountain Pass only produce oxides?'],
    ['a doubt', 'Is it false that China makes over 90% of neodymium magnets?'],
    ['all of it', 'Did the US and China settle everything in June 2025?'],
    ['what is left', 'Did shipments to the US fall to 93 percent in May 2025?'],
    ['one of two', 'Is Mountain Pass a mine or a factory?'],
    ['a later deadline', 'Will demand rise by nearly 500 percent by 2050?'],
    ['the future of what was', 'Will the Independence facility produce NdPr metal?'],
    ['a deed that is a plan', 'Did Stillwater start production in 2026?'],
  ])('is not said of %s: %s', (_, question) => {
    const answer = told(question)
    expect([answer.outcome, opener(answer)]).toEqual(['answer', ''])
  })

  it('is a No where all of a part is claimed', () => {
    const answer = told('Does USA Rare Earth own the whole Round Top deposit?')
    expect([opener(answer), answer.facts]).toEqual(['No', ['round-top-stake']])
  })

  it.each([
    ['Did Skarrow handle more than 600,000 metric tons of cargo in 2024?', 'Yes'],
    ['Does the Lethmark Crossing take more than 3 hours?', 'Yes'],
    ['Does the Lethmark Crossing take 5 hours?', ''],
    ['Does the Lethmark Crossing take less than 3 hours?', 'No'],
    ['Did Skarrow handle 700,000 metric tons of cargo in 2024?', ''],
    ['Did Tolmere ship out more than 10,000 tons of salted cod in 2024?', 'No'],
  ])('holds in another base: %s %s', (question, verdict) => {
    expect(opener(told(question, islands))).toBe(verdict)
  })
})
