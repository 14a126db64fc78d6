import { describe, expect, it } from 'vitest'
import { createLexicon } from '../../src/question/lexicon.ts'
import { readQuestion } from '../../src/question/read-question.ts'
import { base } from '../answer/our-engine.ts'

const lexicon = createLexicon(base)
const read = (text: string) => readQuestion(base, lexicon, text)

describe('the kind of a question', () => {
  it.each([
    ['So is the plant open', 'whether'],
    ['Well, does it make magnets?', 'whether'],
    ['Can you tell me when it opens?', 'when'],
    ['Does anyone know who owns it?', 'who'],
    ['Which company owns it?', 'who'],
    ['What town is it in?', 'where'],
    ['What happened when the tap was turned off?', 'what'],
    ['It opens in 2026, and when does the other one open?', 'when'],
  ])('%s: %s', (text, kind) => {
    expect(read(text).kinds[0]).toBe(kind)
  })

  it.each([
    'The money was for the mine in Texas?',
    'It opens in 2026, right?',
    'They make oxides, yes?',
    'It was closed in 2024, innit?',
    'So it belongs to the Chinese, no?',
  ])('is a claim to verify where it states and only then asks: %s', text => {
    expect(read(text).kinds).toContain('verify')
  })

  it.each([
    'The money for Texas?',
    'Right before that, who owned it?',
    'Who was paid for the mine in Texas?',
    'Output at the mine in Texas',
  ])('is no claim where it states nothing: %s', text => {
    expect(read(text).kinds).not.toContain('verify')
  })
})

describe('the kind of thing asked for', () => {
  it.each([
    ['Which law did the government use?', 'law'],
    ['In which state is the mine?', 'place'],
    ['What other federal agency paid?', 'agency'],
    ['whose company is it', 'company'],
    ['Are both in the same state?', 'place'],
  ])('%s: %s', (text, kind) => {
    expect(read(text).asks).toBe(kind)
  })

  it.each([
    'How big is the company?',
    'The law was used by whom?',
    // A clause lies between.
    'What happened, given that the law was used?',
    // Too far.
    'What was it in the end that they said about this law?',
  ])('is none where the word is not picked: %s', text => {
    expect(read(text).asks).toBeUndefined()
  })
})

describe('what is taken for granted', () => {
  it.each(['Why did exports fall?', 'How did they come to own it?', 'Since it closed, who pays?'])(
    'is seen: %s',
    text => {
      expect(read(text).presumed).toBe(true)
    },
  )

  it.each(['How much did exports fall?', 'Did exports fall?', 'How far did it fall since 2020?'])(
    'is not seen in an open question: %s',
    text => {
      expect(read(text).presumed).toBe(false)
    },
  )
})
