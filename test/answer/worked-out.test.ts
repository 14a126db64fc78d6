import { describe, expect, it } from 'vitest'
import { islands, results, told } from './told.ts'

const FIRST = 'stillwater-initial-capacity'
const FULL = 'stillwater-full-capacity'

describe('a question that asks for arithmetic', () => {
  it.each([
    [
      'How many tons per month is Stillwater at full scale?',
      'per-period',
      'about 420 tons a month',
      [FULL],
    ],
    [
      'How much revenue per quarter could Stillwater bring in?',
      'per-period',
      '$200 million a quarter',
      ['stillwater-revenue'],
    ],
    [
      'How many times a year do Chinese export licenses have to be renewed?',
      'times-a-year',
      '2 times a year',
      ['export-license-term'],
    ],
    [
      "What is the percentage increase from Stillwater's initial capacity to full capacity?",
      'increase',
      'about 730%',
      [FIRST, FULL],
    ],
    [
      'How many times its initial capacity is Stillwater at full scale?',
      'multiple',
      'about 8.3 times',
      [FIRST, FULL],
    ],
    [
      'How many Stillwater plants at full scale would it take to match China?',
      'multiple',
      '60 times',
      [FULL, 'china-output-estimate'],
    ],
    [
      'How much more money did MP Materials get than the Department of Defense invested?',
      'difference',
      'at most $761 million',
      ['defense-investment', 'mp-texas-funding'],
    ],
    [
      "How many months between China's export controls and the tariff deal?",
      'between',
      '2 months',
      ['china-export-controls-2025-04', 'tariff-truce-2025-06'],
    ],
    [
      'How many years from the article until Stillwater opens?',
      'years-from-publication',
      '1 year',
      ['stillwater-start-2026'],
    ],
    [
      'How much percent of the magnet shipments to the US still got through in May 2025?',
      'remainder',
      '7%',
      ['china-magnet-shipments-us-2025-05'],
    ],
    [
      'If 200 tons of magnets were exported a year earlier, how many were exported in May 2025?',
      'after-change',
      '52 tons',
      ['china-magnet-exports-2025-05'],
    ],
    [
      'How many acres is the Stillwater plant?',
      'convert',
      'about 7.1 acres',
      ['stillwater-floor-area'],
    ],
  ])('is answered with its working: %s', (question, operation, result, facts) => {
    const answer = told(question)
    expect(answer.rule).toBe(`worked-out: ${operation}`)
    expect(results(answer)).toEqual([result])
    expect(answer.facts).toEqual(facts)
    expect(answer.text).toContain(answer.reply.workings[0]?.shown)
  })

  it.each([
    ['How many ferries do Ostravane Ferries and Halcyn Line have together?', 'sum', '19 ferries'],
    [
      'How much longer is the Lethmark Crossing than the North Crossing?',
      'difference',
      '76 kilometers',
    ],
    [
      "What share of the Grey Heron's passengers can the Sea Lantern carry?",
      'share',
      'at most 65%',
    ],
    [
      "What is the quay's revenue per container at full capacity?",
      'per-unit',
      '180 crowns per container',
    ],
    [
      'How many containers a month can the deep-water quay take at full capacity?',
      'per-period',
      'about 20,800 containers a month',
    ],
    ['By what percentage did the North Crossing fare increase?', 'increase', 'about 14%'],
    ['How long is the quay in kilometers?', 'convert', 'at least 0.52 kilometers'],
  ])('is worked out with the units of another base: %s', (question, operation, result) => {
    const answer = told(question, islands)
    expect([answer.rule, results(answer)]).toEqual([`worked-out: ${operation}`, [result]])
  })

  it.each([
    [
      ["What was Stillwater's first capacity?", 'And at full scale?'],
      '4,400 tons per year',
      [FIRST, FULL],
    ],
    [
      ['How much did the Department of Defense invest?', 'How much did MP Materials receive?'],
      'at most $761 million',
      ['defense-investment', 'mp-texas-funding'],
    ],
    [
      ["What is China's share of neodymium magnets?", 'And of the oxides?'],
      'at least 20 percentage points',
      ['china-oxide-share', 'china-neodymium-magnet-share'],
    ],
  ])('may speak of the two figures told before: %j', (turns, result, facts) => {
    const answer = told([...turns, 'How much is the difference between the two?'])
    expect([results(answer), answer.facts]).toEqual([[result], facts])
  })

  it('may claim the result, which is then put right', () => {
    const wrong = told('Is the share of NdPr oxide in the oxides of Mountain Pass 10%?')
    expect(wrong.text).not.toMatch(/^Yes/)
    expect(wrong.outcome).not.toBe('answer')
  })
})
