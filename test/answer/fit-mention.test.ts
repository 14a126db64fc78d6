import { describe, expect, it } from 'vitest'
import type { Mention, SenseRef } from '#magnets'
import { createFrames } from '../../src/answer/fact-frame.ts'
import { fitOf, isOtherStage, WEIGHTS } from '../../src/answer/fit-mention.ts'
import { base } from './our-engine.ts'

const frames = createFrames(base)

function frame(id: string) {
  const found = frames.all.find(({ fact }) => fact.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

/** A mention with the senses, each written as "type id". */
function mention(senses: readonly string[], more: Partial<Mention> = {}): Mention {
  return {
    span: { from: 1, to: 2 },
    words: 'word',
    stems: ['word'],
    before: '',
    senses: senses.map(sense => {
      const [type, id = ''] = sense.split(' ')
      return { type: type as SenseRef['type'], id }
    }),
    certainty: 1,
    optional: false,
    ...more,
  }
}

function fitted(
  id: string,
  senses: readonly string[],
  more: Partial<Mention> = {},
  common: string[] = [],
) {
  return fitOf(base, frame(id), mention(senses, more), {
    common: new Set(common),
    called: new Set(),
    tellers: new Map(),
    unheld: measure => base.measure(measure)?.unheld === true,
  })
}

const FULL = 'stillwater-full-capacity'

describe('how a mention fits a fact', () => {
  it.each([
    ['the very thing', ['entity stillwater-plant'], 'entity', 1],
    ['whom it belongs to', ['entity usa-rare-earth'], 'entity', 1],
    ['where it lies, at one remove', ['entity oklahoma'], 'entity', 0.9],
    ['somebody else', ['entity mp-materials'], 'entity', 0],
    ['its measure', ['measure capacity'], 'measure', 1],
    ['another measure', ['measure purity'], 'measure', 0],
    ['its stage', ['sense stage:full'], 'stage', 1],
    ['the other stage', ['sense stage:initial'], 'stage', 0],
    ['its unit', ['unit ton'], 'unit', 1],
    ['a unit of another dimension', ['unit usd'], 'unit', 0],
    ['a stranger', ['sense foreign:company'], 'foreign', 0],
  ])('%s', (_, senses, kind, value) => {
    expect(fitted(FULL, senses)).toMatchObject({ kind, value })
  })

  it('is that of the best of its meanings', () => {
    expect(fitted(FULL, ['entity mp-materials', 'measure capacity'])).toMatchObject({
      kind: 'measure',
      value: 1,
    })
  })

  it('is nothing for words with a job in the question only', () => {
    expect(fitted(FULL, ['sense kind:when'])).toBeUndefined()
    expect(fitted('round-top-promise', ['unit usd'])).toBeUndefined()
  })

  it('is better than none where the statement has the very words', () => {
    expect(fitted(FULL, ['measure purity'], { stems: ['expand'] })).toMatchObject({
      kind: 'word',
      value: 0.7,
    })
  })

  it('counts a direction half where the fact goes the other way', () => {
    const fall = 'china-magnet-exports-2025-05'
    expect(fitted(fall, ['sense direction:down'])?.value).toBe(1)
    expect(fitted(fall, ['sense direction:up'])?.value).toBe(0.5)
    expect(fitted(FULL, ['sense direction:up'])).toBeUndefined()
  })
})

describe('how much it weighs', () => {
  it('is less for a name that most facts share', () => {
    expect(fitted(FULL, ['entity usa-rare-earth'])?.weight).toBe(WEIGHTS.entity)
    expect(fitted(FULL, ['entity usa-rare-earth'], {}, ['usa-rare-earth'])?.weight).toBe(
      WEIGHTS.commonEntity,
    )
  })

  it('is more for the measure that is asked for by name, and for one that is never held', () => {
    const purity = (more: Partial<Mention>) => fitted(FULL, ['measure purity'], more)?.weight
    expect(purity({})).toBe(WEIGHTS.measure)
    expect(purity({ before: 'what' })).toBe(WEIGHTS.askedMeasure)
    expect(fitted(FULL, ['measure stock-price'])?.weight).toBe(WEIGHTS.unheldMeasure)
  })
})

describe('another stage', () => {
  it.each([
    [FULL, 'sense stage:initial', true],
    [FULL, 'sense stage:full', false],
    [FULL, 'entity stillwater-plant', false],
    ['stillwater-floor-area', 'sense stage:initial', false],
  ])('of %s is %s: %s', (id, sense, other) => {
    expect(isOtherStage(frame(id), mention([sense]))).toBe(other)
  })
})
