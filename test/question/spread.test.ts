import { describe, expect, it } from 'vitest'
import { createLexicon } from '../../src/question/lexicon.ts'
import { readQuestion } from '../../src/question/read-question.ts'
import { spread } from '../../src/question/spread.ts'
import { base } from '../answer/our-engine.ts'

const lexicon = createLexicon(base)
const items = (text: string) => spread(base, readQuestion(base, lexicon, text))
const ids = (text: string) => items(text).map(({ id }) => id)

describe('a question about several things of a kind', () => {
  it.each([
    ['When do MP Materials and USA Rare Earth start?', ['mp-materials', 'usa-rare-earth']],
    ['Where are Round Top and Mountain Pass?', ['round-top', 'mountain-pass']],
    [
      'What did the Pentagon and the Energy Department pay?',
      ['department-of-defense', 'department-of-energy'],
    ],
    ['How pure are dysprosium and terbium?', ['dysprosium', 'terbium']],
    ['How much at first and at full scale?', ['stage:initial', 'stage:full']],
  ])('is put to each in its order: %s', (text, expected) => {
    expect(ids(text)).toEqual(expected)
  })

  it('takes "both companies" for all that own a site', () => {
    expect(ids('What do both firms plan?').toSorted()).toEqual(['mp-materials', 'usa-rare-earth'])
  })

  it.each([
    'Where is Round Top?',
    'How pure is it?',
    // One belongs to the other.
    'How pure are heavy rare earths like dysprosium?',
    'Where does MP Materials run Mountain Pass?',
    'How much at full scale?',
  ])('is left alone where it names but one: %s', text => {
    expect(ids(text)).toEqual([])
  })
})

describe('each of the questions', () => {
  it('keeps its own thing and the words for all, and drops the others', () => {
    const [first] = items('How much NdPr did Mountain Pass and Round Top make in 2024?')
    const named = first?.reading.mentions.flatMap(({ senses }) => senses.map(ref => ref.id)) ?? []
    expect(named).toContain('mountain-pass')
    expect(named).toContain('ndpr-oxide')
    expect(named).not.toContain('round-top')
    expect(first?.reading.times).toHaveLength(1)
  })

  it('drops with another thing what belongs to it', () => {
    const [, second] = items('When do MP Materials at Mountain Pass and USA Rare Earth start?')
    const named = second?.reading.mentions.flatMap(({ senses }) => senses.map(ref => ref.id)) ?? []
    expect(second?.id).toBe('usa-rare-earth')
    expect(named).not.toContain('mountain-pass')
  })

  it('no longer asks who, where the choice is between agents', () => {
    const [company] = items('Who is bigger, MP Materials or USA Rare Earth?')
    const [site] = items('Who owns Round Top and Mountain Pass?')
    expect(company?.reading.kinds).not.toContain('who')
    expect(site?.reading.kinds).toContain('who')
  })

  it('keeps its own stage only', () => {
    const stages = items('How much at first and at full scale?').map(({ reading }) =>
      reading.mentions.flatMap(({ senses }) =>
        senses.map(ref => ref.id).filter(id => id.startsWith('stage:')),
      ),
    )
    expect(stages).toEqual([['stage:initial'], ['stage:full']])
  })
})
