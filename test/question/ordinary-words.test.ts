import { describe, expect, it } from 'vitest'
import { createLexicon } from '../../src/question/lexicon.ts'
import { readQuestion } from '../../src/question/read-question.ts'
import { base } from '../answer/our-engine.ts'

const lexicon = createLexicon(base)
const read = (text: string) => readQuestion(base, lexicon, text)

describe('a word that the vocabulary does not know', () => {
  it('is ordinary when the language knows it', () => {
    expect(read('on a per-kilo basis, roughly').plain).toEqual(['basis'])
    expect(read('on a per-kilo basis').unknown).toEqual([])
  })

  it('is unknown when the language does not, and keeps its capital', () => {
    expect(read('what does Zyxcorp make').unknown).toEqual(['Zyxcorp'])
  })

  it('is corrected when one letter makes it known', () => {
    const { mentions } = read('output of the stilwater plant')
    expect(mentions.flatMap(({ senses }) => senses.map(ref => ref.id))).toContain(
      'stillwater-plant',
    )
  })
})

describe('a question', () => {
  it('is read for what kind of answer it wants', () => {
    expect(read('When does it open?').kinds[0]).toBe('when')
    expect(read('Is the plant open?').kinds[0]).toBe('whether')
    expect(read('plant output').kinds).toEqual(['open'])
    expect(read('What fell when the tap was turned off?').kinds).not.toContain('when')
  })

  it('is read for its figures with unit and hedge', () => {
    expect(read('did it get over $1.2 billion').figures).toEqual([
      expect.objectContaining({ amount: 1.2e9, unit: 'usd', hedge: 'more than' }),
    ])
    expect(read('70 percent of 45k tons').figures.map(figure => figure.amount)).toEqual([
      70, 45_000,
    ])
  })

  it('is read for its dates, and "may" is a month only beside a date word', () => {
    expect(read('exports in May 2025').times).toEqual([
      expect.objectContaining({ from: '2025-05-01', to: '2025-05-31' }),
    ])
    expect(read('it may open').times).toEqual([])
  })
})
