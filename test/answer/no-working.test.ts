import { describe, expect, it } from 'vitest'
import { islands, told } from './told.ts'

const FIRST = 'stillwater-initial-capacity'
const FULL = 'stillwater-full-capacity'

describe('no working', () => {
  it.each([
    // The source does not say which ton.
    ['How many kilograms of NdPr oxide did Mountain Pass make?', ['mountain-pass-ndpr-2024']],
    // Money and area.
    [
      'What share of the $800 million revenue is the 310,000 square feet?',
      ['stillwater-floor-area', 'stillwater-revenue'],
    ],
    // The share is stated.
    ['What share of Round Top does USA Rare Earth hold?', ['round-top-stake']],
    // One may hold the other.
    [
      'How many tons of oxides and NdPr did Mountain Pass make in total?',
      ['mountain-pass-oxides-2024', 'mountain-pass-ndpr-2024'],
    ],
    // Two stages of one plant are not two plants.
    ["What is the sum of Stillwater's 600 and 5,000 tons?", [FULL, FIRST]],
  ])('is made where it would mean nothing: %s', (question, facts) => {
    const answer = told(question)
    expect([answer.reply.workings, answer.facts]).toEqual([[], facts])
  })

  it('is made of figures that may overlap, and the reply says so', () => {
    const answer = told(
      'How much cargo did Brennhaven and Skarrow handle together in 2024?',
      islands,
    )
    expect([answer.rule, answer.reply.workings]).toEqual(['not to be added', []])
    expect(answer.text).toContain('not added up')
  })

  it('is made for somebody whom the base does not know', () => {
    const answer = told('How many tons per month does Lynas make at full scale?')
    expect([answer.outcome, answer.reply.workings]).toEqual(['refusal', []])
  })
})
