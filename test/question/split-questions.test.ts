import { describe, expect, it } from 'vitest'
import {
  asks,
  isStatement,
  splitClaims,
  splitQuestions,
} from '../../src/question/split-questions.ts'

describe('several questions in one message', () => {
  it.each([
    ['Who owns it? When did it open?', ['Who owns it?', 'When did it open?']],
    ['Who owns it, and when did it open?', ['Who owns it', 'when did it open?']],
    ['who owns it & where is it', ['who owns it', 'where is it']],
    ['1) who owns it 2) where is it', ['who owns it', 'where is it']],
    ['The port: name, size and owner?', ['The port: name', 'The port: size', 'The port: owner']],
    ['It opened last spring. Who owns it?', ['It opened last spring.', 'Who owns it?']],
  ])('are told apart: %s', (text, parts) => {
    expect(splitQuestions(text)).toEqual(parts)
  })

  it.each([
    'Who owns the port and the yard?',
    'How much did it cost in crowns, roughly?',
    'Is the figure 1.5 million or so?',
    'It opens in 2026, is that so?',
    'It opens in 2026. True or false?',
    'If it was 100 then, how many are there now?',
  ])('are not seen in one: %s', text => {
    expect(splitQuestions(text)).toHaveLength(1)
  })

  it('of a long story are those that ask', () => {
    const said = [
      'went there',
      'saw ships',
      'asked around',
      'heard more',
      'liked that',
      'left again',
    ]
    const story = said.map(words => `They ${words}. `).join('')
    expect(splitQuestions(`${story}Who owns it?`)).toEqual(['Who owns it?'])
  })
})

describe('the claims of a sentence', () => {
  it.each([
    ['It opened in 2020 and it closed in 2021', ['It opened in 2020', 'it closed in 2021']],
    [
      'The firm owns the whole port, while the state runs the yard',
      ['The firm owns the whole port', 'the state runs the yard'],
    ],
  ])('are told apart: %s', (text, claims) => {
    expect(splitClaims(text)).toEqual(claims)
  })

  it.each(['The firm gets credits and loans', 'The firm runs the port and yard'])(
    'are one where a clause is too short: %s',
    text => {
      expect(splitClaims(text)).toEqual([text])
    },
  )
})

describe('a part of a message', () => {
  it.each([
    'who owns it',
    'So, is it open',
    'please list the ports',
    'it is open?',
    'and the owner is who',
  ])('asks: %s', text => {
    expect(asks(text)).toBe(true)
  })

  it.each(['It was opened in 2020.', "I'm filling in a table", 'they said it got money'])(
    'states: %s',
    text => {
      expect([asks(text), isStatement(text)]).toEqual([false, true])
    },
  )

  it.each(['port size', 'the big old port of Brennhaven', 'it was'])(
    'is keywords only: %s',
    text => {
      expect([asks(text), isStatement(text)]).toEqual([false, false])
    },
  )
})
