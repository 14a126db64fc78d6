import { describe, expect, it } from 'vitest'
import { createFrames } from '../../src/answer/fact-frame.ts'
import { interpret } from '../../src/answer/interpret.ts'
import { replacedNames } from '../../src/answer/replaced-names.ts'
import { figureOfAnother, tellersOf } from '../../src/answer/right-owners.ts'
import { createLexicon } from '../../src/question/lexicon.ts'
import { base } from './our-engine.ts'

const parts = { base, lexicon: createLexicon(base), frames: createFrames(base) }

function read(text: string, presumed = false) {
  const conversation = { turns: [] }
  return interpret(parts, text, { conversation, claim: false, presumed })
}

/** The names that the question puts in the place of the fact's own, with those. */
function replaced(text: string, id: string, presumed = false) {
  const { reading, matches } = read(text, presumed)
  const match = matches.find(({ frame }) => frame.fact.id === id)
  if (match === undefined) throw new Error(id)
  return replacedNames(base, reading, match).map(({ mention, right }) => ({
    words: mention.words,
    right: right.toSorted(),
  }))
}

describe('a name in the place of another', () => {
  it.each([
    ['Does Lynas hold 70% of Round Top?', 'round-top-stake', 'Lynas', ['usa-rare-earth']],
    [
      'Will it deliver magnets to Ford?',
      'mp-first-magnets-2025',
      'Ford',
      ['mp-materials', 'general-motors'],
    ],
    ['Will MP Materials deliver to Ford?', 'mp-first-magnets-2025', 'Ford', ['general-motors']],
    ['Is Mountain Pass in Nevada?', 'mountain-pass-mine', 'Nevada', ['california']],
    [
      'Did the DOE invest $439 million?',
      'defense-investment',
      'DOE',
      ['department-of-defense', 'federal-government'],
    ],
  ])('has those of its kind that the question leaves out: %s', (text, id, words, right) => {
    expect(replaced(text, id)).toEqual([{ words, right: right.toSorted() }])
  })

  it.each([
    ['of the fact itself', 'Does USA Rare Earth hold 70% of Round Top?', 'round-top-stake'],
    ['beside the right one', 'Do Lynas and USA Rare Earth hold Round Top?', 'round-top-stake'],
    ['of another kind', 'Does Round Top lie in Nevada?', 'export-license-term'],
    [
      'only implied by the source',
      'Did the Pentagon give MP Materials $1.2 billion?',
      'mp-texas-funding',
    ],
  ])('is none where it is %s', (_, text, id) => {
    expect(replaced(text, id)).toEqual([])
  })

  it('may be a material only where it is taken for granted', () => {
    const text = 'Mountain Pass produced dysprosium in 2024'
    expect(replaced(text, 'mountain-pass-ndpr-2024')).toEqual([])
    expect(replaced(text, 'mountain-pass-ndpr-2024', true)).toEqual([
      { words: 'dysprosium', right: ['ndpr-oxide'] },
    ])
  })
})

describe('a fact that names the right one', () => {
  const best = (id: string) => {
    const match = read('Stillwater').matches.find(({ frame }) => frame.fact.id === id)
    if (match === undefined) throw new Error(id)
    return match
  }

  it('is told beside one that does not', () => {
    const wrong = [{ kind: 'name', right: ['usa-rare-earth'] }] as const
    const [teller] = tellersOf(parts.frames, best('stillwater-start-2026'), wrong)
    expect(teller?.subject).toBe('stillwater-plant')
    expect(teller?.statement).toContain('USA Rare Earth')
  })

  it('is not told where the best one names it, or nothing is named wrongly', () => {
    const wrong = [{ kind: 'name', right: ['usa-rare-earth'] }] as const
    expect(tellersOf(parts.frames, best('stillwater-full-capacity'), wrong)).toEqual([])
    expect(tellersOf(parts.frames, best('stillwater-start-2026'), [{ kind: 'figure' }])).toEqual([])
  })
})

describe('the fact whose figure is given to another', () => {
  const owner = (text: string) => {
    const { reading, matches } = read(text)
    return figureOfAnother(base, reading, matches)?.frame.fact.id
  }

  it.each([
    ['Did the Department of Energy invest $439 million?', 'defense-investment'],
    ['Is it MP Materials that plans 5,000 tons a year?', 'stillwater-full-capacity'],
  ])('is found: %s', (text, id) => {
    expect(owner(text)).toBe(id)
  })

  it.each([
    ['the best fact has it', 'Does USA Rare Earth plan 5,000 tons a year?'],
    ['the figure is too small to tell', 'Does MP Materials make 600 tons?'],
    ['nobody has it', 'Did the Department of Energy invest $440 million?'],
  ])('is none where %s', (_, text) => {
    expect(owner(text)).toBeUndefined()
  })
})
