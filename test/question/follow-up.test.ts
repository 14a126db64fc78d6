import { describe, expect, it } from 'vitest'
import type { Conversation, Turn } from '#magnets'
import { resolveFollowUp } from '../../src/question/follow-up.ts'
import { createLexicon } from '../../src/question/lexicon.ts'
import { readQuestion } from '../../src/question/read-question.ts'
import { base } from '../answer/our-engine.ts'

const lexicon = createLexicon(base)

function turn(id: string): Turn {
  const fact = base.fact(id)
  if (fact === undefined) throw new Error(id)
  const entities = [fact.subject, ...(fact.object === undefined ? [] : [fact.object])]
  return { question: '', outcome: 'answer', facts: [id], entities, measures: [fact.measure] }
}

function resolve(text: string, ...ids: readonly string[]) {
  const conversation: Conversation = { turns: ids.map(turn) }
  return resolveFollowUp(base, readQuestion(base, lexicon, text), conversation)
}

const carried = (reading: ReturnType<typeof resolve>) =>
  reading.mentions
    .filter(({ span }) => span.from < 0)
    .map(({ senses: [ref], optional }) => `${ref?.id}${optional ? '?' : ''}`)

const FIRST = 'stillwater-initial-capacity'
const FULL = 'stillwater-full-capacity'

describe('facts of earlier turns', () => {
  it.each([
    'How far apart are the two?',
    'What is the difference between both?',
    'and as a share of that',
  ])('are recalled, latest first, where two are spoken of: %s', text => {
    expect(resolve(text, FIRST, FULL).recalled).toEqual([FULL, FIRST])
  })

  it.each(['How big is it?', 'When does it open?'])('are not where one is: %s', text => {
    expect(resolve(text, FIRST, FULL).recalled).toEqual([])
  })

  it('are not where something else is named', () => {
    const text = 'What is the difference between Mountain Pass and Round Top?'
    expect(resolve(text, FIRST, FULL).recalled).toEqual([])
  })

  it('are each recalled once', () => {
    expect(resolve('How far apart are the two?', FIRST, FULL, FIRST).recalled).toEqual([
      FIRST,
      FULL,
    ])
  })
})

describe('what a follow-up leaves unsaid', () => {
  it('is the subject of the last turn, where it names nothing', () => {
    const reading = resolve('When does it open?', 'stillwater-floor-area')
    expect(reading.followUp).toBe(true)
    expect(carried(reading)).toContain('stillwater-plant')
  })

  it('is the measure, where it asks for none, and the stage', () => {
    expect(carried(resolve('And Mountain Pass?', FULL))).toContain('capacity?')
    expect(carried(resolve('And how much is that a month?', FULL))).toContain('stage:full?')
    expect(carried(resolve('And at first?', FULL))).not.toContain('stage:full?')
  })

  it('is the other one of two companies', () => {
    expect(carried(resolve('And the other company?', 'usa-rare-earth-backing'))).toEqual([
      'mp-materials',
      'funding?',
    ])
  })

  it('is nothing where the question is whole, or the first one', () => {
    const whole = resolve('How big is the Independence facility?', 'stillwater-floor-area')
    expect([whole.followUp, carried(whole)]).toEqual([false, []])
    expect(resolve('When does it open?').followUp).toBe(false)
  })
})
