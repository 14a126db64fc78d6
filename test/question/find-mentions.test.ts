import { describe, expect, it } from 'vitest'
import type { Mention } from '#magnets'
import { hasSense, isForeign } from '../../src/question/has-sense.ts'
import { createLexicon } from '../../src/question/lexicon.ts'
import { readQuestion } from '../../src/question/read-question.ts'
import { base } from '../answer/our-engine.ts'

const lexicon = createLexicon(base)
const read = (text: string) => readQuestion(base, lexicon, text)
const firm = (text: string) => read(text).mentions.filter(({ optional }) => !optional)
const entities = (mentions: readonly Mention[]) =>
  mentions.flatMap(({ senses }) => senses.filter(ref => ref.type === 'entity').map(ref => ref.id))

describe('the phrases of a question', () => {
  it('are the longest ones, and none inside them', () => {
    expect(entities(firm('how much neodymium-praseodymium oxide'))).toEqual(['ndpr-oxide'])
    expect(entities(firm('which heavy rare earths'))).toEqual(['heavy-rare-earths'])
  })

  it('do not run over the end of a clause', () => {
    expect(entities(firm('is it round, top of all'))).toEqual([])
    expect(entities(firm('is it round top of all'))).toEqual(['round-top'])
  })

  it('keep the words as typed, with the word before them', () => {
    const [mention] = firm('Where IS Mountain  Pass?').filter(m => entities([m]).length > 0)
    expect([mention?.words, mention?.before]).toEqual(['Mountain  Pass', 'is'])
  })

  it('let a name or stage inside a measure count as well', () => {
    const senses = (text: string) => read(text).mentions.flatMap(m => m.senses.map(ref => ref.id))
    expect(senses('the first delivery')).toEqual(
      expect.arrayContaining(['first-delivery', 'stage:initial']),
    )
    const support = read('compare government support').mentions
    const [government] = support.filter(m => entities([m]).includes('federal-government'))
    expect(government?.optional).toBe(true)
  })
})

describe('a plain word that is also a name', () => {
  const named = (text: string) => entities(firm(text)).includes('united-states')

  it.each([
    'Do magnets go to the us',
    'US imports of magnets',
    'What did the U.S. import',
    'What do US buyers import',
  ])('is meant as one: %s', text => {
    expect(named(text)).toBe(true)
  })

  it.each(['Could you tell us about magnets', 'TELL US ABOUT MAGNETS'])('is not: %s', text => {
    expect(named(text)).toBe(false)
  })

  it('is not met by a word with the same stem', () => {
    expect(entities(read('they care about it').mentions)).toEqual([])
  })
})

describe('spelling', () => {
  it('is forgiven with less certainty', () => {
    const [mention] = firm('the dysprosiumm').filter(m => entities([m]).length > 0)
    expect([entities(firm('the dysprosiumm')), mention?.certainty]).toEqual([['dysprosium'], 0.85])
    expect(firm('the dysprosium')[0]?.certainty).toBe(1)
  })

  it('leaves ordinary words alone, near as they may be', () => {
    expect(entities(read('we went to the park').mentions)).toEqual([])
  })
})

describe('a sense', () => {
  it('is asked for by its id or by how its id begins', () => {
    const [rise] = read('a rise').mentions.filter(m => hasSense(m, 'direction:'))
    expect(rise && [hasSense(rise, 'direction:up'), hasSense(rise, 'direction:down')]).toEqual([
      true,
      false,
    ])
    expect(rise && hasSense(rise, 'direction')).toBe(false)
  })

  it('of a stranger is no name that the base knows', () => {
    expect(firm('what does Lynas make').some(isForeign)).toBe(true)
    expect(firm('what does MP Materials make').some(isForeign)).toBe(false)
  })
})

describe('what is set aside', () => {
  it('is marked where it stands right behind the exception', () => {
    const aside = read('Are there mines other than Mountain Pass?').mentions.filter(m => m.aside)
    expect(entities(aside)).toEqual(['mountain-pass'])
    expect(
      read('Are there other mines beside the road to Mountain Pass?').mentions.some(m => m.aside),
    ).toBe(false)
  })

  it('is marked where it is denied beside what is meant', () => {
    const denied = read('how much oxide (not magnets) is Chinese').mentions.filter(m => m.denied)
    expect(entities(denied)).toEqual(['rare-earth-magnets'])
    expect(read('who does not make magnets').mentions.some(m => m.denied)).toBe(false)
  })
})
